/** The few parts of fontkit that reports and samples use; the package brings no types of its own. */
declare module 'fontkit' {
  export interface OutlineCommand {
    readonly command: 'moveTo' | 'lineTo' | 'quadraticCurveTo' | 'bezierCurveTo' | 'closePath'
    /** Points in font units, y upwards: x and y of each control point, then of the end. */
    readonly args: readonly number[]
  }

  export interface Glyph {
    readonly id: number
    readonly advanceWidth: number
    readonly path: { readonly commands: readonly OutlineCommand[]; toSVG(): string }
  }

  export interface Font {
    readonly postscriptName: string
    readonly unitsPerEm: number
    hasGlyphForCodePoint(codePoint: number): boolean
    glyphForCodePoint(codePoint: number): Glyph
    getGlyph(id: number): Glyph
  }

  export function create(bytes: Uint8Array): Font
}
