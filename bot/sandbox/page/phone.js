import { get, post } from './api.js'
import { chooseFromDisk, chooseFromSamples, sendDialog } from './attach.js'
import { Composer } from './composer.js'
import { h, icon, iconButton, openDialog, openMenu } from './dom.js'
import { nameOf } from './faults.js'
import { blocksOf, renderBlock, signatureOf } from './message.js'
import { inLanguage, t } from './words.js'

const toastMs = 3500
const unansweredMs = 15_000
const atBottomPx = 60

/** One phone: whose it is, the chat with the bot, and what its owner can do. */
export class Phone {
  /** @param {{ changed: () => void, removed: (phone: Phone) => void }} around */
  constructor(people, userId, around) {
    this.around = around
    this.messages = new Map()
    /** The button each message waits for an answer to. */
    this.pending = new Map()
    this.queries = new Map()
    /** What happened while the chat is being read. */
    this.heard = []
    /** Taps whose answer was here before their own response. */
    this.early = new Set()
    this.blocks = new Map()
    this.owner = h('select.owner', {
      'aria-label': t.person,
      onchange: () => this.give(Number(this.owner.value)),
    })
    this.avatar = h('span.avatar', { 'aria-hidden': 'true' })
    this.name = h('span')
    this.about = h('span.about')
    this.log = h('div.log', { role: 'log', 'aria-live': 'polite', tabindex: '0' })
    this.toast = h('div.toast', { role: 'status' })
    this.knows = h('div.knows', { role: 'group', 'aria-label': t.knows })
    this.composer = new Composer({
      send: (text, replyTo) => this.act('send', { text, replyTo }),
      edit: (messageId, text) => this.act('edit', { messageId, text }),
      unblock: () => this.act('unblock'),
      attach: (button) => this.openAttach(button),
      lastOwn: () => [...this.messages.values()].findLast(({ from, text }) => from === 'person' && text),
    })
    const more = iconButton('more', t.more, () => this.openMore(more))
    this.element = h(
      'section.phone',
      {
        ondragover: (event) => event.preventDefault(),
        ondrop: (event) => this.take(event, event.dataTransfer),
        onpaste: (event) => this.take(event, event.clipboardData),
      },
      h(
        'header',
        {},
        this.avatar,
        h('div.who', {}, h('div.name-line', {}, this.name, icon('down')), this.about, this.owner),
        more,
      ),
      h('div.screen', {}, this.log, this.toast),
      this.knows,
      this.composer.element,
    )
    this.keepAtBottom()
    this.userId = userId
    this.meet(people)
    this.give(userId)
  }

  /** Who there is to choose from. */
  meet(people) {
    this.people = people
    this.owner.replaceChildren(
      h('option', { value: '0' }, t.nobody),
      ...people.map((person) =>
        h('option', { value: person.userId }, `${nameOf(person)} — ${inLanguage(person.about)}`),
      ),
    )
    this.owner.value = String(this.userId ?? 0)
    this.introduce()
  }

  get person() {
    return this.people.find(({ userId }) => userId === this.userId)
  }

  /** Puts the phone into somebody's hands. */
  async give(userId) {
    this.userId = userId
    this.owner.value = String(userId)
    this.introduce()
    this.around.changed()
    this.messages.clear()
    this.blocks.clear()
    this.log.replaceChildren()
    this.composer.clear()
    await this.load()
    this.scrollDown()
  }

  /** Shows whose phone it is and what its owner would know. */
  introduce() {
    const { person } = this
    const name = person ? nameOf(person) : t.phone
    this.name.textContent = person ? name : t.nobody
    this.avatar.textContent = person ? initialOf(name) : '?'
    this.avatar.style.setProperty('--hue', String((this.userId * 67) % 360))
    this.element.setAttribute('aria-label', `${t.phone}: ${name}`)
    this.log.setAttribute('aria-label', t.chatOf(name))
    const chips = (person?.knows ?? []).map(({ label, value }) =>
      h(
        'button.chip',
        {
          type: 'button',
          title: `${inLanguage(label)}: ${value}`,
          onclick: () => this.composer.insert(value),
        },
        h('small', {}, inLanguage(label)),
        value,
      ),
    )
    this.knows.replaceChildren(...(chips.length > 0 ? [h('span.hint', {}, t.knows), ...chips] : []))
    this.showAction(null)
  }

  /** Reads the whole chat anew, as after a lost connection. What happens meanwhile is put on top of what was read. */
  async load() {
    const mine = Symbol('load')
    this.loading = this.userId ? mine : undefined
    if (!this.userId) return this.show({ started: false, blocked: false, keyboard: undefined, commands: [] })
    const chat = await get(`/phones/${this.userId}`).catch(() => undefined)
    // A later reading has everything this one has.
    if (this.loading !== mine) return
    this.loading = undefined
    const heard = this.heard.splice(0)
    if (!chat) return
    this.messages = new Map(chat.messages.map((message) => [message.id, message]))
    this.showAction(chat.action ?? null)
    this.show(chat)
    this.draw()
    for (const event of heard) if (!(event.version <= chat.version)) this.hear(event)
  }

  show({ started, blocked, keyboard, commands }) {
    this.started = started
    this.blocked = blocked
    this.composer.show({ started, blocked, keyboard, commands, anybody: Boolean(this.userId) })
    this.element.classList.toggle('empty', !started)
  }

  /** What the server tells of this phone's chat. */
  hear(event) {
    if (event.type === 'commands') return void this.load()
    if (event.userId !== this.userId) return
    if (this.loading) return void this.heard.push(event)
    if (event.type === 'message') this.messages.set(event.message.id, event.message)
    if (event.type === 'gone') for (const id of event.messageIds) this.messages.delete(id)
    if (event.type === 'chat') this.show(event)
    if (event.type === 'action') this.showAction(event.action)
    if (event.type === 'answer') this.answered(event.answer)
    if (event.type === 'message' || event.type === 'gone') this.draw()
  }

