import { post } from './api.js'
import { h, icon } from './dom.js'
import { language, t } from './words.js'

/** The year as a story: a line of steps, what each one says, and the buttons that play it. */
export class TourBar {
  /** @param {{ show: (userIds: number[]) => void }} around */
  constructor(tour, around) {
    this.around = around
    this.steps = tour?.steps ?? []
    this.button = h(
      'button.tour-button',
      { type: 'button', 'aria-label': t.tour, onclick: () => this.open(), hidden: this.steps.length === 0 },
      icon('play'),
      h('span.label', {}, t.tour),
    )
    this.title = h('h2')
    this.says = h('p')
    this.dots = h('ol.tour-dots', { 'aria-label': t.tour })
    this.auto = h('button.primary', { type: 'button', onclick: () => this.toggle() })
    this.one = h('button', { type: 'button', onclick: () => this.go('next') }, t.tourNext)
    this.element = h(
      'section.tour',
      { 'aria-label': t.tour, hidden: true },
      h('div.tour-words', { 'aria-live': 'polite' }, this.title, this.says, this.dots),
      h(
        'div.tour-acts',
        {},
        this.auto,
        this.one,
        h('button', { type: 'button', onclick: () => this.leave() }, t.tourLeave),
      ),
    )
    if (tour) this.set(tour)
    // Whoever comes for the first time reads what this is.
    if (this.steps.length > 0 && tour.played === 0 && localStorage.getItem('tour') !== 'hidden') this.open()
  }

  open() {
    this.element.hidden = false
    this.button.hidden = true
    this.show()
  }

  /** The phones are the visitor's again; what was played stays. */
  leave() {
    if (this.state.running) this.go('pause')
    this.element.hidden = true
    this.button.hidden = false
    localStorage.setItem('tour', 'hidden')
  }

  toggle() {
    this.go(this.state.running ? 'pause' : 'run')
  }

  async go(act) {
    await post(`/tour/${act}`, {}).catch(() => undefined)
  }

  /** What the server tells of the tour. */
  set(state) {
    const before = this.state
    this.state = state
    const begins = state.busy && !before?.busy
    if (begins && !this.element.hidden) this.around.show(this.steps[state.played]?.phones ?? [])
    this.show()
  }

  show() {
    const { played, busy, running, stoppedAt } = this.state
    const current = busy ? this.steps[played] : this.steps[played - 1]
    const done = played === this.steps.length && !busy
    const number = busy ? played + 1 : played
    this.title.textContent = current
      ? `${number}/${this.steps.length} · ${current.title[language]}`
      : t.tourTitle
    this.says.textContent = stoppedAt !== undefined ? t.tourStopped : (current?.says[language] ?? t.tourIntro)
    this.says.classList.toggle('stopped', stoppedAt !== undefined)
    this.says.title = stoppedAt ?? ''
    this.auto.textContent = running ? t.tourPause : t.tourRun
    this.auto.disabled = done
    this.one.disabled = busy || running || done
    this.dots.replaceChildren(
      ...this.steps.map(({ title }, index) =>
        h('li', {
          title: title[language],
          class: index < played ? 'played' : index === played && busy ? 'busy' : '',
        }),
      ),
    )
  }
}
