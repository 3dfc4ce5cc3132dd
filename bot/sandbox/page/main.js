import { get, listen } from './api.js'
import { ClockBar } from './clock.js'
import { h, iconButton } from './dom.js'
import { FaultPanel, nameOf } from './faults.js'
import { Phone } from './phone.js'
import { TourBar } from './tour.js'
import { inLanguage, language, switchLanguage, t } from './words.js'

const phonesAtFirst = 4
const bar = document.getElementById('bar')
const tabs = document.getElementById('tabs')
const row = document.getElementById('phones')

document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
document.title = t.title

const state = await get('/state')
const clock = new ClockBar(state.deadlines)
const faults = new FaultPanel(() => state.people)
const tour = new TourBar(state.tour, { show: showPhones })
const offline = h('p.offline', { role: 'alert', hidden: true }, t.offline)
/** @type {Phone[]} */
const phones = []

// On a narrow screen one phone shows at a time, and its tab is the chosen one.
row.addEventListener('scroll', markTab)
addEventListener('resize', markTab)

bar.append(
  h('h1', {}, t.title),
  clock.element,
  h(
    'div.tools',
    {},
    tour.button,
    faults.element,
    iconButton('plus', t.addPhone, () => addPhone(0)),
    ...state.pages.map(({ path, label }) => h('a', { href: path }, inLanguage(label))),
    h('a', { href: '/differences' }, t.differences),
    h('button.plain', { type: 'button', onclick: switchLanguage }, t.otherLanguage),
  ),
)
bar.after(tour.element)
document.body.append(offline)
clock.set(state.now)
faults.set(state.faults)
for (const userId of rememberedOwners()) addPhone(userId)

listen({
  opened: async () => {
    offline.hidden = true
    Object.assign(state, await get('/state'))
    clock.set(state.now)
    faults.set(state.faults)
    if (state.tour) tour.set(state.tour)
    for (const phone of phones) {
      phone.meet(state.people)
      phone.load()
    }
  },
  lost: () => {
    offline.hidden = false
  },
  event: (event) => {
    if (event.type === 'clock') clock.set(event.now)
    else if (event.type === 'faults') faults.set(event.faults)
    else if (event.type === 'tour') tour.set(event.tour)
    else for (const phone of phones) phone.hear(event)
  },
})

function addPhone(userId) {
  const phone = new Phone(state.people, userId, { changed: remember, removed: removePhone })
  phones.push(phone)
  row.append(phone.element)
  remember()
}

/** Puts these people's phones in front, in this order, in the hands that are there already or in new ones. */
function showPhones(userIds) {
  for (const [place, userId] of userIds.entries()) {
    const at = phones.findIndex((phone) => phone.userId === userId)
    if (at === -1) {
      const free = phones.findIndex((phone, index) => index >= place && !userIds.includes(phone.userId))
      if (free === -1) addPhone(userId)
      else phones[free].give(userId)
    }
    const from = phones.findIndex((phone) => phone.userId === userId)
    const [phone] = phones.splice(from, 1)
    phones.splice(place, 0, phone)
  }
  row.replaceChildren(...phones.map(({ element }) => element))
  for (const phone of phones) phone.scrollDown()
  row.scrollTo({ left: 0 })
  remember()
}

function removePhone(phone) {
  phones.splice(phones.indexOf(phone), 1)
  phone.element.remove()
  remember()
}

function rememberedOwners() {
  const kept = JSON.parse(localStorage.getItem('phones') ?? '[]')
  const known = kept.filter((userId) => state.people.some((person) => person.userId === userId))
  if (known.length > 0) return kept
  // Four who differ in what they are show more of the work than four teachers.
  const different = state.people.filter(
    ({ about }, index, all) =>
      all.findIndex((each) => inLanguage(each.about) === inLanguage(about)) === index,
  )
  const first = [...new Set([...different, ...state.people])].map(({ userId }) => userId)
  return [...first, 0, 0, 0, 0].slice(0, phonesAtFirst)
}

function remember() {
  localStorage.setItem('phones', JSON.stringify(phones.map(({ userId }) => userId)))
  tabs.replaceChildren(
    ...phones.map((phone, index) =>
      h(
        'button',
        {
          type: 'button',
          onclick: () =>
            phone.element.scrollIntoView({ behavior: 'smooth', inline: 'start', block: 'nearest' }),
        },
        phone.person ? nameOf(phone.person) : `${t.phone} ${index + 1}`,
      ),
    ),
  )
  markTab()
}

function markTab() {
  const chosen = Math.round(row.scrollLeft / row.clientWidth)
  for (const [index, tab] of [...tabs.children].entries()) {
    tab.setAttribute('aria-current', String(index === chosen))
  }
}
