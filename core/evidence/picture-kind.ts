/** What a file is, told by its first bytes. A file name or a claimed type is never believed. */
export type PictureKind = 'jpeg' | 'png' | 'webp' | 'heic' | 'pdf' | 'other-picture' | 'unknown'

export function pictureKind(bytes: Uint8Array): PictureKind {
  const head = Buffer.from(bytes.subarray(0, 1024)).toString('latin1')
  if (head.startsWith('\xff\xd8\xff')) return 'jpeg'
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'png'
  if (head.startsWith('RIFF') && head.startsWith('WEBP', 8)) return 'webp'
  if (head.startsWith('ftyp', 4)) return kindOfBrand(head.slice(8, 12))
  // Readers accept a PDF whose mark comes after some leading bytes, and scanners write such files.
  if (head.includes('%PDF-')) return 'pdf'
  if (otherPictureHeads.some((mark) => head.startsWith(mark))) return 'other-picture'
  return 'unknown'
}

const heicBrands = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1']
const avifBrands = ['avif', 'avis']

function kindOfBrand(brand: string): PictureKind {
  if (heicBrands.includes(brand)) return 'heic'
  return avifBrands.includes(brand) ? 'other-picture' : 'unknown'
}

/** GIF, TIFF (and camera raw files built on it), BMP, JPEG XL, JPEG 2000. */
const otherPictureHeads = [
  'GIF87a',
  'GIF89a',
  'II*\0',
  'MM\0*',
  'BM',
  '\xff\x0a',
  '\0\0\0\x0cJXL ',
  '\0\0\0\x0cjP  ',
]
