import { readProfile } from '../../../core/people/profile.ts'
import { profileField } from '../../../core/people/profile-fields.ts'
import { askedValueShown, type OpenRequest } from '../../../core/people/requests.ts'
import type { ProfileFieldId } from '../../../core/terms.ts'
import { formatDate, formatInstant } from '../../../core/time/shanghai.ts'
import { type Button, tapData } from '../dialogue/buttons.ts'
import type { BotContext } from '../dialogue/context.ts'

/** One request in words: who asks for what, and what to check before it is granted. */

export async function showRequest(ctx: BotContext, request: OpenRequest): Promise<void> {
  const { id, version, kind } = request
  const lines = [
    ctx.text('request-head', {
      ...aboutOf(ctx, request),
      at: formatInstant(request.createdAt, ctx.locale),
    }),
    await asksFor(ctx, request),
    ctx.text(`request-check-${kind}`),
  ]
  ctx.show(lines.join('\n'), {
    buttons: [
      [
        ctx.button(
          kind === 'NOT_ON_ROSTER' ? 'school-button-choose-person' : 'school-button-grant',
          tapData('req.grant', id, version),
        ),
        ctx.button('school-button-refuse', tapData('req.refuse', id, version)),
      ],
      [backToRequests(ctx)],
    ],
  })
}

/** Before and after; an ID number stands masked in both. */
export async function asksFor(ctx: BotContext, request: OpenRequest): Promise<string> {
  const { kind, personId, personName, details } = request
  const { database, sealer } = ctx.house
  const value = askedValueShown(request, sealer)
  if (kind === 'REBIND') return ctx.text('request-asks-REBIND')
  if (kind === 'NOT_ON_ROSTER') {
    return ctx.text('request-asks-NOT_ON_ROSTER', {
      name: details.name ?? '',
      certificateNumber: details.certificateNumber || ctx.label('item-nothing'),
      idMasked: value ?? ctx.label('item-nothing'),
    })
  }
  if (kind === 'REGISTER_TEACHER') {
    return personName
      ? ctx.text('request-asks-REGISTER_TEACHER-known', { name: personName })
      : ctx.text('request-asks-REGISTER_TEACHER', {
          name: details.name ?? '',
          idMasked: value ?? ctx.label('item-nothing'),
        })
  }
  const { profile } = await readProfile(database.prisma, personId!, sealer)
  const field = fieldOf(kind, details.field)
  return ctx.text('request-asks-change', {
    field: profileField(field).label[ctx.locale],
    before: valueInWords(ctx, field, profile[field]),
    after: valueInWords(ctx, field, value),
  })
}

export function aboutOf(ctx: BotContext, request: OpenRequest) {
  return { kind: ctx.label(`request-kind-${request.kind}`), who: whoAsks(ctx, request) }
}

export function whoAsks(ctx: BotContext, { personName, details }: OpenRequest): string {
  return personName ?? details.name ?? ctx.label('item-nothing')
}

function fieldOf(kind: OpenRequest['kind'], field: string | undefined): ProfileFieldId {
  if (kind === 'CORRECT_NAME') return 'name'
  return kind === 'CORRECT_ID_NUMBER' ? 'idNumber' : (field as ProfileFieldId)
}

function valueInWords(ctx: BotContext, fieldId: ProfileFieldId, value: string | undefined): string {
  if (!value) return ctx.label('item-nothing')
  const { reading } = profileField(fieldId)
  if (reading.as === 'choice')
    return reading.options.find(({ id }) => id === value)?.label[ctx.locale] ?? value
  return reading.as === 'date' ? formatDate(value, ctx.locale) : value
}

export function backToRequests(ctx: BotContext): Button {
  return ctx.button('school-button-requests', tapData('requests'))
}
