import { handOverRole } from '../../../core/people/bind.ts'
import { readColleague } from '../../../core/people/colleagues.ts'
import { isRefusal } from '../../../core/refusal.ts'
import { tapData } from '../dialogue/buttons.ts'
import { taps } from '../dialogue/taps.ts'
import { deskOf, isId, type SchoolDesk } from './desk.ts'
import { askForPerson } from './find-person.ts'

/** The administrator's role goes to a colleague of the same school. */
taps(deskOf, {
  'hand-over': ({ ctx, school }) =>
    askForPerson(ctx, 'hand-over-ask', { schoolId: school.id, action: 'hand-over.to', args: [] }),
  'hand-over.to': async (desk, personId) => {
    const { ctx } = desk
    const colleague = await colleagueOrSay(desk, personId)
    if (!colleague) return
    ctx.show(ctx.text('hand-over-sure', { name: colleague.name, school: desk.school.name }), {
      buttons: [
        [
          ctx.button('school-button-hand-over-sure', tapData('hand-over.sure', colleague.id), {
            name: colleague.name,
          }),
        ],
        [ctx.button('button-cancel', tapData('staff'))],
      ],
    })
  },
  'hand-over.sure': async (desk, personId) => {
    const { ctx, school, me } = desk
    const colleague = await colleagueOrSay(desk, personId)
    if (!colleague) return
    await ctx.turn.commit(async (tx) => {
      const outcome = await handOverRole(
        tx,
        {
          role: 'SCHOOL_ADMIN',
          organisationId: school.id,
          fromActor: { personId: me },
          toPersonId: colleague.id,
        },
        ctx.now,
      )
      if (isRefusal(outcome))
        return ctx.sayRefusal(outcome, { buttons: [[ctx.button('school-button-staff', tapData('staff'))]] })
      ctx.show(ctx.text('hand-over-done', { name: outcome.toName, school: school.name }))
    })
  },
})

async function colleagueOrSay({ ctx, school }: SchoolDesk, personId?: string) {
  const colleague = isId(personId)
    ? await readColleague(ctx.house.database.prisma, personId, school.id)
    : undefined
  if (!colleague)
    ctx.say(ctx.text('teacher-unknown'), { buttons: [[ctx.button('school-button-staff', tapData('staff'))]] })
  return colleague
}
