import { expect, test } from 'vitest'
import {
  type Sandbox,
  stageOf,
  type Tour,
  type TourState,
  type TourStep,
} from '../../../bot/sandbox/sandbox.ts'
import { call, emptyFolder, openSandbox, teacherId } from './setting.ts'

const words = (zh: string) => ({ zh, en: zh })

/** The teacher says something; with `hears` only once somebody has said so before. */
function says(text: string, { at, hears }: { at?: Date; hears?: string } = {}): TourStep {
  return {
    title: words(text),
    says: words(`老师说：${text}`),
    phones: [teacherId],
    ...(at && { at }),
    async play({ phone, pause }) {
      if (hears) await phone(teacherId).waitFor(hears, 100)
      await pause()
      await phone(teacherId).send(text)
    },
  }
}

function tourOf(...steps: TourStep[]): { tour: Tour } {
  return { tour: { steps, secondsBetween: 0, secondsPerAct: 0 } }
}

async function press(sandbox: Sandbox, act: 'next' | 'run' | 'pause'): Promise<TourState> {
  const response = await fetch(`${sandbox.url}/sandbox/tour/${act}`, { method: 'POST' })
  return (await response.json()) as TourState
}

async function described(sandbox: Sandbox): Promise<TourState & { steps: TourStep[] }> {
  const response = await fetch(`${sandbox.url}/sandbox/state`)
  return ((await response.json()) as { tour: TourState & { steps: TourStep[] } }).tour
}

async function said(sandbox: Sandbox): Promise<string[]> {
  return (await sandbox.client(teacherId).messages()).map(({ text }) => text)
}

test('«next» plays one step on the phones, after moving the clock to its day, never back', async () => {
  const days = { christmas: new Date('2014-12-24T01:00:00Z'), before: new Date('2014-12-21T01:00:00Z') }
  const tour = tourOf(says('一', { at: days.christmas }), says('二', { at: days.before }))
  const sandbox = await openSandbox(tour)
  expect(await described(sandbox)).toMatchObject({ played: 0, busy: false, running: false })
  expect(await press(sandbox, 'next')).toEqual({ played: 1, busy: false, running: false })
  expect(await said(sandbox)).toEqual(['一'])
  expect(sandbox.clock.now() >= days.christmas).toBe(true)
  expect(await press(sandbox, 'next')).toMatchObject({ played: 2 })
  expect(sandbox.clock.now() >= days.christmas).toBe(true)
  // The story is told: there is nothing more to play.
  expect(await press(sandbox, 'next')).toEqual({ played: 2, busy: false, running: false })
  expect(await said(sandbox)).toEqual(['一', '二'])
})

test('a step is played once, however often «next» is pressed meanwhile', async () => {
  const sandbox = await openSandbox(tourOf(says('一'), says('二')))
  const pressed = await Promise.all([press(sandbox, 'next'), press(sandbox, 'next'), press(sandbox, 'next')])
  expect(pressed.filter(({ busy }) => busy)).toHaveLength(2)
  expect(await said(sandbox)).toEqual(['一'])
})

test('«run» goes on by itself to the end, «pause» ends it after the step being played', async () => {
  const { promise: mayGoOn, resolve: goOn } = Promise.withResolvers<void>()
  const slow = {
    ...says('二'),
    play: async (stage: Parameters<TourStep['play']>[0]) => {
      await mayGoOn
      await says('二').play(stage)
    },
  }
  const sandbox = await openSandbox(tourOf(says('一'), slow, says('三'), says('四')))
  expect(await press(sandbox, 'run')).toMatchObject({ busy: true, running: true })
  await expect.poll(() => described(sandbox)).toMatchObject({ played: 1, busy: true })
  expect(await press(sandbox, 'pause')).toMatchObject({ played: 1, busy: true, running: false })
  goOn()
  await expect.poll(() => described(sandbox)).toMatchObject({ played: 2, busy: false, running: false })
  await press(sandbox, 'run')
  await expect.poll(() => described(sandbox)).toMatchObject({ played: 4, busy: false, running: false })
  expect(await said(sandbox)).toEqual(['一', '二', '三', '四'])
})

test('a step that cannot be played says so and ends the run; the visitor takes over, and it can be tried again', async () => {
  const sandbox = await openSandbox(tourOf(says('一'), says('二', { hears: '请继续' }), says('三')))
  await press(sandbox, 'run')
  await expect
    .poll(() => described(sandbox))
    .toMatchObject({
      played: 1,
      busy: false,
      running: false,
      stoppedAt: expect.stringContaining('No message 请继续'),
    })
  await sandbox.client(teacherId).send('我自己来')
  await call(sandbox, 'sendMessage', { chat_id: teacherId, text: '请继续' })
  expect(await press(sandbox, 'next')).toEqual({ played: 2, busy: false, running: false })
  expect(await said(sandbox)).toEqual(['一', '我自己来', '请继续', '二'])
})

test('what was played is kept over a restart', async () => {
  const folder = await emptyFolder()
  const tour = tourOf(says('一'), says('二'))
  const before = await openSandbox({ folder, ...tour })
  await press(before, 'next')
  await before.close()
  const after = await openSandbox({ folder, ...tour })
  expect(await press(after, 'next')).toMatchObject({ played: 2 })
  expect(await said(after)).toEqual(['一', '二'])
})

test('in a step everybody waits for what is newer than their own last act', async () => {
  const sandbox = await openSandbox()
  await sandbox.client(teacherId).send('开始')
  await call(sandbox, 'sendMessage', { chat_id: teacherId, text: '请回答' })
  const { phone } = stageOf((userId) => sandbox.client(userId))
  await phone(teacherId).waitFor('请回答')
  await phone(teacherId).send('第一次')
  await expect(phone(teacherId).waitFor('请回答', 50)).rejects.toThrow('No message')
})

test('a sandbox without a tour says so, and no tour knows another word', async () => {
  const statusOf = async (sandbox: Sandbox, act: string) =>
    (await fetch(`${sandbox.url}/sandbox/tour/${act}`, { method: 'POST' })).status
  expect(await statusOf(await openSandbox(), 'next')).toBe(404)
  expect(await statusOf(await openSandbox(tourOf(says('一'))), 'rewind')).toBe(404)
})
