/**
 * Builds an element. Text becomes text nodes, never markup, so nothing a message says can become part of the page.
 * @param {string} tag with classes, such as `div.bubble.own`
 * @param {Record<string, unknown>} [attributes] `on…` are listeners, `true` an empty attribute, `false` and undefined none
 * @param {...(Node | string | undefined | false | null)} children
 */
export function h(tag, attributes = {}, ...children) {
  const [name, ...classes] = tag.split('.')
  const element = document.createElement(name)
  if (classes.length > 0) element.className = classes.join(' ')
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue
    if (key.startsWith('on')) element.addEventListener(key.slice(2), /** @type {EventListener} */ (value))
    else if (key in element && typeof value !== 'string') element[key] = value
    else element.setAttribute(key, value === true ? '' : String(value))
  }
  element.append(...children.filter((child) => child !== undefined && child !== false && child !== null))
  return element
}

const paths = {
  send: 'M3 20.5 21.5 12 3 3.5v6.7L15 12 3 13.8z',
  attach:
    'M16.5 6.5v10a4.5 4.5 0 0 1-9 0v-11a3 3 0 0 1 6 0v10a1.5 1.5 0 0 1-3 0v-9H9v9a3 3 0 0 0 6 0v-10a4.5 4.5 0 0 0-9 0v11a6 6 0 0 0 12 0v-10z',
  more: 'M12 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4m0 6a2 2 0 1 0 0-4 2 2 0 0 0 0 4m0 6a2 2 0 1 0 0-4 2 2 0 0 0 0 4',
  menu: 'M4 6h16v2H4zm0 5h16v2H4zm0 5h16v2H4z',
  close: 'm6.4 5 5.6 5.6L17.6 5 19 6.4 13.4 12l5.6 5.6-1.4 1.4-5.6-5.6L6.4 19 5 17.6l5.6-5.6L5 6.4z',
  reply: 'M10 9V5l-7 7 7 7v-4.1c5 0 8.5 1.6 11 5.1-1-5-4-10-11-11',
  edit: 'M4 17.2V20h2.8L17.3 9.5l-2.8-2.8zM20 6.8a1 1 0 0 0 0-1.4L18.6 4a1 1 0 0 0-1.4 0l-1.4 1.4 2.8 2.8z',
  file: 'M6 2h8l6 6v14H6zm7 1.5V9h5.5z',
  mic: 'M12 14a3 3 0 0 0 3-3V6a3 3 0 0 0-6 0v5a3 3 0 0 0 3 3m5-3a5 5 0 0 1-10 0H5a7 7 0 0 0 6 6.9V21h2v-3.1A7 7 0 0 0 19 11z',
  plus: 'M11 5h2v6h6v2h-6v6h-2v-6H5v-2h6z',
  down: 'm7 10 5 5 5-5z',
  play: 'M8 5v14l11-7z',
  bolt: 'M13 2 4 14h6l-1 8 9-12h-6z',
}

/** @param {keyof typeof paths} name */
export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  svg.setAttribute('viewBox', '0 0 24 24')
  svg.setAttribute('aria-hidden', 'true')
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path')
  path.setAttribute('d', paths[name])
  svg.append(path)
  return svg
}

/** A round button with a sign and a name for those who do not see it. */
export function iconButton(name, label, onclick) {
  return h('button.icon', { type: 'button', 'aria-label': label, title: label, onclick }, icon(name))
}

/**
 * A dialog that lives until it is closed; Escape and a click beside it close it too.
 * @param {string} title
 */
export function openDialog(title, ...children) {
  const dialog = h(
    'dialog.sheet',
    {
      'aria-label': title,
      onclose: () => dialog.remove(),
      onclick: (event) => event.target === dialog && dialog.close(),
    },
    ...children,
  )
  document.body.append(dialog)
  dialog.showModal()
  return dialog
}

/**
 * A little menu of actions beside a button.
 * @param {HTMLElement} button
 * @param {{ label: string, act: () => void, icon?: keyof typeof paths }[]} items
 */
export function openMenu(button, items) {
  const menu = h(
    'div.popover',
    { role: 'menu' },
    ...items.map(({ label, act, icon: sign }) =>
      h(
        'button',
        {
          type: 'button',
          role: 'menuitem',
          onclick: () => {
            close()
            act()
          },
        },
        sign && icon(sign),
        label,
      ),
    ),
  )
  const outside = (event) => {
    if (!menu.contains(event.target)) close()
  }
  const close = () => {
    menu.remove()
    document.removeEventListener('pointerdown', outside, true)
    button.setAttribute('aria-expanded', 'false')
    button.focus()
  }
  menu.addEventListener('keydown', (event) => {
    const buttons = [...menu.querySelectorAll('button')]
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) buttons.at((buttons.indexOf(document.activeElement) + step) % buttons.length)?.focus()
    if (event.key === 'Escape' || event.key === 'Tab') close()
    if (step || event.key === 'Escape') event.preventDefault()
  })
  const place = button.getBoundingClientRect()
  document.body.append(menu)
  const above = place.top > window.innerHeight / 2
  menu.style.left = `${Math.max(8, place.right - menu.offsetWidth)}px`
  menu.style.top = `${above ? place.top - menu.offsetHeight - 6 : place.bottom + 6}px`
  button.setAttribute('aria-expanded', 'true')
  document.addEventListener('pointerdown', outside, true)
  menu.querySelector('button')?.focus()
}
