import { beforeAll, describe, expect, it } from 'vitest'
import { cycle2014 as cycle } from '../../../core/cycle/shipped-cycles.ts'
import { moveTeacher } from '../../../core/people/move-teacher.ts'
import { dataHeldAbout } from '../../../core/people/my-data.ts'
import {
  confirmProfile,
  correctField,
  isProfileConfirmed,
  readConfirmation,
  readProfile,
} from '../../../core/people/profile.ts'
import { fileRequest } from '../../../core/people/requests.ts'
import { grantRequest } from '../../../core/people/settle-request.ts'
import {
  markSheetSigned,
  sheetsAwaited,
  sheetsReceived,
  takeSheetBack,
} from '../../../core/people/signed-sheet.ts'
import { isRefusal } from '../../../core/refusal.ts'
import type { ProfileFieldId } from '../../../core/terms.ts'
import { freshDatabase } from '../../support/database.ts'
import { now, openSchool, sealer, tenAtOnce, won } from './school.ts'

const { database } = await freshDatabase()
const { inTransaction, ...at } = openSchool(database)
const afterwards = new Date('2014-12-31T16:00:00Z')

beforeAll(async () => {
  await database.prisma.cycle.create({ data: { id: 2014, data: {}, loadedAt: now } })
})

const correct = (personId: string, fieldId: ProfileFieldId, value: string, version: number, when = now) =>
  inTransaction((tx) => correctField(tx, { personId, fieldId, value, version }, { cycle, sealer, now: when }))
const confirm = (personId: string, when = now) =>
  inTransaction((tx) => confirmProfile(tx, { personId }, { cycle, sealer, now: when }))
const isConfirmed = (personId: string) => isProfileConfirmed(database.prisma, personId, 2014)

describe('the profile', () => {
  it('is read by field, the ID number masked', async () => {
    const teacher = await at.person(await at.school('示例小学'))
    const { profile, version } = await readProfile(database.prisma, teacher.personId, sealer)
    expect(version).toBe(1)
    expect(profile).toMatchObject({ school: '示例小学', birthDate: '1985-01-01', titleDate: '2010-12-01' })
    expect(profile.idNumber).toBe(
      `${teacher.idNumber.slice(0, 3)}**************${teacher.idNumber.slice(-1)}`,
    )
  })

  it('is corrected by the teacher, with before and after in the trail', async () => {
    const { personId } = await at.person(await at.school())
    expect(await correct(personId, 'titleDate', '2013年9月1日', 1)).toMatchObject({
      profile: { titleDate: '2013-09-01' },
      version: 2,
      confirmAgain: false,
    })
    expect(await at.audited(personId)).toMatchObject([
      {
        action: 'profile.correct',
        details: { field: 'titleDate', before: '2010-12-01', after: '2013-09-01' },
      },
    ])
  })

  it('stands in the trail, which nothing is deleted from, without telephone and birth date (DOMAIN §9)', async () => {
    const { personId } = await at.person(await at.school(), ['TEACHER'], { lacks: ['birthSealed'] })
    await correct(personId, 'phone', '13800138000', 1)
    await correct(personId, 'birthDate', '1985年1月1日', 2)
    await confirm(personId)
    const trail = JSON.stringify(await at.audited(personId))
    expect(trail).not.toMatch(/13800138000|19900001234|1985-01-0/)
    expect(trail).toContain('"before":"199****1234"')
    expect(trail).toContain('"after":"138****8000"')
    expect(trail).toContain('"birthDate":"1985-**-**"')
    expect(trail).toContain('"idNumber":"****"')
    const confirmed = await readConfirmation(database.prisma, { personId, cycleId: 2014 }, sealer)
    expect(confirmed?.profile).toMatchObject({ phone: '13800138000', birthDate: '1985-01-01' })
  })

  it('is corrected by one of ten at once; the others see that it changed', async () => {
    const { personId } = await at.person(await at.school())
    const outcomes = await tenAtOnce((n) =>
      correct(personId, 'subject', `学科${'一二三四五六七八九十'[n]}`, 1),
    )
    expect(won(outcomes)).toHaveLength(1)
    expect(outcomes.filter(isRefusal)).toEqual(Array(9).fill({ refused: 'profile-changed', params: {} }))
    expect(await at.audited(personId)).toHaveLength(1)
  })

  it('does not change by saying again what stands there', async () => {
    const { personId } = await at.person(await at.school())
    await confirm(personId)
    expect(await correct(personId, 'subject', ' 语文 ', 1)).toMatchObject({ version: 1, confirmAgain: false })
    expect(await isConfirmed(personId)).toBe(true)
  })

  it('says nothing of birth date and gender that the ID number says otherwise', async () => {
    const { personId, idNumber } = await at.person(await at.school(), ['TEACHER'], {
      lacks: ['birthSealed', 'gender'],
    })
    const [theirs, other] = Number(idNumber[16]) % 2 ? ['男', '女'] : ['女', '男']
    expect(await correct(personId, 'birthDate', '1985年1月2日', 1)).toEqual({
      refused: 'birth-date-against-number',
      params: {},
    })
    expect(await correct(personId, 'gender', other!, 1)).toEqual({
      refused: 'gender-against-number',
      params: {},
    })
    expect(await correct(personId, 'birthDate', '1985-01-01', 1)).toMatchObject({ version: 2 })
    expect(await correct(personId, 'gender', theirs!, 2)).toMatchObject({ version: 3 })
  })

  it('says of birth date and gender what its owner says where the ID tells neither', async () => {
    const { personId } = await at.person(await at.school(), ['TEACHER'], {
      lacks: ['idKind', 'idSealed', 'idIndex'],
    })
    expect(await correct(personId, 'birthDate', '1985年1月2日', 1)).toMatchObject({ version: 2 })
  })

  it('sends name and ID number to the school, and is closed after 12-31', async () => {
    const { personId } = await at.person(await at.school())
    expect(await correct(personId, 'name', '别的名字', 1)).toEqual({
      refused: 'field-needs-school',
      params: { field: 'name' },
    })
    expect(await correct(personId, 'school', '别的学校', 1)).toMatchObject({ refused: 'field-fixed' })
    expect(await correct(personId, 'phone', '19900009999', 1, afterwards)).toMatchObject({
      refused: 'window-closed',
      params: { window: 'declaration' },
    })
  })
})

