import { expect, test } from 'vitest'
import { registerComplaint } from '../../../core/complaints/register.ts'
import { settle } from '../../../core/complaints/settle.ts'
import { confirmSchool } from '../../../core/confirmation/confirm-school.ts'
import { freezeDue } from '../../../core/confirmation/freeze.ts'
import { makeConnection } from '../../../core/connections/connections.ts'
import { makeSubscription } from '../../../core/connections/subscriptions.ts'
import { decide } from '../../../core/declarations/decide.ts'
import { type OutgoingType, outgoingTypeNames, outgoingTypes } from '../../../core/events/outgoing-types.ts'
import { makeExport } from '../../../core/export/make-export.ts'
import { startPublicity } from '../../../core/publicity/start-publicity.ts'
import { isRefusal } from '../../../core/refusal.ts'
import { startTestProgram } from '../../support/program.ts'
import { openReceiver } from '../../support/receiver.ts'
import { corrected, submitted } from '../../support/submitted.ts'

// A whole year is told.
const town = await startTestProgram({ WEBHOOK_OUT_ALLOW_PRIVATE: 'true' })
const receiver = await openReceiver()
const { prisma } = town.database
const { cycles, sealer, clock } = town.program.house
const cycle = cycles.get(2014)
const school = { schoolId: 'mingde', organisationId: 'mingde' }

function need<Outcome>(outcome: Outcome): Exclude<Outcome, { refused: string }> {
  if (isRefusal(outcome)) throw new Error(JSON.stringify(outcome))
  return outcome as Exclude<Outcome, { refused: string }>
}
const actorNamed = async (name: string) => ({
  personId: (await prisma.person.findFirstOrThrow({ where: { name } })).id,
})
const at = (text: string) => ({ cycle, cycleOf: cycles.get, sealer, now: new Date(`${text}+08:00`) })

test('the year as another system hears it: every type, each as its schema says, in order and without names', async () => {
  const { connectionId, key } = need(
    await prisma.$transaction((tx) =>
      makeConnection(
        tx,
        { name: '市级平台', organisationId: 'city', types: [], actor: null },
        { sealer, now: clock.now() },
      ),
    ),
  )
  const given = { connectionId, url: receiver.url, types: outgoingTypeNames }
  need(
    await prisma.$transaction((tx) =>
      makeSubscription(tx, given, null, { allowPrivate: true, now: clock.now() }),
    ),
  )
  const [admin, principal] = [await actorNamed('何丽萍'), await actorNamed('邓建国')]

  const item = await submitted(town, '吴秀英', { courseName: '被通知的课程' })
  const { declarationId } = item
  const decided = async (action: 'approve' | 'return', given: object) =>
    need(
      await prisma.$transaction((tx) =>
        decide(
          tx,
          { action, declarationId, personId: admin.personId, given },
          { cycleOf: cycles.get, now: clock.now() },
        ),
      ),
    )
  await decided('return', { reasonId: 'photocopy' })
  await corrected(town, '吴秀英', { courseName: '更正后的课程' })
  await decided('approve', { originalSeen: true })
  await prisma.declaration.updateMany({
    where: { organisationId: 'mingde', state: 'SUBMITTED' },
    data: { state: 'APPROVED_BY_SCHOOL' },
  })
  need(
    await prisma.$transaction((tx) =>
      startPublicity(tx, { ...school, actor: admin }, at('2015-01-08T00:00')),
    ),
  )
  const complaint = need(
    await prisma.$transaction((tx) =>
      registerComplaint(
        tx,
        {
          source: { actor: admin, channel: 'PHONE' },
          schoolId: 'mingde',
          declarationId: declarationId,
          text: '这项培训没有参加。',
          anonymous: true,
        },
        at('2015-01-09T10:00'),
      ),
    ),
  )
  const row = await prisma.complaint.findUniqueOrThrow({ where: { id: complaint.complaintId } })
  need(
    await prisma.$transaction((tx) =>
      settle(
        tx,
        {
          complaintId: row.id,
          version: row.version,
          actor: admin,
          upheld: false,
          finding: '经核查，材料属实。',
        },
        at('2015-01-10T10:00'),
      ),
    ),
  )
  const confirmed = need(
    await prisma.$transaction((tx) =>
      confirmSchool(tx, { ...school, actor: principal }, at('2015-01-16T10:00')),
    ),
  )
  const reviewer = await actorNamed('黎明轩')
  need(
    await prisma.$transaction((tx) =>
      decide(
        tx,
        { action: 'district-return', declarationId, ...reviewer, given: { reasonId: 'photocopy' } },
        at('2015-01-22T10:00'),
      ),
    ),
  )
  await freezeDue(town.database, at('2015-03-06T17:00'))
  await prisma.step.create({
    data: {
      organisationId: 'city',
      cycleId: 2014,
      step: 'city-confirmation',
      doneAt: new Date('2015-03-12T10:00+08:00'),
    },
  })
  need(await makeExport(town.database, { ...at('2015-03-14T10:00'), actor: null }))

  await expect.poll(() => prisma.delivery.count({ where: { deliveredAt: null } })).toBe(0)
  const told = await prisma.domainEvent.findMany({ orderBy: { serial: 'asc' } })
  expect([...new Set(told.map(({ type }) => type))].sort()).toEqual([...outgoingTypeNames].sort())
  for (const { type, data } of told) outgoingTypes[type as OutgoingType].data.parse(data)
  expect(
    told.filter(
      ({ type, at: when }) => type === 'declaration.decided' && +when === +at('2015-01-16T10:00').now,
    ),
  ).toHaveLength(confirmed.items)

  const heard = receiver.received.filter(({ event }) => event.subjectId === declarationId)
  expect(heard.map(({ event }) => [event.type, event.data.state, event.data.version])).toEqual([
    ['declaration.submitted', 'SUBMITTED', 1],
    ['declaration.decided', 'RETURNED_BY_SCHOOL', 2],
    ['declaration.corrected', 'SUBMITTED', 3],
    ['declaration.decided', 'APPROVED_BY_SCHOOL', 4],
    ['declaration.decided', 'CONFIRMED_BY_PRINCIPAL', 5],
    ['declaration.decided', 'RETURNED_BY_DISTRICT', 6],
    ['declaration.decided', 'INVALID', 7],
  ])
  expect(heard[1]!.event.data).toMatchObject({ receipt: item.number, reasonId: 'photocopy' })
  for (const message of receiver.received) {
    receiver.verify(message, key)
    expect(message.body).not.toMatch(/吴秀英|没有参加|\d{17}[\dX]/)
  }
  expect(receiver.received).toHaveLength(told.length)
})
