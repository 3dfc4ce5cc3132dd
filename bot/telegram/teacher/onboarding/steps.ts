import type { BotContext } from '../../dialogue/context.ts'
import { askConsent, hasConsented } from './consent-step.ts'
import { showHome } from './home.ts'
import { askIdentity } from './identity-step.ts'
import { askInvite, invited } from './invite-step.ts'

interface OnboardingStep {
  readonly applies: (ctx: BotContext) => boolean
  readonly ask: (ctx: BotContext) => unknown
}

/**
 * What stands between a stranger and their home, in order: the first that applies comes next (DOMAIN
 * §5.1–5.2).
 */
const steps: readonly OnboardingStep[] = [
  { applies: (ctx) => !hasConsented(ctx), ask: introduceAndAskConsent },
  { applies: ({ session }) => session.person !== null, ask: showHome },
  { applies: ({ place }) => place.at(invited) !== undefined, ask: askInvite },
  { applies: () => true, ask: askIdentity },
]

/** Where everybody begins, and comes back to. */
export async function start(ctx: BotContext): Promise<void> {
  await steps.find(({ applies }) => applies(ctx))!.ask(ctx)
}

function introduceAndAskConsent(ctx: BotContext): void {
  if (!ctx.session.person && !ctx.place.at(invited)) ctx.say(ctx.text('who-we-are'))
  askConsent(ctx)
}
