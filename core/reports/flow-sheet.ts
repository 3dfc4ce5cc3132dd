import PDFDocument from 'pdfkit'
import type { Cycle } from '../cycle/cycle.ts'
import { fontBytes, printable } from '../pictures/font.ts'
import type { Locale } from '../terms.ts'
import { type Flow, flowOf } from './flow.ts'
import { drawArrow } from './flow-arrows.ts'
import { drawBox, drawFreeze, drawLanes, drawLegend, drawPhases } from './flow-drawing.ts'
import { bottomOf, boxIds, laneCentre, leftOf, midOf, rightOf, rows, topOf } from './flow-places.ts'
import { flowWords } from './flow-words.ts'

/**
 * 教师申报、审验、复审、投诉简易流程 (annex 5) of a cycle on one A4 page across: who acts in which lane, until when, and where a
 * declaration goes on, comes back or ends. Annex 5 of the notice is missing, so the layout is ours and says so on its face.
 *
 * @returns a PDF of one page with both fonts embedded
 */
export async function renderFlowSheet(cycle: Cycle, locale: Locale): Promise<Buffer> {
  const flow = flowOf(cycle, locale)
  const page = openPage(flow, locale)
  const finished = collect(page)
  drawLanes(page, flow)
  drawPhases(page, flowWords[locale].phases)
  drawArrows(page, locale)
  for (const id of boxIds) drawBox(page, id, flow.boxes[id], flowWords[locale].sampleMark)
  drawFreeze(page, flow.freeze, flowWords[locale].invalid)
  drawLegend(page, flowWords[locale].legend, flow.hotlines)
  page.end()
  return finished
}

type Page = InstanceType<typeof PDFDocument>

function openPage({ title }: Flow, locale: Locale): Page {
  const page = new PDFDocument({
    size: 'A4',
    layout: 'landscape',
    margins: { top: 0, bottom: 0, left: 0, right: 0 },
    lang: locale === 'zh' ? 'zh-CN' : 'en',
    info: { Title: printable(title) },
  })
  return page.registerFont('regular', fontBytes('regular')).registerFont('medium', fontBytes('medium'))
}

/** Every way from box to box. Bends lie in the gaps between rows and lanes, where nothing else stands. */
function drawArrows(page: Page, locale: Locale): void {
  const say = flowWords[locale].arrows
  const forth = (points: readonly Point[], label = '', at?: Point) =>
    drawArrow(page, { points, label, kind: 'forward', at })
  const back = (points: readonly Point[], label = '', at?: Point) =>
    drawArrow(page, { points, label, kind: 'back', at })
  const gapAbove = (row: keyof typeof rows) => rows[row].top - gapHalf

  // Declared, reviewed, returned and sent again.
  const submitX = laneCentre('teacher') + 30
  forth(
    [
      [submitX, bottomOf('declaration')],
      [submitX, gapAbove('review')],
      [laneCentre('school'), gapAbove('review')],
      [laneCentre('school'), topOf('school-review')],
    ],
    say.submit,
    [(submitX + laneCentre('school')) / 2, gapAbove('review')],
  )
  const [reviewUpper, reviewLower] = [midOf('school-review') - 11, midOf('school-review') + 11]
  back(
    [
      [leftOf('school-review'), reviewUpper],
      [rightOf('resubmission'), reviewUpper],
    ],
    say.returned,
  )
  forth(
    [
      [rightOf('resubmission'), reviewLower],
      [leftOf('school-review'), reviewLower],
    ],
    say.resubmit,
  )
  forth(
    [
      [laneCentre('school'), bottomOf('school-review')],
      [laneCentre('school'), topOf('publicity')],
    ],
    say.approved,
  )

  // Published, confirmed, reviewed above the school; whoever sees the list may complain.
  const level = midOf('publicity')
  forth(
    [
      [leftOf('publicity'), level],
      [rightOf('seen'), level],
    ],
    say.published,
  )
  forth(
    [
      [rightOf('publicity'), level],
      [leftOf('principal-confirmation'), level],
    ],
    say.afterPublicity,
  )
  forth(
    [
      [rightOf('principal-confirmation'), level],
      [leftOf('district-review'), level],
    ],
    say.upwards,
  )
  forth(
    [
      [laneCentre('teacher'), bottomOf('seen')],
      [laneCentre('teacher'), midOf('complaints')],
      [leftOf('complaints'), midOf('complaints')],
    ],
    say.complain,
    [(laneCentre('teacher') + leftOf('complaints')) / 2, midOf('complaints')],
  )

  // Returned by the district, or upheld: the second round.
  const returnX = rightOf('district-review') + 14
  back(
    [
      [rightOf('district-review'), level + 12],
      [returnX, level + 12],
      [returnX, gapAbove('second')],
      [laneCentre('teacher'), gapAbove('second')],
      [laneCentre('teacher'), topOf('second-round-teacher')],
    ],
    say.sentBack,
    [laneCentre('school'), gapAbove('second')],
  )
  back([
    [laneCentre('principal'), bottomOf('complaints')],
    [laneCentre('principal'), gapAbove('second')],
  ])
  const second = midOf('second-round-teacher')
  forth(
    [
      [rightOf('second-round-teacher'), second],
      [leftOf('second-round-school'), second],
    ],
    say.corrected,
  )
  forth(
    [
      [rightOf('second-round-school'), second],
      [leftOf('second-round-district'), second],
    ],
    say.confirmed,
  )

  // The three ends before the freeze: approved in either round, or invalid.
  forth(
    [
      [rightOf('district-review'), level - 12],
      [laneCentre('city'), level - 12],
      [laneCentre('city'), rows.freeze.top],
    ],
    say.passed,
    [laneCentre('city'), midOf('complaints')],
  )
  const [againX, passedX] = [laneCentre('district') - 36, laneCentre('district') + 30]
  forth(
    [
      [passedX, bottomOf('second-round-district')],
      [passedX, rows.freeze.top],
    ],
    say.passed,
  )
  back(
    [
      [againX, bottomOf('second-round-district')],
      [againX, gapAbove('freeze')],
      [laneCentre('school'), gapAbove('freeze')],
      [laneCentre('school'), rows.freeze.top],
    ],
    say.returnedAgain,
    [laneCentre('principal'), gapAbove('freeze')],
  )
  back(
    [
      [laneCentre('teacher'), bottomOf('second-round-teacher')],
      [laneCentre('teacher'), rows.freeze.top],
    ],
    say.notCorrected,
  )

  // From frozen data.
  const frozen = rows.freeze.top + rows.freeze.height
  forth([
    [laneCentre('teacher'), frozen],
    [laneCentre('teacher'), topOf('result')],
  ])
  forth([
    [laneCentre('city'), frozen],
    [laneCentre('city'), topOf('statistics')],
  ])
  forth([
    [laneCentre('city'), bottomOf('statistics')],
    [laneCentre('city'), topOf('city-confirmation')],
  ])
  forth([
    [laneCentre('city'), bottomOf('city-confirmation')],
    [laneCentre('city'), topOf('export')],
  ])
}

const gapHalf = rows.review.gapAbove / 2

type Point = readonly [x: number, y: number]

function collect(page: Page): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    page.on('data', (chunk: Buffer) => chunks.push(chunk))
    page.on('end', () => resolve(Buffer.concat(chunks)))
    page.on('error', reject)
  })
}
