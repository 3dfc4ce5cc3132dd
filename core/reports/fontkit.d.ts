/** The few parts of fontkit that reports and samples use; the package brings no types of its own. */
declare module 'fontkit' {
  export interface Glyph {
    readonly id: number
    readonly advanceWidth: number
    readonly path: { toSVG(): string }
  }

  export interface Font {
    readonly postscriptName: string
    readonly unitsPerEm: number
    hasGlyphForCodePoint(codePoint: number): boolean
    glyphForCodePoint(codePoint: number): Glyph
  }

  export function create(bytes: Uint8Array): Font
}
