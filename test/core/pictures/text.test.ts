import { expect, test } from 'vitest'
import { drawText, fillBox, newCanvas } from '../../../core/pictures/canvas.ts'
import { colours } from '../../../core/pictures/colours.ts'
import { openFont } from '../../../core/pictures/font.ts'
import { glyphMask } from '../../../core/pictures/glyph-mask.ts'
import { writePng } from '../../../core/pictures/write-png.ts'

/** How much ink a character leaves, in whole pixels. */
function inkOf(character: string, size = 100): number {
  return glyphMask(character, size, 'regular').ink.reduce((sum, share) => sum + share, 0) / 255
}

function areaOf(character: string, size = 100): number {
  const font = openFont('regular')
  const { commands } = font.glyphForCodePoint(character.codePointAt(0)!).path
  // The shoelace formula over the outline, curves taken as many short lines.
  let area = 0
  let [x, y, startX, startY] = [0, 0, 0, 0]
  const to = (nextX: number, nextY: number) => {
    area += (x * nextY - nextX * y) / 2
    ;[x, y] = [nextX, nextY]
  }
  for (const { command, args } of commands) {
    if (command === 'moveTo') [startX, startY, x, y] = [args[0]!, args[1]!, args[0]!, args[1]!]
    else if (command === 'closePath') to(startX, startY)
    else if (command === 'lineTo') to(args[0]!, args[1]!)
    else {
      const [x0, y0] = [x, y]
      const [cx, cy, endX, endY] = args as [number, number, number, number]
      for (let step = 1; step <= 50; step++) {
        const t = step / 50
        to(
          (1 - t) ** 2 * x0 + 2 * t * (1 - t) * cx + t ** 2 * endX,
          (1 - t) ** 2 * y0 + 2 * t * (1 - t) * cy + t ** 2 * endY,
        )
      }
    }
  }
  return Math.abs(area) * (size / font.unitsPerEm) ** 2
}

test.each(['学', '时', '已', '8', '口', 'A'])(
  '%s is drawn with exactly the ink of its outline',
  (character) => {
    expect(inkOf(character)).toBeGreaterThan(100)
    expect(inkOf(character) / areaOf(character)).toBeCloseTo(1, 1)
  },
)

test('Chinese characters are themselves and not the box of a font that lacks them', () => {
  const missing = glyphMask('\u{10fffd}', 100, 'regular')
  for (const character of '公需专业个人选修总学时还缺已达标暂定审核中未开始') {
    const mask = glyphMask(character, 100, 'regular')
    expect(Buffer.from(mask.ink).equals(Buffer.from(missing.ink))).toBe(false)
    expect(openFont('regular').hasGlyphForCodePoint(character.codePointAt(0)!)).toBe(true)
  }
  expect(new Set([...'学时已缺'].map((one) => inkOf(one))).size).toBe(4)
})

test('a square of an outline fills its pixels wholly, and half of those that it half covers', () => {
  const canvas = newCanvas(40, 40, 0xffffff)
  fillBox(canvas, { x: 10, y: 10, width: 20, height: 20 }, { kind: 'solid', colour: 0 })
  expect(canvas.palette).toEqual([0xffffff, 0])
  expect(canvas.pixels.filter((place) => place === 1)).toHaveLength(400)
})

test('a character that the font lacks shows as a mark, and a text that is too wide gets smaller', () => {
  const canvas = newCanvas(400, 100, colours.paper)
  expect(drawText(canvas, '\u{10fffd}', 10, 60, { size: 40, colour: colours.ink })).toBe(40)
  const width = drawText(canvas, '审核中的学时全部通过后即可达标', 10, 90, {
    size: 40,
    colour: colours.ink,
    maxWidth: 300,
  })
  expect(width).toBeLessThanOrEqual(300)
  expect(width).toBeGreaterThan(270)
})

test('letters stand out from the paper at 4.5 and surfaces at 3, also for those who see no colours', () => {
  const { paper, ink, faint, good, warning, strong, line } = colours
  for (const letters of [ink, faint, good]) expect(contrast(letters, paper)).toBeGreaterThanOrEqual(4.5)
  for (const surface of [strong, warning, line]) expect(contrast(surface, paper)).toBeGreaterThanOrEqual(3)
})

test('a picture with more colours than a palette holds is a mistake and says so', () => {
  const canvas = newCanvas(300, 1, 0)
  expect(() => {
    for (let x = 0; x < 300; x++)
      fillBox(canvas, { x, y: 0, width: 1, height: 1 }, { kind: 'solid', colour: x })
  }).toThrow(/at most 256 colours/)
})

test('the PNG begins as one and names its size', async () => {
  const png = await writePng(newCanvas(7, 5, 0x123456))
  expect(png.subarray(1, 4).toString()).toBe('PNG')
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([7, 5])
})

/** WCAG 2: (lighter + 0.05) / (darker + 0.05). */
function contrast(one: number, other: number): number {
  const [a, b] = [luminance(one), luminance(other)]
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}

function luminance(rgb: number): number {
  const [red, green, blue] = [rgb >> 16, (rgb >> 8) & 255, rgb & 255].map((channel) => {
    const share = channel / 255
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
