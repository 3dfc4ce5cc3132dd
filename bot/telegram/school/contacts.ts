import { Composer } from 'grammy'
import { contactsFor } from '../../../core/organisations/contacts.ts'
import {
  type ContactField,
  contactFields,
  readContactField,
  setContact,
} from '../../../core/organisations/set-contact.ts'
import { isRefusal } from '../../../core/refusal.ts'
import type { Transaction } from '../../../prisma/database.ts'
import { contactLines } from '../contact-lines.ts'
import { tapData } from '../dialogue/buttons.ts'
import type { BotContext } from '../dialogue/context.ts'
import { onCommand } from '../dialogue/desk.ts'
import { type SideDialogue, sideDialogue, typedLine } from '../dialogue/side-dialogue.ts'
import { taps } from '../dialogue/taps.ts'
import { deskOf, inRows, type SchoolDesk } from './desk.ts'

/** /contacts: who takes complaints at the school, as publicity has to say it (S036). */
export const contacts = new Composer<BotContext>()

interface FieldAsked {
  readonly field: ContactField
}

/** More than any field may hold: each says its own limit. */
const maxTypedChars = 200
const maxPairedChars = 8

const contactFieldDialogue = sideDialogue('contact-field', askedField)

onCommand(contacts, deskOf, 'contacts', showContacts)

taps(deskOf, {
  contacts: (desk) => showContacts(desk),
  'contacts.set': async (desk, field) => {
    const { ctx } = desk
    if (!isField(field)) return showContacts(desk)
    ctx.say(ctx.text(`contacts-ask-${field}`), { replyHint: ctx.label('contacts-hint') })
    const asked: FieldAsked = { field }
    await ctx.place.begin(contactFieldDialogue, asked)
  },
})

async function showContacts(
  { ctx, school }: SchoolDesk,
  db: Transaction = ctx.house.database.prisma,
  headline?: string,
): Promise<void> {
  const { school: own, reviewer } = await contactsFor(db, school.id)
  const hasPhone = own.contacts.some(({ phone }) => phone)
  const lines = [
    ...(headline ? [headline] : []),
    `${ctx.text('contacts-head', { school: school.name })}\n${ctx.text('contacts-why')}`,
    [ctx.text(hasPhone ? 'contacts-own' : 'contacts-own-none'), contactLines(own.contacts, ctx.locale)]
      .filter(Boolean)
      .join('\n'),
    reviewer && reviewer.contacts.length > 0
      ? `${ctx.text('contacts-above')}\n${contactLines(reviewer.contacts, ctx.locale)}`
      : ctx.text('contacts-above-none'),
  ]
  ctx.show(lines.join('\n\n'), {
    buttons: [
      ...inRows(
        contactFields.map((field) => ctx.button(`contacts-button-${field}`, tapData('contacts.set', field))),
        maxPairedChars,
      ),
      [
        ctx.button('publicity-button-card', tapData('publicity')),
        ctx.button('annexes-button-directory', tapData('directory.new')),
      ],
    ],
  })
}

async function askedField(dialogue: SideDialogue, { field }: FieldAsked): Promise<void> {
  const text = await typedLine(dialogue, maxTypedChars, (typed) => readContactField(field, typed))
  await dialogue.external(async (outer) => {
    outer.place.leave()
    const desk = deskOf(outer)
    if (desk) await keep(desk, field, text)
  })
}

async function keep(desk: SchoolDesk, field: ContactField, text: string): Promise<void> {
  const { ctx, school, me } = desk
  await ctx.turn.commit(async (tx) => {
    const change = { schoolId: school.id, actor: { personId: me }, field, text }
    const outcome = await setContact(tx, change, ctx.now)
    if (isRefusal(outcome)) return ctx.sayRefusal(outcome)
    await showContacts(
      desk,
      tx,
      ctx.text('contacts-set', { field: ctx.label(`contacts-button-${field}`), value: text }),
    )
  })
}

function isField(field: string | undefined): field is ContactField {
  return contactFields.some((one) => one === field)
}
