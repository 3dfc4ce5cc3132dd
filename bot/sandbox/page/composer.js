import { h, icon, iconButton } from './dom.js'
import { summaryOf } from './message.js'
import { t } from './words.js'

/** Below the chat: what its owner types, the commands, the reply bar, and buttons shown instead of a keyboard. */
export class Composer {
  /** @param {{ send: Function, edit: Function, unblock: Function, attach: Function, lastOwn: Function }} acts */
  constructor(acts) {
    this.acts = acts
    this.commands = []
    this.highlighted = -1
    this.input = h('textarea', {
      rows: 1,
      placeholder: t.write,
      'aria-label': t.write,
      oninput: () => this.typed(),
      onkeydown: (event) => this.key(event),
    })
    this.list = h('div.commands', { role: 'listbox', hidden: true })
    this.bar = h('div.reply-bar', { hidden: true })
    this.menu = h(
      'button.menu',
      { type: 'button', 'aria-label': t.menu, title: t.menu, onclick: () => this.toggleMenu() },
      icon('menu'),
    )
    const attach = iconButton('attach', t.attach, () => acts.attach(attach))
    const send = h('button.icon.send', { type: 'submit', 'aria-label': t.send, title: t.send }, icon('send'))
    this.form = h('form', { onsubmit: (event) => this.submit(event) }, this.menu, this.input, attach, send)
    this.keyboard = h('div.reply-keyboard', { hidden: true })
    this.big = h('button.big', { type: 'button', hidden: true })
    this.hint = h('p.hint', { hidden: true })
    this.element = h('footer', {}, this.hint, this.big, this.list, this.bar, this.form, this.keyboard)
  }

  show({ started, blocked, keyboard, commands, anybody }) {
    if (commands) this.commands = commands
    const instead = !anybody || blocked || !started
    // The keyboard goes on where the button was.
    const goesOn = !instead && document.activeElement === this.big
    this.form.hidden = instead
    this.big.hidden = !anybody || !instead
    this.hint.hidden = !instead
    this.hint.textContent = !anybody ? t.nobody : blocked ? t.blocked : t.startHint
    this.big.textContent = blocked ? t.unblock : t.start
    this.big.onclick = () => (blocked ? this.acts.unblock() : this.acts.send('/start'))
    this.placeholder = keyboard?.placeholder
    this.keyboard.hidden = instead || !keyboard
    this.keyboard.replaceChildren(
      ...(keyboard?.rows ?? []).map((row) =>
        h(
          'div.keys',
          {},
          ...row.map((text) =>
            h('button.key', { type: 'button', onclick: () => this.acts.send(text) }, text),
          ),
        ),
      ),
    )
    this.showTarget()
    if (goesOn) this.focus()
  }

  clear() {
    this.input.value = ''
    this.target = undefined
    this.asked = undefined
    this.closeMenu()
    this.grow()
  }

  focus() {
    this.input.focus({ preventScroll: true })
  }

  insert(text) {
    this.input.setRangeText(text, this.input.selectionStart, this.input.selectionEnd, 'end')
    this.typed()
    this.focus()
  }

  /** Opens the reply bar by itself when the bot's newest message asks for a reply. */
  askFor(lastOfBot, last) {
    if (lastOfBot?.forceReply && last === lastOfBot && this.asked !== lastOfBot.id) {
      this.asked = lastOfBot.id
      this.replyTo(lastOfBot, { focus: this.form.contains(document.activeElement) })
    } else if (this.target?.reply && !lastOfBot) {
      this.drop()
    }
  }

  replyTo(message, { focus = true } = {}) {
    this.target = { reply: message }
    this.showTarget()
    if (focus) this.focus()
  }

  editing(message) {
    this.target = { edit: message }
    this.input.value = message.text
    this.showTarget()
    this.grow()
    this.focus()
  }

  drop() {
    if (this.target?.edit) this.input.value = ''
    this.target = undefined
    this.showTarget()
    this.grow()
  }

  showTarget() {
    const { reply, edit } = this.target ?? {}
    this.bar.hidden = !(reply || edit) || this.form.hidden
    this.bar.replaceChildren(
      icon(edit ? 'edit' : 'reply'),
      h(
        'div.what',
        {},
        h('strong', {}, edit ? t.editing : t.replyTo),
        h('span', {}, summaryOf(edit ?? reply ?? { text: '' })),
      ),
      iconButton('close', t.cancel, () => this.drop()),
    )
    this.input.placeholder = reply?.forceReply?.placeholder ?? this.placeholder ?? t.write
  }

  submit(event) {
    event?.preventDefault()
    const text = this.input.value.trim()
    if (text === '') return
    const { reply, edit } = this.target ?? {}
    this.clear()
    this.showTarget()
    if (edit) this.acts.edit(edit.id, text)
    else this.acts.send(text, reply?.id)
    this.focus()
  }

  typed() {
    this.grow()
    const word = /^\/(\w*)$/.exec(this.input.value)
    if (word) this.openMenu(this.commands.filter(({ command }) => command.startsWith(word[1])))
    else this.closeMenu()
  }

  grow() {
    this.input.style.height = 'auto'
    this.input.style.height = `${Math.min(this.input.scrollHeight, 140)}px`
  }

  key(event) {
    // An input method composing Chinese uses Enter and the arrows for itself.
    if (event.isComposing) return
    const buttons = [...this.list.querySelectorAll('button')]
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (!this.list.hidden && step && buttons.length > 0) {
      this.highlight((this.highlighted + step + buttons.length) % buttons.length)
    } else if (!this.list.hidden && event.key === 'Enter' && buttons[this.highlighted]) {
      buttons[this.highlighted].click()
    } else if (event.key === 'Escape') {
      if (!this.list.hidden) this.closeMenu()
      else this.drop()
    } else if (event.key === 'ArrowUp' && this.input.value === '' && this.acts.lastOwn()) {
      this.editing(this.acts.lastOwn())
    } else if (event.key === 'Enter' && !event.shiftKey) {
      this.submit()
    } else return
    event.preventDefault()
  }

  toggleMenu() {
    if (this.list.hidden) this.openMenu(this.commands)
    else this.closeMenu()
    this.focus()
  }

  openMenu(commands) {
    this.highlighted = -1
    this.list.hidden = false
    this.list.replaceChildren(
      ...commands.map(({ command, description }) =>
        h(
          'button',
          { type: 'button', role: 'option', tabindex: '-1', onclick: () => this.choose(command) },
          h('strong', {}, `/${command}`),
          h('span', {}, description),
        ),
      ),
    )
    if (commands.length === 0 && this.commands.length === 0) this.list.append(h('p.hint', {}, t.noCommands))
    else if (commands.length === 0) this.closeMenu()
    document.addEventListener('pointerdown', this.outside, true)
  }

  outside = (event) => {
    if (!this.element.contains(event.target)) this.closeMenu()
  }

  closeMenu() {
    this.list.hidden = true
    document.removeEventListener('pointerdown', this.outside, true)
  }

  choose(command) {
    this.clear()
    this.acts.send(`/${command}`)
    this.focus()
  }

  highlight(index) {
    this.highlighted = index
    ;[...this.list.querySelectorAll('button')].forEach((button, each) => {
      button.setAttribute('aria-selected', String(each === index))
      if (each === index) button.scrollIntoView({ block: 'nearest' })
    })
  }
}
