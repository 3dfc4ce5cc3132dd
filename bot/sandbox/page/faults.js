import { post, remove } from './api.js'
import { h, icon, openDialog } from './dom.js'
import { t } from './words.js'

const kinds = ['429', '403', '5xx', 'break-before', 'break-after']
const methods = [
  'sendMessage',
  'editMessageText',
  'answerCallbackQuery',
  'sendPhoto',
  'sendDocument',
  'sendMediaGroup',
  'getFile',
  'file',
  'deleteMessage',
  'getUpdates',
]
const times = [1, 3, 10]

/** The switchboard of things that go wrong; its button shows how many are on. */
export class FaultPanel {
  /** @param {() => { userId: number, firstName: string, lastName?: string }[]} people */
  constructor(people) {
    this.people = people
    this.faults = []
    this.count = h('span.count', { hidden: true })
    this.element = h(
      'button.fault-button',
      { type: 'button', onclick: () => this.open(), 'aria-label': t.faults },
      icon('bolt'),
      h('span.label', {}, t.faults),
      this.count,
    )
    this.list = h('ul.fault-list')
  }

  set(faults) {
    this.faults = faults
    this.count.textContent = String(faults.length)
    this.count.hidden = faults.length === 0
    this.element.classList.toggle('on', faults.length > 0)
    this.list.replaceChildren(
      ...(faults.length > 0
        ? faults.map((fault) => h('li', {}, this.describe(fault)))
        : [h('li.hint', {}, t.noFaults)]),
    )
  }

  open() {
    const select = (label, options) => {
      const field = h('select', {}, ...options.map(([value, words]) => h('option', { value }, words)))
      return { field, row: h('label.field', {}, h('span', {}, label), field) }
    }
    const kind = select(
      t.faults,
      kinds.map((each) => [each, t.kinds[each]]),
    )
    const method = select(t.method, [['', t.anyMethod], ...methods.map((each) => [each, each])])
    const chat = select(t.chat, [
      ['', t.anyChat],
      ...this.people().map((each) => [each.userId, nameOf(each)]),
    ])
    const count = select(t.times, [...times.map((each) => [each, t.timesCount(each)]), ['', t.untilCleared]])
    const seconds = h('input', { type: 'number', min: '1', max: '600', value: '5' })
    const switchOn = async (event) => {
      event.preventDefault()
      await post('/faults', {
        kind: kind.field.value,
        method: method.field.value || undefined,
        chatId: numberOr(chat.field.value),
        times: numberOr(count.field.value),
        retryAfterSeconds: kind.field.value === '429' ? Number(seconds.value) : undefined,
      })
    }
    const dialog = openDialog(
      t.faultsTitle,
      h('h2', {}, t.faultsTitle),
      h('p.hint', {}, t.faultsHint),
      h(
        'form.fields',
        { onsubmit: switchOn },
        kind.row,
        method.row,
        chat.row,
        count.row,
        h('label.field', {}, h('span', {}, t.retryAfter), seconds),
        h('div.actions', {}, h('button.primary', { type: 'submit' }, t.switchOn)),
      ),
      this.list,
      h(
        'div.actions',
        {},
        h('button', { type: 'button', onclick: () => remove('/faults') }, t.clearAll),
        h('button', { type: 'button', onclick: () => dialog.close() }, t.close),
      ),
    )
    dialog.classList.add('drawer')
  }

  describe({ kind, method, chatId, times }) {
    const who = this.people().find(({ userId }) => userId === chatId)
    const often = times === undefined ? t.untilCleared : t.timesCount(times)
    return [t.kinds[kind], method ?? t.anyMethod, who && nameOf(who), often].filter(Boolean).join(' · ')
  }
}

export function nameOf({ firstName, lastName = '' }) {
  const han = /\p{Script=Han}/u.test(firstName + lastName)
  return han ? lastName + firstName : `${firstName} ${lastName}`.trim()
}

const numberOr = (value) => (value === '' ? undefined : Number(value))
