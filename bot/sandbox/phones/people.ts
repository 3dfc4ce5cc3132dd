import type { User } from 'grammy/types'
import type { World } from '../kept/world.ts'
import type { PageWords } from '../page.ts'

/** Somebody whose phone stands in the sandbox. */
export interface SandboxPerson {
  userId: number
  firstName: string
  lastName?: string
  languageCode?: string
  /** One line under the name, such as 「天河一小 · 教师」. */
  about: PageWords
  /** What this person would know and type, offered by the phone under 「我的资料」. */
  knows: { label: PageWords; value: string }[]
  /** The bot may write to them from the beginning, as to everybody who once pressed START. */
  spokeBefore?: boolean
}

/**
 * The people of the sandbox. Any other user id is a person too, only without a name, because a load test
 * needs thousands.
 */
export class People {
  private known = new Map<number, SandboxPerson>()
  private readonly world: World
  private readonly source: () => Promise<readonly SandboxPerson[]> | readonly SandboxPerson[]

  constructor(world: World, source: () => Promise<readonly SandboxPerson[]> | readonly SandboxPerson[]) {
    this.world = world
    this.source = source
  }

  async list(): Promise<readonly SandboxPerson[]> {
    const people = await this.source()
    this.known = new Map(people.map((person) => [person.userId, person]))
    for (const person of people) {
      const chat = this.world.chats.get(person.userId)
      const user = userOf(person)
      if (chat && JSON.stringify(chat.user) !== JSON.stringify(user)) this.world.changeChat(chat, { user })
    }
    return people
  }

  async user(userId: number): Promise<User> {
    const kept = this.world.chats.get(userId)?.user
    if (kept) return kept
    if (!this.known.has(userId)) await this.list()
    const person = this.known.get(userId)
    return userOf(person ?? { userId, firstName: `用户${userId}`, about: '', knows: [] })
  }
}

function userOf({ userId, firstName, lastName, languageCode }: SandboxPerson): User {
  const user: User = {
    id: userId,
    is_bot: false,
    first_name: firstName,
    language_code: languageCode ?? 'zh-hans',
  }
  return lastName ? { ...user, last_name: lastName } : user
}
