import type { Locale } from '../../core/terms.ts'
import type { Making, Sample, Samples } from './sample.ts'
import { connectionSamples } from './sample-connections.ts'
import { declarationSamples } from './sample-declarations.ts'
import { messageSamples } from './sample-messages.ts'
import { sampleNumbers } from './sample-numbers.ts'
import { peopleSamples } from './sample-people.ts'
import { sampleTimes } from './sample-times.ts'

/** All samples, each in the table of its topic. */
const table: Samples = {
  ...sampleNumbers,
  ...sampleTimes,
  ...peopleSamples,
  ...declarationSamples,
  ...messageSamples,
  ...connectionSamples,
}

/**
 * The sample for a parameter of a text. A name that the table does not know stays as it is in the pattern,
 * and a test asks for its sample.
 *
 * @param key of the text; the longest beginning that the table knows wins over the plain name
 */
export function sampleOf(key: string, name: string, locale: Locale): Sample {
  const beginnings = key.split('-')
  for (let taken = beginnings.length; taken > 0; taken--) {
    const making = table[`${beginnings.slice(0, taken).join('-')}/${name}`]
    if (making !== undefined) return made(making, locale)
  }
  const making = table[name]
  if (making !== undefined) return made(making, locale)
  return `{ $${name} }`
}

function made(making: Making, locale: Locale): Sample {
  return typeof making === 'function' ? making(locale) : making
}
