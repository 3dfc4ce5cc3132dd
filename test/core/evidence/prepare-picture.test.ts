import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { hashDistance } from '../../../core/evidence/picture-hash.ts'
import {
  maxFileBytes,
  type PictureRefusal,
  type PreparedPicture,
  pictureRefusals,
  preparePicture,
} from '../../../core/evidence/prepare-picture.ts'
import { isRefusal } from '../../../core/refusal.ts'
import { blackPng, markedPicture, samplePhoto } from './pictures.ts'

const goodSamples = [
  '1-certificate',
  '3-no-dates',
  '4-foreign',
  '5-translation',
  '6-hours-proof',
  '8-public-course',
]
const certificate = samplePhoto('1-certificate')

async function prepared(bytes: Uint8Array, fileName?: string): Promise<PreparedPicture> {
  const outcome = await preparePicture(bytes, { ...(fileName && { fileName }) })
  if (isRefusal(outcome)) throw new Error(`The picture was refused: ${outcome.refused}.`)
  return outcome
}

async function refusalOf(bytes: Uint8Array): Promise<PictureRefusal['refused'] | 'kept'> {
  const outcome = await preparePicture(bytes)
  return isRefusal(outcome) ? outcome.refused : 'kept'
}

describe('a photo that is kept', () => {
  it('is known by the SHA-256 of the bytes that were sent', async () => {
    const { sha256 } = await prepared(certificate)
    expect(sha256).toBe(createHash('sha256').update(certificate).digest('hex'))
  })

  it('becomes a display copy of at most 2000 pixels and a thumbnail of at most 320, both JPEG', async () => {
    const large = await sharp(certificate).resize(4000, 3000).jpeg().toBuffer()
    const picture = await prepared(large)
    expect([picture.width, picture.height]).toEqual([4000, 3000])
    expect(await sharp(picture.display).metadata()).toMatchObject({
      format: 'jpeg',
      width: 2000,
      height: 1500,
    })
    expect(await sharp(picture.thumbnail).metadata()).toMatchObject({
      format: 'jpeg',
      width: 320,
      height: 240,
    })
  })

  it('is never enlarged', async () => {
    const { display } = await prepared(await sharp(certificate).resize(300, 225).jpeg().toBuffer())
    expect(await sharp(display).metadata()).toMatchObject({ width: 300, height: 225 })
  })

  it('loses EXIF, GPS, XMP and every other word about where and when it was taken', async () => {
    const telling = await sharp(certificate)
      .withExif({
        IFD0: { Make: 'SecretPhone', ImageDescription: 'at home' },
        IFD3: {
          GPSLatitudeRef: 'N',
          GPSLatitude: '23/1 7/1 0/1',
          GPSLongitudeRef: 'E',
          GPSLongitude: '113/1 15/1 0/1',
        },
      })
      .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><secret>SecretPlace</secret></x:xmpmeta>')
      .withIccProfile('p3')
      .jpeg()
      .toBuffer()
    expect((await sharp(telling).metadata()).exif?.toString('latin1')).toContain('SecretPhone')
    expect(telling.toString('latin1')).toContain('SecretPlace')

    const { display, thumbnail } = await prepared(telling)
    for (const copy of [display, thumbnail]) {
      const { exif, xmp, icc, iptc, orientation, comments } = await sharp(copy).metadata()
      expect({ exif, xmp, icc, iptc, orientation, comments }).toEqual({})
      expect(copy.toString('latin1')).not.toMatch(/Secret|Exif|GPS|at home/)
    }
  })

  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'stands upright whichever way the phone was held (orientation %i)',
    async (orientation) => {
      const lying = await (await markedPicture(400, 200)).withMetadata({ orientation }).jpeg().toBuffer()
      const { display, thumbnail, width, height } = await prepared(lying)
      const turned = orientation >= 5
      expect([width, height]).toEqual(turned ? [200, 400] : [400, 200])
      const cornerOf = ['tl', 'tr', 'br', 'bl'][(orientation - 1) % 4]
      for (const copy of [display, thumbnail]) expect(await blueCorner(copy)).toBe(cornerOf)
    },
  )

  it('may be PNG with transparency, WebP, grey, 16-bit or CMYK', async () => {
    const pictures = {
      transparent: await sharp(certificate).resize(500).ensureAlpha(0.5).png().toBuffer(),
      webp: await sharp(certificate).resize(500).webp().toBuffer(),
      grey: await sharp(certificate).resize(500).greyscale().jpeg().toBuffer(),
      deep: await sharp(certificate).resize(500).toColourspace('rgb16').png().toBuffer(),
      cmyk: await sharp(certificate).resize(500).toColourspace('cmyk').jpeg().toBuffer(),
    }
    for (const bytes of Object.values(pictures)) {
      const { display } = await prepared(bytes)
      expect(await sharp(display).metadata()).toMatchObject({ width: 500, channels: 3, space: 'srgb' })
    }
    const { display } = await prepared(pictures.grey)
    const { channels } = await sharp(display).stats()
    const { channels: original } = await sharp(pictures.grey).stats()
    expect(channels[0]!.mean).toBeCloseTo(original[0]!.mean, 0)
  })

  it('shows the first frame when it is an animation', async () => {
    const frames = await Promise.all(
      ['#ff0000', '#0000ff'].map((background) =>
        sharp({ create: { width: 60, height: 40, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    )
    const animation = await sharp(frames, { join: { animated: true } })
      .webp()
      .toBuffer()
    expect((await sharp(animation).metadata()).pages).toBe(2)
    const { display, width, height } = await prepared(animation)
    expect([width, height]).toEqual([60, 40])
    const { dominant } = await sharp(display).stats()
    expect(dominant.r).toBeGreaterThan(dominant.b)
  })

  it('keeps a file name that can be stored and shown, whatever was sent', async () => {
    const small = await sharp(certificate).resize(100).jpeg().toBuffer()
    expect((await prepared(small, '证\u0000书\u202e.jpg\n')).fileName).toBe('证书.jpg')
    expect((await prepared(small, '../../etc/证书.jpg')).fileName).toBe('证书.jpg')
    expect((await prepared(small, 'C:\\相册\\证书.jpg')).fileName).toBe('证书.jpg')
    expect((await prepared(small, '长'.repeat(500))).fileName).toHaveLength(120)
    expect(await prepared(small, '\u0000')).not.toHaveProperty('fileName')
    expect(await prepared(small)).not.toHaveProperty('fileName')
  })
})

describe('a file that is refused', () => {
  it('is told by its bytes, never by its name', async () => {
    const head = (mark: string) => Buffer.from(mark.padEnd(64, '\0'), 'latin1')
    expect(await refusalOf(head('\0\0\0\x18ftypheic'))).toBe('picture-is-heic')
    expect(await refusalOf(head('\0\0\0\x18ftypmif1'))).toBe('picture-is-heic')
    expect(await refusalOf(head('%PDF-1.7'))).toBe('picture-is-pdf')
    expect(await refusalOf(head('\n\n%PDF-1.4'))).toBe('picture-is-pdf')
    expect(await refusalOf(head('GIF89a'))).toBe('picture-format-unsupported')
    expect(await refusalOf(head('\0\0\0\x18ftypavif'))).toBe('picture-format-unsupported')
    expect(await refusalOf(head('II*\0'))).toBe('picture-format-unsupported')
    expect(await refusalOf(head('PK\x03\x04'))).toBe('not-a-picture')
    expect(await refusalOf(head('\0\0\0\x18ftypmp42'))).toBe('not-a-picture')
    expect(await refusalOf(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toBe('not-a-picture')
    expect(await refusalOf(Buffer.from('我的证书'))).toBe('not-a-picture')
    expect(await refusalOf(Buffer.alloc(0))).toBe('not-a-picture')
    expect(isRefusal(await preparePicture(head('%PDF-1.7'), { fileName: 'photo.jpg' }))).toBe(true)
    expect((await prepared(await sharp(certificate).resize(100).jpeg().toBuffer(), 'a.pdf')).fileName).toBe(
      'a.pdf',
    )
  })

  it('is too big above 20 MB, however good the picture is', async () => {
    const padded = (bytes: number) => Buffer.concat([certificate, Buffer.alloc(bytes - certificate.length)])
    expect(await preparePicture(padded(25 * 2 ** 20))).toEqual({
      refused: 'picture-too-big',
      params: { maxMegabytes: 20 },
    })
    expect(await refusalOf(padded(maxFileBytes + 1))).toBe('picture-too-big')
    expect(await refusalOf(padded(maxFileBytes))).toBe('kept')
  })

  it('is a picture bomb: few bytes, too many pixels', async () => {
    const bomb = blackPng(20_000, 20_000)
    expect(bomb.length).toBeLessThan(100_000)
    expect(await preparePicture(bomb)).toEqual({
      refused: 'picture-too-many-pixels',
      params: { maxMegapixels: 40 },
    })
    expect(await refusalOf(blackPng(8_000, 5_000))).toBe('kept')
    expect(await refusalOf(blackPng(8_000, 5_001))).toBe('picture-too-many-pixels')
  })

  it('is cut off or damaged', async () => {
    const png = await sharp(certificate).resize(400).png().toBuffer()
    const webp = await sharp(certificate).resize(400).webp().toBuffer()
    for (const bytes of [certificate, png, webp])
      for (const part of [0.01, 0.5, 0.95])
        expect(await refusalOf(bytes.subarray(0, bytes.length * part))).toBe('picture-broken')
    expect(await refusalOf(Buffer.from('\xff\xd8\xff\xe0 no picture at all', 'latin1'))).toBe(
      'picture-broken',
    )
  })

  it('has a code of the table', async () => {
    expect(pictureRefusals).toContain(await refusalOf(Buffer.from('x')))
  })

  it('cannot reach any decoder but those of JPEG, PNG and WebP, wherever sharp is used', async () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    await expect(sharp(svg).png().toBuffer()).rejects.toThrow('unsupported image format')
    const gif = await sharp({ create: { width: 9, height: 9, channels: 3, background: 'red' } })
      .gif()
      .toBuffer()
    await expect(sharp(gif).png().toBuffer()).rejects.toThrow('unsupported image format')
  })
})

describe('the hints for the reviewer (ruling 12)', () => {
  it.each(goodSamples)('find nothing to say about a good photo: %s', async (name) => {
    expect((await prepared(samplePhoto(name))).hints).toEqual({ blurred: false, grey: false, small: false })
  })

  it.each(goodSamples)('find a photocopy, also in warm lamplight: %s', async (name) => {
    const copy = await sharp(samplePhoto(name)).modulate({ saturation: 0 }).png().toBuffer()
    const warm = await sharp(copy).linear([1, 0.85, 0.62], [0, 0, 0]).jpeg({ quality: 60 }).toBuffer()
    expect((await prepared(copy)).hints).toEqual({ blurred: false, grey: true, small: false })
    expect((await prepared(warm)).hints.grey).toBe(true)
  })

  it.each(goodSamples)('find a blurred photo, also with faint print: %s', async (name) => {
    const blurred = sharp(samplePhoto(name)).blur(3.5)
    const faint = blurred.clone().linear(0.5, 60)
    expect((await prepared(await blurred.jpeg().toBuffer())).hints).toMatchObject({
      blurred: true,
      grey: false,
    })
    expect((await prepared(await faint.jpeg().toBuffer())).hints.blurred).toBe(true)
  })

  it('leave a faint but sharp photo, a lamplit one and one that Telegram made smaller alone', async () => {
    const photo = sharp(certificate)
    const variants = [
      photo.clone().linear(0.5, 60),
      photo.clone().linear([1, 0.85, 0.62], [0, 0, 0]),
      photo.clone().resize(1280).jpeg({ quality: 50 }),
      photo.clone().rotate(3, { background: '#777' }),
    ]
    for (const variant of variants)
      expect((await prepared(await variant.toFormat('jpeg', { quality: 60 }).toBuffer())).hints).toEqual({
        blurred: false,
        grey: false,
        small: false,
      })
  })

  it('find a photocopy on a bright wooden desk', async () => {
    const paper = await sharp(samplePhoto('2-photocopy'))
      .extract({ left: 160, top: 150, width: 1290, height: 900 })
      .rotate(4, { background: '#e0c296' })
      .toBuffer()
    const photo = await sharp({ create: { width: 1700, height: 1350, channels: 3, background: '#e0c296' } })
      .composite([{ input: paper }])
      .jpeg()
      .toBuffer()
    expect((await prepared(photo)).hints.grey).toBe(true)
  })

  it('see the photocopy on a brown desk by its paper', async () => {
    expect((await prepared(samplePhoto('2-photocopy'))).hints).toEqual({
      blurred: false,
      grey: true,
      small: false,
    })
  })

  it('see the blurred sample', async () => {
    expect((await prepared(samplePhoto('7-blurred'))).hints).toEqual({
      blurred: true,
      grey: false,
      small: false,
    })
  })

  it('find a photo too small to read from below 900 pixels on', async () => {
    const at = async (width: number) => prepared(await sharp(certificate).resize(width).jpeg().toBuffer())
    expect((await at(899)).hints.small).toBe(true)
    expect((await at(900)).hints.small).toBe(false)
  })

  it('are only words: an empty page and a single pixel are kept', async () => {
    const page = (width: number) =>
      sharp({ create: { width, height: width, channels: 3, background: '#fff' } })
        .png()
        .toBuffer()
    expect((await prepared(await page(1000))).hints).toEqual({ blurred: true, grey: true, small: false })
    expect((await prepared(await page(1))).hints).toEqual({ blurred: true, grey: true, small: true })
  })
})

describe('the perceptual hash', () => {
  it('stays near for the same photo made smaller, and goes away for another paper', async () => {
    const { perceptualHash: hash } = await prepared(certificate)
    expect(hash).toMatch(/^[0-9a-f]{16}$/)
    const smaller = await prepared(await sharp(certificate).resize(1280).jpeg({ quality: 50 }).toBuffer())
    const other = await prepared(samplePhoto('8-public-course'))
    expect(hashDistance(hash, smaller.perceptualHash)).toBeLessThanOrEqual(4)
    expect(hashDistance(hash, other.perceptualHash)).toBeGreaterThan(8)
    expect(hashDistance('ffffffffffffffff', '0000000000000000')).toBe(64)
  })

  it('comes out the same when many photos are prepared at once', async () => {
    const many = await Promise.all(Array.from({ length: 8 }, () => prepared(certificate)))
    expect(new Set(many.map((picture) => picture.perceptualHash)).size).toBe(1)
  })
})

async function blueCorner(jpeg: Buffer): Promise<string | undefined> {
  const { data, info } = await sharp(jpeg).raw().toBuffer({ resolveWithObject: true })
  const places = { tl: [5, 5], tr: [-6, 5], bl: [5, -6], br: [-6, -6] } as const
  return Object.entries(places).find(([, [x, y]]) => {
    const at = (((y + info.height) % info.height) * info.width + ((x + info.width) % info.width)) * 3
    return data[at + 2]! > 200 && data[at]! < 60
  })?.[0]
}
