import type { Block } from '../confirmation/school-at-a-glance.ts'

/**
 * One thing of a digest, without words. `closesAt` is by when it has to be done; deadlines of soft windows
 * may be past.
 */
export type DigestLine =
  | {
      readonly kind: 'waiting' | 'waiting-second-round'
      readonly count: number
      readonly oldestSince: Date
      readonly closesAt: Date
    }
  | { readonly kind: 'complaints'; readonly count: number; readonly closesAt: Date }
  | { readonly kind: 'publicity'; readonly closesAt: Date }
  | {
      readonly kind: 'teachers'
      readonly returned: number
      readonly notSent: number
      readonly notStarted: number
    }
  | { readonly kind: 'confirm' | 'confirm-second-round'; readonly count: number; readonly closesAt: Date }
  | { readonly kind: 'confirm-later'; readonly closesAt: Date }
  | { readonly kind: 'block'; readonly block: Block }
  | { readonly kind: 'late-schools'; readonly count: number }
  | { readonly kind: 'city-complaints'; readonly count: number; readonly closesAt: Date }
  | {
      readonly kind: 'statistics' | 'city-statistics' | 'city-confirmation' | 'export'
      readonly closesAt: Date
    }
