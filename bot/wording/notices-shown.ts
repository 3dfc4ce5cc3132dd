import type { Notice } from '../../core/notices/notice.ts'
import type { Label, Locale } from '../../core/terms.ts'
import type { Transaction } from '../../prisma/database.ts'
import type { House } from '../house.ts'
import { locales } from '../telegram/dialogue/texts.ts'
import { renderNotice } from '../telegram/notices.ts'
import { exampleStates } from './example-states.ts'
import type { NoticeExample } from './notice-example.ts'
import { noticeExamples } from './notice-examples.ts'

/** Everything the bot says by itself, as whole messages with their buttons, in the demo city. */

export interface ShownNotice {
  readonly kind: Notice['kind']
  readonly when: Label
  readonly to: string
  /**
   * The message in each language. If the city is not as the example needs it, why there is none to look at.
   */
  readonly says: Readonly<Record<Locale, ShownMessage>> | { readonly cannot: string }
}

export interface ShownMessage {
  readonly html: string
  readonly buttons: readonly (readonly string[])[]
}

/** Notices are looked at where the demo city is: nowhere else is a state made up, not even for a moment. */
export async function isDemoCity({ prisma }: House['database']): Promise<boolean> {
  return (await prisma.organisation.count({ where: { id: 'mingde', name: { contains: '示例' } } })) > 0
}

/** Nothing of what the examples write stays. */
export async function shownNotices(house: House): Promise<ShownNotice[]> {
  const shown: ShownNotice[] = []
  for (const [kind, examples] of Object.entries(noticeExamples) as [Notice['kind'], NoticeExample[]][]) {
    for (const example of examples) {
      const { when, to } = example
      shown.push({ kind, when, to, says: await messageOf(house, example) })
    }
  }
  return shown
}

async function messageOf(house: House, example: NoticeExample): Promise<ShownNotice['says']> {
  let says: ShownNotice['says'] = { cannot: 'no message' }
  try {
    await house.database.prisma.$transaction(
      async (tx) => {
        says = await inTransaction(house, example, tx)
        throw new TakenBack()
      },
      { timeout: 20_000 },
    )
  } catch (error) {
    if (!(error instanceof TakenBack))
      says = { cannot: error instanceof Error ? error.message : String(error) }
  }
  return says
}

/** Ends the transaction without anything being written. */
class TakenBack extends Error {}

async function inTransaction(
  house: House,
  example: NoticeExample,
  tx: Transaction,
): Promise<ShownNotice['says']> {
  // After the freeze the database would refuse what the example needs; this too is taken back.
  await tx.cycle.updateMany({ where: { frozenAt: { not: null } }, data: { frozenAt: null } })
  const states = exampleStates(tx)
  const notice = await example.make(states)
  const inside: House = {
    ...house,
    database: { ...house.database, prisma: tx as House['database']['prisma'] },
  }
  const heard: Partial<Record<Locale, ShownMessage>> = {}
  for (const locale of locales) {
    const words = await renderNotice(inside, notice, {
      locale,
      now: new Date(example.at),
      personId: await states.personId(example.to),
    })
    if (!words) return { cannot: 'nothing is said in this state' }
    heard[locale] = {
      html: words.html,
      buttons: (words.buttons ?? [])
        .filter((row) => row.length > 0)
        .map((row) => row.map(({ label }) => label)),
    }
  }
  return heard as Record<Locale, ShownMessage>
}
