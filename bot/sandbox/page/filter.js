/** Shows only what contains the typed words, each somewhere in the article; a section that shows nothing goes too. */
const field = document.querySelector('[data-filter]')
const told = document.querySelector('.filter output')
const articles = [...document.querySelectorAll('article')].map((element) => ({
  element,
  text: element.textContent.toLowerCase(),
}))
const sections = [...document.querySelectorAll('section')]

function filter() {
  const words = field.value.toLowerCase().split(/\s+/).filter(Boolean)
  let shown = 0
  for (const { element, text } of articles) {
    const fits = words.every((word) => text.includes(word))
    element.hidden = !fits
    if (fits) shown++
  }
  for (const section of sections) section.hidden = !section.querySelector('article:not([hidden])')
  told.textContent = `${shown} / ${articles.length}`
}

field.addEventListener('input', filter)
filter()