describe('confirming the profile', () => {
  it('S020: names the ※ fields that are empty', async () => {
    const { personId } = await at.person(await at.school(), ['TEACHER'], { lacks: ['phone', 'titleDate'] })
    expect(await confirm(personId)).toEqual({
      refused: 'profile-incomplete',
      params: { fields: 'phone,titleDate' },
    })
    await correct(personId, 'phone', '199 0000 9999', 1)
    await correct(personId, 'title', '未评职称', 2)
    expect(await confirm(personId)).toMatchObject({ confirmedAt: now, profile: { phone: '19900009999' } })
  })

  it('is kept once of ten, with everything as it stood', async () => {
    const { personId } = await at.person(await at.school())
    const outcomes = await tenAtOnce(() => confirm(personId))
    expect(won(outcomes)).toHaveLength(10)
    expect(await at.audited(personId)).toMatchObject([{ action: 'profile.confirm' }])
    const { profile } = await readProfile(database.prisma, personId, sealer)
    const confirmed = await readConfirmation(database.prisma, { personId, cycleId: 2014 }, sealer)
    expect(confirmed).toMatchObject({ profile })
  })

  it('is lost by a correction, and given again', async () => {
    const { personId } = await at.person(await at.school())
    await confirm(personId)
    expect(await correct(personId, 'stage', '初中', 1)).toMatchObject({ confirmAgain: true })
    expect(await isConfirmed(personId)).toBe(false)
    await confirm(personId)
    expect(await isConfirmed(personId)).toBe(true)
  })

  it('is lost by what the school corrects while it can be given again, and stands afterwards', async () => {
    const school = await at.school()
    const actor = await at.person(school, ['SCHOOL_ADMIN'])
    const rename = async (when: Date) => {
      const { personId, accountId } = await at.person(school)
      await confirm(personId)
      const request = { kind: 'CORRECT_NAME', accountId, details: { value: '新名字' } } as const
      await inTransaction(async (tx) => {
        const filed = await fileRequest(tx, request, { sealer, now })
        if (isRefusal(filed)) throw new Error(filed.refused)
        await grantRequest(tx, { ...filed, version: 1, actor }, { sealer, cycle, now: when })
      })
      return isConfirmed(personId)
    }
    expect(await rename(now)).toBe(false)
    expect(await rename(afterwards)).toBe(true)
  })

  it('S030: is refused after 12-31', async () => {
    const { personId } = await at.person(await at.school())
    expect(await confirm(personId, afterwards)).toMatchObject({ refused: 'window-closed' })
    expect(await isConfirmed(personId)).toBe(false)
  })
})

