import { activityRefusals } from './cycle/cycle.ts'
import { typedTextRefusals } from './cycle/typed-text.ts'
import { windowRefusals } from './cycle/windows.ts'
import { actionRefusals } from './declarations/actions.ts'
import { amountRefusals } from './declarations/amount.ts'
import { capRefusals } from './declarations/caps.ts'
import { doubleRefusals } from './declarations/doubles.ts'
import { draftRefusals } from './declarations/draft.ts'
import { formRefusals } from './declarations/form.ts'
import { itemRefusals } from './declarations/item.ts'
import { questionRefusals } from './declarations/questions.ts'
import { pictureRefusals } from './evidence/prepare-picture.ts'
import { nudgeRefusals } from './organisations/nudge.ts'
import { bindRefusals } from './people/bind.ts'
import { bindAccountRefusals } from './people/bind-account.ts'
import { consentRefusals } from './people/consent.ts'
import { grantRefusals } from './people/grants.ts'
import { idNumberRefusals } from './people/id-number.ts'
import { identityRefusals } from './people/identity.ts'
import { inviteRefusals } from './people/invite.ts'
import { profileUseRefusals } from './people/profile.ts'
import { profileRefusals } from './people/profile-fields.ts'
import { requestRefusals } from './people/requests.ts'
import { settleRequestRefusals } from './people/settle-request.ts'
import { signedSheetRefusals } from './people/signed-sheet.ts'

/** Every code with which the core may say no, once; each has its text `refusal-CODE` in every locale. */
export const allRefusals = [
  ...new Set([
    ...windowRefusals,
    ...typedTextRefusals,
    ...activityRefusals,
    ...formRefusals,
    ...questionRefusals,
    ...amountRefusals,
    ...capRefusals,
    ...doubleRefusals,
    ...draftRefusals,
    ...actionRefusals,
    ...itemRefusals,
    ...pictureRefusals,
    ...consentRefusals,
    ...idNumberRefusals,
    ...identityRefusals,
    ...bindAccountRefusals,
    ...inviteRefusals,
    ...grantRefusals,
    ...bindRefusals,
    ...requestRefusals,
    ...settleRequestRefusals,
    ...profileRefusals,
    ...profileUseRefusals,
    ...signedSheetRefusals,
    ...nudgeRefusals,
  ]),
] as const
