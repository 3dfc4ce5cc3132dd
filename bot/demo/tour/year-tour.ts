import type { Tour } from '../../sandbox/sandbox.ts'
import { declaringSteps } from './declaring.ts'
import { publishingSteps } from './publishing.ts'
import { reviewingSteps } from './reviewing-above.ts'

/**
 * The notice's year with the demo schools, each phone doing its part. It takes about two minutes when it
 * plays by itself.
 */
export const yearTour: Tour = {
  steps: [...declaringSteps, ...publishingSteps, ...reviewingSteps],
  secondsBetween: 4,
  secondsPerAct: 0.2,
}
