import { createSecretKey } from 'node:crypto'
import { audit, commandLine } from '../../core/audit/audit.ts'
import { fitKeys, knownWithinSeconds, takeKey } from '../../core/privacy/fit-keys.ts'
import { makeSealingKey } from '../../core/privacy/key-files.ts'
import { notYetResealed, resealAll } from '../../core/privacy/reseal.ts'
import { givenKeys, keyFolderOf } from '../reach-keys.ts'
import { type Command, Mistake } from './command.ts'
import type { CommandLine } from './office.ts'

/** The keys that seal what is kept. */
export const keyCommands: readonly Command[] = [
  {
    usage: 'keys rotate',
    summary: 'Lets a new key seal, while the program runs; what is there is sealed anew in the background.',
    more: `With keys in DATA_DIR/keys the new one is made there. With SEALING_KEY, first set both, the old and the new one with a comma
between, in every process and start each anew; then run this. The blind index keeps its key. Back the new key up at once.`,
    run: (_, office) => rotate(office),
  },
  {
    usage: 'keys reseal',
    summary:
      'Seals with the newest key what others sealed, as the program does each minute, and says what is left.',
    async run(_, { database, sealer, say }) {
      const resealed = await resealAll(database, sealer)
      const left = await notYetResealed(database, sealer)
      say(`${resealed} values were sealed anew; ${left} are left.`)
      return left > 0 ? 1 : 0
    },
  },
]

async function rotate({ config, database, clock, say }: CommandLine): Promise<number> {
  const given = await givenKeys(config, database)
  const ring = await fitKeys(database, given)
  if ('wrong' in ring) throw new Mistake('The keys are not those of this database.')
  const number = Math.max(...ring.sealing.keys()) + 1
  if (number !== ring.current + 1)
    throw new Mistake('A new key was taken less than two minutes ago: it has to begin to seal first.')
  if (number > mostKeys) throw new Mistake(`A database has at most ${mostKeys} keys.`)
  const unused = given.sealing.find(
    (key) => ![...ring.sealing.values()].some((known) => known.equals(createSecretKey(key))),
  )
  if (config.keys && !unused)
    throw new Mistake('SEALING_KEY holds no new key: set the old and the new one with a comma between.')
  const key = unused ?? (await makeSealingKey(keyFolderOf(config), number))
  if (!(await takeKey(database, { number, key, index: given.index })))
    throw new Mistake('Another key was taken at the same moment.')
  await database.prisma.$transaction((tx) =>
    audit(tx, {
      at: clock.now(),
      actor: commandLine,
      action: 'keys.rotate',
      subject: { kind: 'sealing_key', id: String(number) },
      organisationId: 'city',
    }),
  )
  say(
    `Key ${number} seals in ${knownWithinSeconds / 60} minutes. Back it up now, and keep the older ones for old backups.`,
  )
  return 0
}

/** The number stands in one byte. */
const mostKeys = 255
