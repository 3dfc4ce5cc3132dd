import { get, post } from './api.js'
import { h, openDialog } from './dom.js'
import { t } from './words.js'

const maxAtOnce = 10

/** Lets one choose files from disk, then how to send them. */
export function chooseFromDisk(userId, done) {
  const input = h('input', {
    type: 'file',
    multiple: true,
    onchange: () => sendDialog(userId, [...input.files], done),
  })
  input.click()
}

/** Lets one choose among the sample certificates, several make an album. */
export async function chooseFromSamples(userId, done) {
  const { samples } = await get('/state')
  const chosen = new Set()
  const next = h(
    'button.primary',
    {
      type: 'button',
      disabled: true,
      onclick: async () => {
        const files = await Promise.all([...chosen].map(fetchSample))
        dialog.close()
        sendDialog(userId, files, done)
      },
    },
    t.next,
  )
  const tiles = samples.map((sample) => {
    const tile = h(
      'button.sample',
      {
        type: 'button',
        'aria-pressed': 'false',
        title: sample.about,
        onclick: () => {
          if (!chosen.delete(sample) && chosen.size < maxAtOnce) chosen.add(sample)
          tile.setAttribute('aria-pressed', String(chosen.has(sample)))
          next.disabled = chosen.size === 0
        },
      },
      h('img', { src: sampleUrl(sample), alt: '', loading: 'lazy' }),
      h('span', {}, sample.title),
    )
    return tile
  })
  const dialog = openDialog(
    t.samplesTitle,
    h('h2', {}, t.samplesTitle),
    samples.length > 0 ? h('div.samples', {}, ...tiles) : h('p.hint', {}, t.noSamples),
    h('div.actions', {}, h('button', { type: 'button', onclick: () => dialog.close() }, t.cancel), next),
  )
}

/** Shows what is about to leave, with a caption and the choice between photo and file. */
export function sendDialog(userId, allFiles, done) {
  const files = allFiles.slice(0, maxAtOnce)
  if (files.length === 0) return
  const pictures = files.every(({ type }) => /^image\/(jpeg|png|webp)$/.test(type))
  const asPhoto = h('input', { type: 'checkbox', checked: pictures, disabled: !pictures })
  const caption = h('input', {
    type: 'text',
    maxlength: '1024',
    placeholder: t.caption,
    'aria-label': t.caption,
  })
  const urls = files.map((file) => URL.createObjectURL(file))
  const send = async (event) => {
    event.preventDefault()
    const form = new FormData()
    form.set('as', asPhoto.checked ? 'photo' : 'document')
    form.set('caption', caption.value)
    for (const file of files) form.append('files', file)
    dialog.close()
    done(post(`/phones/${userId}/files`, form))
  }
  const dialog = openDialog(
    t.sendFiles(files.length),
    h(
      'form',
      { onsubmit: send },
      h('h2', {}, t.sendFiles(files.length)),
      h(
        'div.previews',
        {},
        ...files.map((file, index) =>
          file.type.startsWith('image/')
            ? h('img', { src: urls[index], alt: file.name })
            : h('span.name', {}, file.name),
        ),
      ),
      h('label.check', {}, asPhoto, t.asPhoto),
      caption,
      h(
        'div.actions',
        {},
        h('button', { type: 'button', onclick: () => dialog.close() }, t.cancel),
        h('button.primary', { type: 'submit' }, t.send),
      ),
    ),
  )
  dialog.addEventListener('close', () => urls.forEach(URL.revokeObjectURL))
  caption.focus()
}

const sampleUrl = ({ file }) => `/sandbox/samples/${encodeURIComponent(file)}`

async function fetchSample(sample) {
  const blob = await (await fetch(sampleUrl(sample))).blob()
  return new File([blob], sample.file, { type: blob.type })
}
