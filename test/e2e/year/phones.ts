import { people } from '../../../bot/demo/city/city.ts'
import { demoPeople } from '../../../bot/demo/city/people.ts'
import type { ShownMessage } from '../../../bot/sandbox/sandbox.ts'
import type { TestProgram } from '../../support/program.ts'
import { readPaper } from './papers.ts'

/**
 * All that stood on the phones of the city in the course of the year, also what was edited or deleted since.
 */
export class Phones {
  private readonly town: TestProgram
  /** By person and button: the message as it stood when it offered this. */
  private readonly cards = new Map<string, { userId: number; message: ShownMessage; label: string }>()
  private readonly texts = new Map<number, Set<string>>()

  constructor(town: TestProgram) {
    this.town = town
  }

  /** Reads every phone; to be done after every step. */
  async look(userIds: readonly number[] = demoPeople.map(({ userId }) => userId)): Promise<void> {
    for (const userId of userIds) {
      const seen = this.texts.get(userId) ?? new Set()
      this.texts.set(userId, seen)
      for (const message of await this.town.phone(userId).messages()) {
        // What a person typed may be on its way out of the chat; at the end it is looked at too.
        if (message.from === 'bot') seen.add(message.text)
        for (const { text: label, data } of message.buttons.flat()) {
          seen.add(label)
          seen.add(data ?? '')
          if (data) this.cards.set(`${userId} ${data}`, { userId, message, label })
        }
      }
    }
  }

  /** Taps every button that was ever seen, everybody on their own phone, and tells what they asked for. */
  async tapEverything(): Promise<string[]> {
    const byPhone = Map.groupBy(this.cards.values(), ({ userId }) => userId)
    const taps = [...byPhone].map(async ([userId, cards]) => {
      const phone = this.town.phone(userId)
      for (const { message, label } of cards) await phone.tapStale(message, label)
    })
    await Promise.all(taps)
    return [...this.cards.keys()].map((key) => key.replace(/^\d+ ([^:]*).*$/, '$1'))
  }

  /** Every text of every phone and of every file on it, with whose phone it is. */
  async everything(): Promise<{ userId: number; where: string; text: string }[]> {
    await this.look()
    const found = [...this.texts].flatMap(([userId, texts]) =>
      [...texts].map((text) => ({ userId, where: 'chat', text })),
    )
    for (const { userId } of demoPeople) {
      const phone = this.town.phone(userId)
      const messages = await phone.messages()
      found.push(...messages.map(({ text }) => ({ userId, where: 'chat', text })))
      for (const file of documentsIn(messages)) {
        const { name, text } = await readPaper(phone, file)
        found.push({ userId, where: name, text: `${name}\n${text}` })
      }
    }
    return found
  }
}

function documentsIn(messages: readonly ShownMessage[]) {
  return messages.flatMap(({ from, document }) => (from === 'bot' && document ? document : []))
}

/** What nobody may read anywhere: ID numbers, and of others their telephone and birth date. */
export const secrets = people.map((person, at) => ({
  userId: person.userId,
  name: person.name,
  ofThePerson: [
    `1990000${1001 + at}`,
    person.born,
    person.born.replaceAll('-', '/'),
    person.born.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日'),
    person.born.replace(/^(\d+)-(\d+)-(\d+)$/, '$1年$2月$3日'),
  ],
}))
