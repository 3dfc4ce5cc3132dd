import { Composer } from 'grammy'
import { organisationOf } from '../../../core/organisations/organisation.ts'
import {
  applyForCode,
  lastRegistrationOf,
  type RegistrationDetails,
  type RegistrationField,
  readRegistrationField,
  registrationFields,
} from '../../../core/organisations/registration.ts'
import { isRefusal } from '../../../core/refusal.ts'
import { formatInstant } from '../../../core/time/shanghai.ts'
import { tapData } from '../dialogue/buttons.ts'
import type { BotContext } from '../dialogue/context.ts'
import { onCommand } from '../dialogue/desk.ts'
import { leave, sideDialogue, typedLine } from '../dialogue/side-dialogue.ts'
import { taps } from '../dialogue/taps.ts'
import { deskOf, type SchoolDesk } from '../school/desk.ts'

/** /register: a school without 继续教育代码 applies for one, in three short answers (ruling 15). */
export const registerSchool = new Composer<BotContext>()

onCommand(registerSchool, deskOf, 'register', showStanding)

taps(deskOf, {
  register: showStanding,
  'register.begin': async (desk) => {
    if (await isClosed(desk)) return showStanding(desk)
    desk.ctx.say(desk.ctx.text('register-ask-licence'))
    await desk.ctx.place.begin(registerSchoolDialogue, { schoolId: desk.school.id })
  },
  // Its dialogue is over: what was typed is gone, and the school stands as before.
  'register.send': showStanding,
})

const registerSchoolDialogue = sideDialogue(
  'register-school',
  async (dialogue, { schoolId }: { schoolId: string }) => {
    const answers: Partial<Record<RegistrationField, string>> = {}
    for (const field of registrationFields) {
      if (field !== 'licence') {
        await dialogue.external((outer) => outer.say(outer.text(`register-ask-${field}`)))
      }
      answers[field] = await typedLine(dialogue, 0, (text) => readRegistrationField(field, text))
    }
    const details = answers as RegistrationDetails
    const sure = tapData('register.send', schoolId)
    await dialogue.external((outer) =>
      outer.say(outer.text('register-check', { ...details }), {
        buttons: [
          [outer.button('register-button-send', sure)],
          [
            outer.button('register-button-again', tapData('register.begin')),
            outer.button('button-cancel', tapData('register')),
          ],
        ],
      }),
    )
    const next = await dialogue.wait()
    if (next.callbackQuery?.data !== sure) await leave(dialogue)
    await dialogue.external(async (outer) => {
      outer.place.leave()
      await send(outer, schoolId, details)
    })
  },
)

async function send(ctx: BotContext, organisationId: string, details: RegistrationDetails): Promise<void> {
  const me = ctx.session.person?.id
  if (!me) return
  await ctx.turn.commit(async (tx) => {
    const outcome = await applyForCode(tx, { organisationId, details, actor: { personId: me } }, ctx.now)
    if (isRefusal(outcome)) return ctx.sayRefusal(outcome)
    ctx.show(ctx.text('register-done', { office: outcome.officeName }))
  })
}

async function showStanding({ ctx, school: { id, name: school } }: SchoolDesk): Promise<void> {
  const { prisma } = ctx.house.database
  const place = await organisationOf(prisma, id)
  const office = place.officeName ?? ''
  if (place.code) return ctx.show(ctx.text('register-has-code', { school, code: place.code }))
  const last = await lastRegistrationOf(prisma, id)
  if (last?.state === 'OPEN') {
    const at = formatInstant(last.appliedAt, ctx.locale)
    return ctx.show(ctx.text('register-waiting', { school, office, at }))
  }
  const lines = [
    ctx.text('register-begin', { school, office }),
    ...(last?.note ? [ctx.text('register-refused-before', { note: last.note })] : []),
  ]
  ctx.show(lines.join('\n'), {
    buttons: [[ctx.button('register-button-begin', tapData('register.begin'))]],
  })
}

async function isClosed({ ctx, school }: SchoolDesk): Promise<boolean> {
  const { prisma } = ctx.house.database
  const { code } = await organisationOf(prisma, school.id)
  return code !== null || (await lastRegistrationOf(prisma, school.id))?.state === 'OPEN'
}
