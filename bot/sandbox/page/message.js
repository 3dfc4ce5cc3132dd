import { fileUrl } from './api.js'
import { h, icon, iconButton, openDialog } from './dom.js'
import { dayOf, timeOf } from './time.js'
import { t } from './words.js'

/**
 * What the log shows one after another: dates, single messages, and albums as one block.
 * @param {any[]} messages oldest first
 */
export function blocksOf(messages) {
  const blocks = []
  for (const message of messages) {
    const day = dayOf(message.date)
    const before = blocks.at(-1)
    if (before?.day !== day) blocks.push({ key: `day ${day} ${message.id}`, day, heading: day, messages: [] })
    if (before?.album && before.album === message.albumId && before.day === day) before.messages.push(message)
    else blocks.push({ key: `message ${message.id}`, day, album: message.albumId, messages: [message] })
  }
  // The last of several from one side carries the tail, as if they were said in one breath.
  blocks.forEach((block, index) => {
    const next = blocks[index + 1]
    block.tail = block.messages[0]?.from !== next?.messages[0]?.from
  })
  return blocks
}

/** Changes whenever the block must be drawn anew. */
export function signatureOf(block, pending) {
  const waiting = block.messages.map(({ id }) => pending.get(id) ?? '')
  return `${block.tail} ${block.messages.map(({ version }) => version)} ${waiting}`
}

/**
 * @param {any} block
 * @param {{ tap: Function, command: Function, reply: Function, edit: Function, find: Function, pending: Map<number, string> }} chat
 */
export function renderBlock(block, chat) {
  if (block.heading) return h('div.day', {}, h('span', {}, block.heading))
  const [first] = block.messages
  const own = first.from === 'person'
  const worded = block.messages.find(({ text }) => text) ?? first
  const pictures = block.messages.filter(({ photo }) => photo)
  const kind = pictures.length > 0 ? '.media' : first.sticker ? '.bare' : ''
  const bubble = h(
    `div.bubble${kind}${block.tail && !first.sticker ? '.tail' : ''}`,
    {},
    first.replyTo && quote(chat.find(first.replyTo)),
    pictures.length > 0 && album(pictures),
    ...block.messages.map(attachment),
    worded.text &&
      h('div.text', { dir: 'auto' }, ...renderText(worded, chat), spaceFor(block.messages.at(-1))),
    stamp(block.messages.at(-1)),
  )
  const hover = own
    ? worded.text && iconButton('edit', t.edit, () => chat.edit(worded))
    : iconButton('reply', t.reply, () => chat.reply(first))
  if (hover) {
    hover.classList.add('hover')
    hover.tabIndex = -1
  }
  return h(
    `div.message${own ? '.own' : ''}`,
    {},
    h('div.row', {}, bubble, hover),
    keyboard(block.messages.at(-1), chat),
  )
}

function keyboard(message, chat) {
  if (message.buttons.length === 0) return undefined
  return h(
    'div.inline-keyboard',
    { role: 'group' },
    ...message.buttons.map((row) =>
      h(
        'div.keys',
        {},
        ...row.map((button) => {
          if (button.url) {
            return h(
              'a.key.link',
              { href: safeUrl(button.url), target: '_blank', rel: 'noreferrer' },
              button.text,
            )
          }
          const waiting = chat.pending.get(message.id) === button.data
          return h(
            `button.key${waiting ? '.waiting' : ''}`,
            {
              type: 'button',
              'aria-busy': waiting ? 'true' : undefined,
              onclick: () => chat.tap(message, button),
            },
            button.text,
          )
        }),
      ),
    ),
  )
}

function album(messages) {
  return h(
    `div.album.of-${Math.min(messages.length, 4)}`,
    {},
    ...messages.map(({ photo }) => {
      const single = messages.length === 1
      const image = h('img', { src: fileUrl(photo), alt: t.photo, loading: 'lazy' })
      if (single) {
        image.width = photo.width
        image.height = photo.height
        image.style.aspectRatio = `${photo.width} / ${photo.height}`
      }
      const show = () =>
        openDialog(t.photo, h('img.large', { src: fileUrl(photo), alt: t.photo })).classList.add('viewer')
      return h('button.picture', { type: 'button', 'aria-label': t.photo, onclick: show }, image)
    }),
  )
}

function attachment({ document: file, sticker, voice }) {
  if (sticker)
    return h('img.sticker', { src: fileUrl(sticker), alt: t.stickerMessage, width: 120, height: 120 })
  if (voice) return h('div.file', {}, h('span.sign', {}, icon('mic')), h('span.name', {}, t.voiceMessage))
  if (!file) return undefined
  return h(
    'a.file',
    { href: fileUrl(file), download: file.fileName ?? '', title: t.download },
    h('span.sign', {}, icon('file')),
    h('span.name', {}, file.fileName ?? t.file, h('small', {}, sizeOf(file.size))),
  )
}

function quote(message) {
  if (!message) return undefined
  return h('div.quote', {}, summaryOf(message))
}

/** One line for a message, where only a line fits. */
export function summaryOf(message) {
  const sort = message.photo ? t.photo : message.document ? (message.document.fileName ?? t.file) : ''
  return message.text.replace(/\s+/g, ' ').slice(0, 80) || sort || t.stickerMessage
}

function stamp(message) {
  return h('time.stamp', { datetime: message.date }, stampWords(message))
}

/** Keeps the end of the text free for the stamp that is drawn over its last line. */
function spaceFor(message) {
  return h('span.space', { 'aria-hidden': 'true' }, stampWords(message))
}

/** As in Telegram, cards with buttons change without saying so. */
function stampWords(message) {
  const edited = message.editedAt && message.buttons.length === 0
  return (edited ? `${t.edited} ` : '') + timeOf(message.date)
}

const styles = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strikethrough: 's',
  spoiler: 'span.spoiler',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
  expandable_blockquote: 'blockquote',
}

/** A text with its entities, which may lie in one another. */
function renderText({ text, entities }, chat) {
  const draw = (from, until, list) => {
    const nodes = []
    let at = from
    for (let index = 0; index < list.length; ) {
      const entity = list[index]
      const end = entity.offset + entity.length
      const inner = []
      for (index += 1; index < list.length && list[index].offset < end; index += 1) inner.push(list[index])
      if (entity.offset > at) nodes.push(text.slice(at, entity.offset))
      nodes.push(entityNode(entity, text.slice(entity.offset, end), draw(entity.offset, end, inner), chat))
      at = end
    }
    if (at < until) nodes.push(text.slice(at, until))
    return nodes
  }
  return draw(0, text.length, entities)
}

function entityNode(entity, words, children, chat) {
  const away = { target: '_blank', rel: 'noreferrer' }
  switch (entity.type) {
    case 'url':
      return h('a', { href: safeUrl(words), ...away }, ...children)
    case 'text_link':
      return h('a', { href: safeUrl(entity.url), title: entity.url, ...away }, ...children)
    case 'email':
      return h('a', { href: `mailto:${words}` }, ...children)
    case 'bot_command':
      return h('button.command', { type: 'button', onclick: () => chat.command(words) }, ...children)
    default:
      return h(styles[entity.type] ?? 'span', {}, ...children)
  }
}

/** Only addresses that lead somewhere; never a script. */
function safeUrl(url) {
  return /^(https?|tg|mailto|tel):/i.test(url) ? url : `http://${url}`
}

function sizeOf(bytes) {
  if (bytes < 1024) return `${bytes} B`
  return bytes < 1024 ** 2 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1024 ** 2).toFixed(1)} MB`
}