  draw() {
    const focused = this.log.contains(document.activeElement) ? document.activeElement : undefined
    const focusedText = focused?.textContent
    const messages = [...this.messages.values()].sort((a, b) => a.id - b.id)
    const drawn = new Map()
    for (const block of blocksOf(messages)) {
      const signature = signatureOf(block, this.pending)
      const known = this.blocks.get(block.key)
      const element = known?.signature === signature ? known.element : renderBlock(block, this)
      drawn.set(block.key, { signature, element })
    }
    this.blocks = drawn
    const elements = [...drawn.values()].map(({ element }) => element)
    this.log.replaceChildren(...(elements.length > 0 ? elements : [this.wayIn()]))
    this.composer.askFor(
      messages.findLast(({ from }) => from === 'bot'),
      messages.at(-1),
    )
    if (this.atBottom) this.scrollDown()
    if (focused && document.activeElement !== focused) this.refocus(focused, focusedText)
  }

  /** What an empty chat says to somebody who has spoken to the bot before. */
  wayIn() {
    const [before, after] = t.quiet
    const start = h('button.command', { type: 'button', onclick: () => this.command('/start') }, '/start')
    return this.started ? h('p.day', {}, h('span', {}, before, start, after)) : ''
  }

  /** Who reads the newest message keeps reading it when the chat's room changes; who scrolled up stays there. */
  keepAtBottom() {
    this.atBottom = true
    this.log.addEventListener('scroll', () => {
      this.atBottom = this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < atBottomPx
    })
    new ResizeObserver(() => this.atBottom && this.scrollDown()).observe(this.log)
  }

  scrollDown() {
    this.log.scrollTop = this.log.scrollHeight
  }

  /** A card that changed under the finger keeps the keyboard where it was: on the same button, or in the input. */
  refocus(before, text) {
    if (before.isConnected) return before.focus({ preventScroll: true })
    const same = [...this.log.querySelectorAll('.key')].findLast((button) => button.textContent === text)
    if (same) same.focus({ preventScroll: true })
    else this.composer.focus()
  }

  find(id) {
    return this.messages.get(id)
  }

  command(text) {
    this.act('send', { text })
  }

  reply(message) {
    this.composer.replyTo(message)
  }

  edit(message) {
    this.composer.editing(message)
  }

  async tap(message, button) {
    this.pending.set(message.id, button.data)
    this.draw()
    const done = await this.act('tap', { messageId: message.id, data: button.data })
    if (!done || this.early.delete(done.queryId)) return this.release(message.id)
    const timer = setTimeout(() => {
      this.say(t.unanswered)
      this.queries.delete(done.queryId)
      this.release(message.id)
    }, unansweredMs)
    this.queries.set(done.queryId, { messageId: message.id, timer })
  }

  answered({ queryId, text, alert }) {
    const query = this.queries.get(queryId)
    if (query) {
      clearTimeout(query.timer)
      this.queries.delete(queryId)
      this.release(query.messageId)
    } else {
      this.early.add(queryId)
    }
    if (text && alert) {
      const dialog = openDialog(
        text,
        h('p', {}, text),
        h('div.actions', {}, h('button.primary', { type: 'button', onclick: () => dialog.close() }, t.ok)),
      )
      dialog.classList.add('alert')
    } else if (text) this.say(text)
  }

  release(messageId) {
    this.pending.delete(messageId)
    this.draw()
  }

  say(text) {
    this.toast.textContent = text
    clearTimeout(this.toastTimer)
    this.toastTimer = setTimeout(() => this.toast.replaceChildren(), toastMs)
  }

  showAction(action) {
    const words = action === null ? '' : action === 'typing' ? t.typing : t.uploading
    this.about.textContent = words || (this.person ? inLanguage(this.person.about) : '')
    this.about.title = this.about.textContent
    this.about.classList.toggle('busy', words !== '')
  }

  async act(act, body) {
    return this.done(post(`/phones/${this.userId}/${act}`, body))
  }

  /** Follows what the owner does to the bottom of the chat, or tells why the phone would not do it. */
  async done(acting) {
    try {
      const result = await acting
      this.scrollDown()
      return result
    } catch (error) {
      this.say(error.message)
      return undefined
    }
  }

  openAttach(button) {
    const done = (acting) => this.done(acting)
    openMenu(button, [
      { label: t.fromDisk, icon: 'attach', act: () => chooseFromDisk(this.userId, done) },
      { label: t.fromSamples, icon: 'file', act: () => chooseFromSamples(this.userId, done) },
    ])
  }

  openMore(button) {
    openMenu(button, [
      { label: t.sticker, icon: 'plus', act: () => this.act('sticker') },
      { label: t.voice, icon: 'mic', act: () => this.act('voice') },
      this.blocked
        ? { label: t.unblock, icon: 'reply', act: () => this.act('unblock') }
        : { label: t.block, icon: 'close', act: () => this.act('block') },
      { label: t.removePhone, icon: 'close', act: () => this.around.removed(this) },
    ])
  }

  /** Files dropped on the phone or pasted into it. */
  take(event, transfer) {
    const files = [...(transfer?.files ?? [])]
    if (files.length === 0) return
    event.preventDefault()
    if (this.userId) sendDialog(this.userId, files, (acting) => this.done(acting))
  }
}

/** What stands on the round picture: the given name of a Chinese name, the first letter of others. */
function initialOf(name) {
  return /\p{Script=Han}/u.test(name) ? [...name].at(-1) : name[0].toUpperCase()
}