describe('the signed sheet (S021)', () => {
  const awaited = (school: string, when = now) => sheetsAwaited(database.prisma, school, { cycle, now: when })
  const takeBack = (personId: string, actor: { personId: string }, signedAt = now, when = now) =>
    inTransaction((tx) => takeSheetBack(tx, { personId, cycle, actor, signedAt }, when))
  const sign = (personId: string, actor: { personId: string }, when = now) =>
    inTransaction((tx) => markSheetSigned(tx, { personId, cycle, actor }, when))

  it('is ticked by one of ten, once the profile is confirmed', async () => {
    const school = await at.school()
    const { personId, name } = await at.person(school)
    const officers = await Promise.all(Array.from({ length: 10 }, () => at.person(school, ['HR_OFFICER'])))
    expect(await sign(personId, officers[0]!)).toMatchObject({ refused: 'profile-not-confirmed' })
    await confirm(personId)
    expect(await awaited(school)).toEqual([{ personId, name, confirmedAt: now }])
    const outcomes = await tenAtOnce((n) => sign(personId, officers[n]!))
    expect(won(outcomes)).toEqual([{ personId }])
    const by = officers[outcomes.findIndex((outcome) => !isRefusal(outcome))]!.name
    expect(outcomes).toContainEqual({ refused: 'already-decided', params: { by, at: now.toISOString() } })
    expect(await awaited(school)).toEqual([])
  })

  it('is ticked until the freeze, to the second (invariant 5)', async () => {
    const school = await at.school()
    const hr = await at.person(school, ['HR_OFFICER'])
    const [one, other] = [await at.person(school), await at.person(school)]
    for (const { personId } of [one, other]) await confirm(personId)
    expect(await sign(one.personId, hr, new Date('2015-03-06T16:59:59+08:00'))).toMatchObject({
      personId: one.personId,
    })
    expect(await sign(other.personId, hr, new Date('2015-03-06T17:00:00+08:00'))).toEqual({
      refused: 'cycle-frozen',
      params: { deadline: '2015-03-06T09:00:00.000Z' },
    })
  })

  it('that was ticked by mistake is taken back by one of ten, and awaited again', async () => {
    const school = await at.school()
    const { personId, name } = await at.person(school)
    const officers = await Promise.all(Array.from({ length: 10 }, () => at.person(school, ['HR_OFFICER'])))
    await confirm(personId)
    expect(await takeBack(personId, officers[0]!)).toEqual({ refused: 'already-decided', params: {} })
    await sign(personId, officers[0]!)
    const received = () => sheetsReceived(database.prisma, school, { cycle, now })
    expect(await received()).toEqual([{ personId, name, signedAt: now }])
    const later = new Date(now.getTime() + 60_000)
    const outcomes = await tenAtOnce((n) => takeBack(personId, officers[n]!, now, later))
    expect(won(outcomes)).toEqual([{ personId }])
    const by = officers[outcomes.findIndex((outcome) => !isRefusal(outcome))]!.name
    expect(outcomes.filter(isRefusal)).toEqual(
      Array(9).fill({ refused: 'already-decided', params: { by, at: later.toISOString() } }),
    )
    expect(await received()).toEqual([])
    expect(await awaited(school)).toMatchObject([{ personId }])
    const acts = (await at.audited(personId)).map(({ action }) => action)
    expect(acts).toEqual(['profile.confirm', 'sheet.sign', 'sheet.take-back'])
    // An old button takes nothing back that was ticked anew.
    await inTransaction((tx) => markSheetSigned(tx, { personId, cycle, actor: officers[1]! }, later))
    expect(await takeBack(personId, officers[0]!)).toMatchObject({
      refused: 'already-decided',
      params: { by: officers[1]!.name },
    })
    expect(await received()).toMatchObject([{ personId }])
  })

  it('is taken back until the freeze, to the second, by HR of the school, and never one’s own', async () => {
    const school = await at.school()
    const hr = await at.person(school, ['HR_OFFICER', 'TEACHER'])
    const other = await at.person(school, ['HR_OFFICER'])
    const elsewhere = await at.person(await at.school(), ['HR_OFFICER'])
    const { personId } = await at.person(school)
    for (const [one, by] of [
      [personId, hr],
      [hr.personId, other],
    ] as const) {
      await confirm(one)
      await sign(one, by)
    }
    expect(await takeBack(personId, elsewhere)).toMatchObject({ refused: 'not-your-role' })
    expect(await takeBack(hr.personId, hr)).toMatchObject({ refused: 'own-item' })
    expect(await takeBack(personId, hr, now, new Date('2015-03-06T17:00:00+08:00'))).toMatchObject({
      refused: 'cycle-frozen',
    })
    expect(await takeBack(personId, hr, now, new Date('2015-03-06T16:59:59+08:00'))).toEqual({ personId })
  })

  it('ruling 14: is awaited by the school of 12-31, also from whoever moves afterwards', async () => {
    const [from, to] = [await at.school(), await at.school()]
    const [hr, newHr] = [await at.person(from, ['HR_OFFICER']), await at.person(to, ['HR_OFFICER'])]
    const [early, late] = [await at.person(from), await at.person(from)]
    const move = (personId: string, when: Date) =>
      inTransaction((tx) =>
        moveTeacher(tx, { personId, fromId: from, toId: to }, { cycles: [cycle], now: when }),
      )
    const lastSecond = new Date(afterwards.getTime() - 1000)
    await move(early.personId, lastSecond)
    for (const { personId } of [early, late]) await confirm(personId, lastSecond)
    await move(late.personId, afterwards)
    const later = new Date('2015-01-20T02:00:00Z')
    expect(await awaited(from, later)).toMatchObject([{ personId: late.personId }])
    expect(await awaited(to, later)).toMatchObject([{ personId: early.personId }])
    expect(await sign(late.personId, newHr, later)).toMatchObject({ refused: 'not-your-role' })
    expect(await sign(early.personId, hr, later)).toMatchObject({ refused: 'not-your-role' })
    expect(await sign(late.personId, hr, later)).toEqual({ personId: late.personId })
    expect(await sign(early.personId, newHr, later)).toEqual({ personId: early.personId })
    expect(await at.audited(late.personId)).toMatchObject([
      { action: 'profile.confirm' },
      { action: 'sheet.sign' },
    ])
  })

  it('is not waited for from somebody who has left the school', async () => {
    const school = await at.school()
    const { personId } = await at.person(school)
    await confirm(personId)
    await database.prisma.grant.updateMany({
      where: { personId },
      data: { withdrawnAt: now, withdrawnWhy: 'retired' },
    })
    expect(await awaited(school)).toEqual([])
  })

  it('is ticked by HR of that school only, and never one’s own', async () => {
    const school = await at.school()
    const officer = await at.person(school, ['HR_OFFICER', 'TEACHER'])
    const elsewhere = await at.person(await at.school(), ['HR_OFFICER'])
    await confirm(officer.personId)
    expect(await sign(officer.personId, elsewhere)).toMatchObject({ refused: 'not-your-role' })
    expect(await sign(officer.personId, officer)).toMatchObject({ refused: 'own-item' })
  })
})

describe('what is held about a person', () => {
  it('is told in numbers and masked values, without the ID number', async () => {
    const teacher = await at.person(await at.school())
    await confirm(teacher.personId)
    const held = await dataHeldAbout(database.prisma, { accountId: teacher.accountId }, sealer)
    expect(held).toMatchObject({
      account: { accountId: teacher.accountId, consents: [{ version: 1, givenAt: now, withdrawnAt: null }] },
      person: {
        personId: teacher.personId,
        roles: 1,
        profileConfirmations: 1,
        hourRecords: 0,
        declarations: 0,
      },
      requests: 0,
    })
    expect(JSON.stringify(held)).not.toContain(teacher.idNumber)
    expect(await dataHeldAbout(database.prisma, { personId: teacher.personId }, sealer)).toEqual(held)
    expect(await dataHeldAbout(database.prisma, { accountId: 1 }, sealer)).toEqual({
      requests: 0,
      complaintsFiled: 0,
    })
  })
})
