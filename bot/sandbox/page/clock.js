import { post } from './api.js'
import { h } from './dom.js'
import { dateOf, instantOf, localOf, secondOf, weekdayOf } from './time.js'
import { inLanguage, t } from './words.js'

const hourMs = 3600_000
const shifts = [
  { label: t.minuteBefore, ms: -60_000 },
  { label: t.secondBefore, ms: -1000 },
  { label: t.secondAfter, ms: 1000 },
]

/** The clock of the whole program: shown ticking, moved by buttons, or put right beside a deadline. */
export class ClockBar {
  constructor(deadlines) {
    this.offsetMs = 0
    this.date = h('span.date')
    this.weekday = h('span.weekday')
    this.time = h('span.time')
    this.exact = h('input', {
      type: 'datetime-local',
      'aria-label': t.jumpTo,
      title: t.jumpTo,
      onchange: () => this.exact.value && this.move({ to: instantOf(this.exact.value) }),
    })
    const jump = h(
      'select',
      {
        'aria-label': t.jump,
        onchange: () => {
          this.move({ to: new Date(Number(jump.value)) })
          jump.selectedIndex = 0
        },
      },
      h('option', { value: '' }, t.jump),
      ...deadlines.map(({ label, at }) => {
        const options = shifts.map((shift) =>
          h('option', { value: new Date(at).getTime() + shift.ms }, shift.label),
        )
        return h('optgroup', { label: inLanguage(label) }, ...options)
      }),
    )
    const step = (label, ms) => h('button', { type: 'button', onclick: () => this.move({ byMs: ms }) }, label)
    this.element = h(
      'section.clock',
      { 'aria-label': t.today },
      h('output.now', { 'aria-live': 'off' }, this.date, this.weekday, this.time),
      h(
        'div.steps',
        { role: 'group' },
        step(t.minusDay, -24 * hourMs),
        step(t.minusHour, -hourMs),
        step(t.plusHour, hourMs),
        step(t.plusDay, 24 * hourMs),
      ),
      jump,
      this.exact,
    )
    setInterval(() => this.show(), 1000)
  }

  /** @param {string} now the sandbox's time at this moment */
  set(now) {
    this.offsetMs = new Date(now).getTime() - Date.now()
    this.exact.value = localOf(now)
    this.show()
  }

  show() {
    const now = Date.now() + this.offsetMs
    this.date.textContent = dateOf(now)
    this.weekday.textContent = ` ${weekdayOf(now)}`
    this.time.textContent = secondOf(now)
  }

  move(change) {
    return post('/clock', change).then(({ now }) => this.set(now))
  }
}
