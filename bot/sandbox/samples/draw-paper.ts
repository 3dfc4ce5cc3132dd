import { type FontWeight, openFont } from '../../../core/pictures/font.ts'

/**
 * The drawing of a paper as SVG. Text is drawn as glyph outlines, so it needs no font on the machine and
 * looks the same everywhere.
 */
export interface Paper {
  readonly width: number
  readonly height: number
  readonly svg: string
}

export const landscape = { width: 1500, height: 1060 }
export const portrait = { width: 1060, height: 1500 }

export function paper(size: { width: number; height: number }, colour: string, ...parts: string[]): Paper {
  const { width, height } = size
  const content = [`<rect width="${width}" height="${height}" fill="${colour}"/>`, ...parts, watermark(size)]
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${content.join('')}</svg>`
  return { width, height, svg }
}

export interface TextStyle {
  readonly size: number
  readonly weight?: FontWeight
  readonly fill?: string
  readonly anchor?: 'start' | 'middle' | 'end'
  readonly spacing?: number
}

const inkColour = '#23252b'

export function text(x: number, y: number, words: string, style: TextStyle): string {
  const { size, weight = 'regular', fill = inkColour, anchor = 'start', spacing = 0 } = style
  const font = openFont(weight)
  const scale = size / font.unitsPerEm
  let pen = x - { start: 0, middle: 0.5, end: 1 }[anchor] * (widthOf(words, style) - spacing)
  const outlines = Array.from(words, (character) => {
    const glyph = font.glyphForCodePoint(character.codePointAt(0)!)
    const placed = `<path transform="translate(${pen.toFixed(1)} ${y}) scale(${scale} ${-scale})" d="${glyph.path.toSVG()}"/>`
    pen += glyph.advanceWidth * scale + spacing
    return placed
  })
  return `<g fill="${fill}">${outlines.join('')}</g>`
}

/**
 * Chinese text that breaks at any character, with its first line indented by two characters. `*` around words
 * underlines them.
 */
export function paragraph(x: number, y: number, width: number, words: string, style: TextStyle): string {
  const lineHeight = style.size * 1.95
  const parts: string[] = []
  let [penX, penY, underlined] = [x + 2 * style.size, y, false]
  for (const character of words) {
    if (character === '*') {
      underlined = !underlined
      continue
    }
    const advance = widthOf(character, style)
    if (penX + advance > x + width && !'，。；：）”'.includes(character))
      [penX, penY] = [x, penY + lineHeight]
    parts.push(text(penX, penY, character, style))
    if (underlined)
      parts.push(
        `<path d="M${penX} ${penY + style.size * 0.24}h${advance}" stroke="${inkColour}" stroke-width="1.6"/>`,
      )
    penX += advance
  }
  return parts.join('')
}

/** A round seal: the institution on the upper arc, a star in the middle, a word below it. */
export function seal(x: number, y: number, radius: number, words: string, below: string, tilt = -8): string {
  const fill = '#d3232b'
  const sweep = Math.min(270, words.length * 22)
  const arcLength = ((sweep * Math.PI) / 180) * radius * 0.66
  const size = Math.min(radius * 0.27, arcLength / (words.length - 1))
  const arc = Array.from(words, (character, index) => {
    const angle = (index / (words.length - 1) - 0.5) * sweep
    const place = `rotate(${angle.toFixed(2)}) translate(0 ${-radius * 0.64})`
    return `<g transform="${place}">${text(0, 0, character, { size, weight: 'medium', fill, anchor: 'middle' })}</g>`
  })
  const points = Array.from({ length: 10 }, (_, index) => {
    const reach = radius * (index % 2 ? 0.115 : 0.3)
    const angle = (index * Math.PI) / 5
    return `${(Math.sin(angle) * reach).toFixed(1)},${(-Math.cos(angle) * reach).toFixed(1)}`
  })
  const foot = text(0, radius * 0.62, below, {
    size: radius * 0.19,
    weight: 'medium',
    fill,
    anchor: 'middle',
    spacing: 3,
  })
  return `<g transform="translate(${x} ${y}) rotate(${tilt})" opacity="0.82">
    <circle r="${radius - 4}" fill="none" stroke="${fill}" stroke-width="7"/>
    <polygon points="${points.join(' ')}" fill="${fill}"/>${arc.join('')}${foot}</g>`
}

/** The printed frame of a certificate with its fine waves. */
export function frame(size: { width: number; height: number }, colour: string): string {
  const waves = Array.from({ length: 26 }, (_, row) => {
    const y = 90 + row * ((size.height - 180) / 25)
    return `<path d="M70 ${y} q60 -26 120 0 ${'t120 0 '.repeat(Math.ceil((size.width - 260) / 120))}" />`
  })
  const box = (inset: number, stroke: number) =>
    `<rect x="${inset}" y="${inset}" width="${size.width - 2 * inset}" height="${size.height - 2 * inset}"
      fill="none" stroke="${colour}" stroke-width="${stroke}"/>`
  return `<g fill="none" stroke="${colour}" stroke-width="1.2" opacity="0.22">${waves.join('')}</g>
    ${box(38, 9)}${box(54, 2)}`
}

function watermark(size: { width: number; height: number }): string {
  const style: TextStyle = {
    size: 46,
    weight: 'medium',
    fill: '#8a8f96',
    anchor: 'middle',
    spacing: 14,
  }
  const places = [
    [0.16, 0.2],
    [0.82, 0.24],
    [0.3, 0.88],
  ] as const
  return places
    .map(
      ([across, down]) =>
        `<g opacity="0.5" transform="translate(${across * size.width} ${down * size.height}) rotate(-18)">
          <rect x="-66" y="-46" width="132" height="64" rx="6" fill="none" stroke="#8a8f96" stroke-width="2.5"/>
          ${text(0, 2, '样张', style)}</g>`,
    )
    .join('')
}

function widthOf(words: string, style: TextStyle): number {
  const font = openFont(style.weight ?? 'regular')
  let width = 0
  for (const character of words) {
    width += (font.glyphForCodePoint(character.codePointAt(0)!).advanceWidth / font.unitsPerEm) * style.size
    width += style.spacing ?? 0
  }
  return width
}
