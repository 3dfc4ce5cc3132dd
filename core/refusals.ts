import { grantRefusals } from './authority/grants.ts'
import { announceRefusals } from './broadcasts/announce.ts'
import { broadcastRefusals } from './broadcasts/broadcast.ts'
import { nudgeRefusals } from './broadcasts/nudge.ts'
import { complaintRefusals } from './complaints/complaint.ts'
import { confirmSchoolRefusals } from './confirmation/confirm-school.ts'
import { connectionRefusals } from './connections/connections.ts'
import { downloadRefusals } from './connections/downloads.ts'
import { eventRefusals } from './connections/event.ts'
import { messageRefusals } from './connections/message.ts'
import { receiveRefusals } from './connections/receive.ts'
import { subscriptionRefusals } from './connections/subscriptions.ts'
import { activityRefusals } from './cycle/cycle.ts'
import { typedTextRefusals } from './cycle/typed-text.ts'
import { windowRefusals } from './cycle/windows.ts'
import { amountRefusals } from './declarations/amount.ts'
import { batchRefusals } from './declarations/batch.ts'
import { capRefusals } from './declarations/caps.ts'
import { doubleRefusals } from './declarations/doubles.ts'
import { draftRefusals } from './declarations/draft.ts'
import { formRefusals } from './declarations/form.ts'
import { itemRefusals } from './declarations/item.ts'
import { onRecordRefusals } from './declarations/on-record.ts'
import { questionRefusals } from './declarations/questions.ts'
import { pictureRefusals } from './evidence/prepare-picture.ts'
import { exportRefusals } from './export/make-export.ts'
import { loadOrganisationsRefusals } from './organisations/load-organisations.ts'
import { organisationRowRefusals } from './organisations/organisation-rows.ts'
import { registrationRefusals } from './organisations/registration.ts'
import { setContactRefusals } from './organisations/set-contact.ts'
import { appointmentRefusals } from './people/appointments.ts'
import { bindRefusals } from './people/bind.ts'
import { bindAccountRefusals } from './people/bind-account.ts'
import { consentRefusals } from './people/consent.ts'
import { exemptionRefusals } from './people/exemptions.ts'
import { identityRefusals } from './people/identity.ts'
import { inviteRefusals } from './people/invite.ts'
import { leaveRefusals } from './people/leave.ts'
import { loadRosterRefusals } from './people/load-roster.ts'
import { numberTellsRefusals } from './people/number-tells.ts'
import { profileUseRefusals } from './people/profile.ts'
import { profileRefusals } from './people/profile-fields.ts'
import { requestRefusals } from './people/requests.ts'
import { roleInviteRefusals } from './people/role-invite.ts'
import { roleRefusals } from './people/roles.ts'
import { rosterRowRefusals } from './people/roster-rows.ts'
import { settleRequestRefusals } from './people/settle-request.ts'
import { signedSheetRefusals } from './people/signed-sheet.ts'
import { transferRefusals } from './people/transfer.ts'
import { idNumberRefusals } from './privacy/id-number.ts'
import { endPublicityRefusals } from './publicity/end-publicity.ts'
import { handOutListRefusals } from './publicity/hand-out-list.ts'
import { startPublicityRefusals } from './publicity/start-publicity.ts'
import { changeRecordRefusals } from './records/change-record.ts'
import { disputeRefusals } from './records/disputes.ts'
import { recordFitRefusals } from './records/judge-rows.ts'
import { recordRowRefusals } from './records/record-row.ts'
import { settleDisputeRefusals } from './records/settle-dispute.ts'
import { preferenceRefusals } from './reminders/preferences.ts'
import { actionRefusals } from './review/actions.ts'
import { stepRefusals } from './review/steps.ts'
import { columnRefusals } from './tables/columns.ts'
import { tableRefusals } from './tables/read-table.ts'

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
    ...batchRefusals,
    ...pictureRefusals,
    ...consentRefusals,
    ...idNumberRefusals,
    ...identityRefusals,
    ...bindAccountRefusals,
    ...inviteRefusals,
    ...grantRefusals,
    ...appointmentRefusals,
    ...roleInviteRefusals,
    ...roleRefusals,
    ...registrationRefusals,
    ...transferRefusals,
    ...leaveRefusals,
    ...exemptionRefusals,
    ...bindRefusals,
    ...requestRefusals,
    ...settleRequestRefusals,
    ...profileRefusals,
    ...profileUseRefusals,
    ...numberTellsRefusals,
    ...signedSheetRefusals,
    ...nudgeRefusals,
    ...broadcastRefusals,
    ...announceRefusals,
    ...complaintRefusals,
    ...setContactRefusals,
    ...startPublicityRefusals,
    ...endPublicityRefusals,
    ...handOutListRefusals,
    ...stepRefusals,
    ...exportRefusals,
    ...confirmSchoolRefusals,
    ...changeRecordRefusals,
    ...disputeRefusals,
    ...recordFitRefusals,
    ...onRecordRefusals,
    ...recordRowRefusals,
    ...settleDisputeRefusals,
    ...tableRefusals,
    ...columnRefusals,
    ...loadOrganisationsRefusals,
    ...organisationRowRefusals,
    ...loadRosterRefusals,
    ...rosterRowRefusals,
    ...preferenceRefusals,
    ...connectionRefusals,
    ...eventRefusals,
    ...messageRefusals,
    ...receiveRefusals,
    ...subscriptionRefusals,
    ...downloadRefusals,
  ]),
] as const
