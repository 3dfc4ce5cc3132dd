# Roles and invitations
command-roles = Roles and invitations
roles-head =
    <b>Roles and invitations</b>
    { $held }
roles-held = · { $organisation }: { $role }
roles-what-to-do = Choose an organisation to see who holds which role there, and to invite, withdraw or hand over.
roles-nothing-to-appoint = You can hand your own role over to a colleague of the same organisation.
roles-only-teacher = You are a teacher here and hold no role that could be given or handed over.
roles-button-find = Find an organisation by name
roles-button-without = Organisations without a head ({ $count })
roles-button-admin-requests = Administrators’ own requests ({ $count })
roles-button-back = Roles and invitations
roles-find-ask = Please send a part of the <b>organisation’s name</b>, such as 明德. To stop, send /cancel.
roles-find-hint = Part of the name
roles-find-none = No organisation with “{ $name }” in its name is yours to act for. Please send other characters. To stop, send /cancel.
roles-find-found = Please choose the organisation:
roles-find-many = Many fit; here are some of them. Choose one, or send more of its name:
roles-without-head = <b>Organisations without a head</b>: { $count } (page { $page }/{ $pages })
roles-at-head = <b>{ $organisation }</b>
roles-at-line = { $role }: { $holders }
roles-at-nobody = (nobody)
roles-at-unbound = {" "}(no account yet)
roles-at-invited = Invitation not opened yet: { $role } { $name }, to be opened { $until }
roles-button-add = ＋ { $role }
roles-button-withdraw = Withdraw { $role }: { $name }
roles-button-hand-over = Hand over my role: { $role }
role-invite-ask-name = Please send the <b>name</b> of whoever will be { $role } of <b>{ $organisation }</b>. To stop, send /cancel.
role-invite-name-hint = Name
role-invite-sure = Invite <b>{ $name }</b> to be <b>{ $role }</b> of <b>{ $organisation }</b>?
role-invite-sure-new = Nobody called <b>{ $name }</b> is on the roster here; they will be added. They hold the role once they have opened the link.
role-invite-sure-known = <b>{ $name }</b> is on the roster and has no account yet. They hold the role once they have opened the link.
role-invite-which = These people on the roster have that name. Please choose:
role-invite-retype = If the name is wrong, simply send it again.
role-button-invite-sure = Yes, make the invite link
role-button-give = { $name }: has an account, give the role now
role-button-link = { $name }: send an invite link
role-invite-made =
    ✅ The link for <b>{ $name }</b> to become { $role } is ready. It works once and has to be opened { $until }.
    Please forward the next message <b>to that person only</b>: whoever opens the link holds the role.
role-invite-to-forward =
    Hello { $name }, { $organisation } invites you to be “{ $role }” for the annual verification of teachers’ continuing education.
    Please open this link yourself { $until }:
    { $link }
role-give-sure = Give <b>{ $name }</b> the role “{ $role }”? They are told at once.
role-button-give-sure = Yes, give it
role-give-done = ✅ <b>{ $name }</b> is now { $role } of { $organisation } and was told.
role-withdraw-sure = Withdraw the role “{ $role }” of { $organisation } from <b>{ $name }</b>? They are told at once; what they declare as a teacher is not affected.
role-button-withdraw-sure = Yes, withdraw it
role-withdraw-done = ✅ <b>{ $name }</b> no longer holds the role “{ $role }” and was told.
role-hand-over-ask = To which colleague do you hand over the role “{ $role }” of <b>{ $organisation }</b>? Please send a part of the name. To stop, send /cancel.
role-hand-over-sure = Hand the role “{ $role }” over to <b>{ $name }</b>? You will not hold it any more; please make sure that nothing of yours is left open.
role-button-hand-over-sure = Yes, hand over to { $name }
role-hand-over-done = ✅ Handed over. <b>{ $name }</b> is now { $role } of { $organisation }, and you no longer are.
role-invite-opened = <b>{ $organisation }</b> invites you to be <b>{ $role }</b>.
role-invite-ask = Please make sure that it is you who is meant, then tap “Accept”.
role-invite-button-take = Accept
role-invite-taken = ✅ You are now <b>{ $role }</b> of <b>{ $organisation }</b>. Send /help to see what you can do.
office-requests-head = <b>Administrators’ own requests</b>: { $count }. Their schools have nobody else who could settle them, so you do.
office-requests-none = There are no requests of administrators for you to settle.

# Registration
request-kind-REGISTER_TEACHER = Apply for a continuing-education number
request-asks-REGISTER_TEACHER =
    Name: { $name }
    ID number: { $idMasked }
    Asks to be a teacher of this school and to get a continuing-education number.
request-asks-REGISTER_TEACHER-known = { $name } is on your roster and has no continuing-education number yet.
request-check-REGISTER_TEACHER = ⚠️ Before granting, please check that this is a teacher of your school. The number is then issued by itself and the account is bound.
notice-request-granted-REGISTER_TEACHER = ✅ Your school has confirmed your registration. Your continuing-education number is <b>{ $number }</b>; please note it down. Next: check your profile, and then you can declare.
identity-button-register = I have no number yet: register me
register-ask-name =
    <b>Registration (1/3)</b>
    Please send your <b>name</b> as it stands on your ID. To stop, send /cancel.
register-ask-school =
    <b>Registration (2/3)</b>
    Please send the <b>name of your school</b> (a few characters will do, such as 明德) or its continuing-education code.
register-ask-id-number =
    <b>Registration (3/3)</b>
    Please send your <b>ID number</b>.
    It is kept encrypted, and your message is deleted from this chat as soon as it has been read.
register-expects-school = Please choose your school first.
register-sent =
    ✅ Sent to the administrators of <b>{ $organisation }</b>.
    Once they confirm, your number is issued by itself and you are told here. No need to send it again.
register-sent-no-code =
    ✅ Sent to the administrators of <b>{ $organisation }</b>.
    This school has no continuing-education code yet and has to apply for it first; only then can it confirm you. You will be told here.
register-button-own-number = Apply for my number
command-register = Apply for the school’s code
command-registrations = Schools’ applications
register-has-code = The continuing-education code of <b>{ $school }</b> is <b>{ $code }</b>; there is nothing to apply for.
register-waiting = The application of <b>{ $school }</b> was sent on { $at } and is with <b>{ $office }</b>. You will be told here; no need to send it again.
register-begin =
    <b>{ $school }</b> has no continuing-education code yet. Until it has one, its teachers can neither register nor declare.
    The application takes three answers; <b>{ $office }</b> checks them and issues the code.
register-refused-before = The last application was refused: { $note }
register-button-begin = Apply
register-ask-licence = 1/3 Please send the <b>number of the school’s licence</b>. To stop, send /cancel.
register-ask-address = 2/3 Please send the <b>school’s address</b>.
register-ask-contact = 3/3 Please send <b>whom to ask, with a telephone number</b>, such as 张老师 020-12345678.
register-check =
    Please check:
    Licence: { $licence }
    Address: { $address }
    Contact: { $contact }
register-button-send = Yes, send it
register-button-again = Fill in again
register-done = ✅ Sent to <b>{ $office }</b>. You will be told here when the code is issued.
registrations-head = <b>Schools’ applications</b> · { $office }: { $count } waiting
registrations-none = <b>Schools’ applications</b> · { $office }: none is waiting.
registrations-line = { $school } ({ $at })
registration-card =
    <b>{ $school }</b> ({ $ownership }) applies for a continuing-education code
    Licence: { $licence }
    Address: { $address }
    Contact: { $contact }
    Sent: { $at }
registration-ownership-PRIVATE = private
registration-ownership-STATE = state
registration-ownership-none = ownership not on record
registration-button-issue = Issue a code
registration-button-refuse = Refuse
registration-ask-code = Please send the <b>code</b> for <b>{ $school }</b>: 5 to 20 letters or digits that no other school has. To stop, send /cancel.
registration-code-hint = Code
registration-confirm-code = Issue the code <b>{ $code }</b> to <b>{ $school }</b>? The school is told at once. To change it, simply send it again.
registration-button-issue-sure = Yes, issue it
registration-issued = ✅ <b>{ $school }</b> has the code <b>{ $code }</b> now and was told.
registration-ask-note = Please write the <b>reason</b> of the refusal; the school reads it. For example, what is missing. To stop, send /cancel.
registration-confirm-refuse = Refuse a code for <b>{ $school }</b>, because: { $note }. Sure? To change it, simply send it again.
registration-button-refuse-sure = Yes, refuse
registration-refused = <b>{ $school }</b> was told that and why it was refused. It may complete the application and send it again.
registration-is-GRANTED = This is settled: the code of <b>{ $school }</b> is <b>{ $code }</b>.
registration-is-REFUSED = This is settled: <b>{ $school }</b> was refused, because: { $note }.
registrations-button-back = Schools’ applications
notice-registration-applied = <b>{ $school }</b> applies for a continuing-education code. Please check and issue it.
notice-registration-granted = ✅ The continuing-education code of <b>{ $school }</b> was issued: <b>{ $code }</b>. Its teachers can register now; send /requests for those who wait.
notice-registration-refused = The application of <b>{ $school }</b> for a continuing-education code was refused: { $note }. You can complete it and apply again.
notice-button-register = Apply again

# Transfers, leave, exemptions
command-transfers = Transfers
transfers-head = <b>Transfers</b> · { $organisation }
transfers-asked = Waiting for you to agree: { $count }
transfers-awaited = Asked for, waiting for the other school:
transfers-awaited-line = · { $name } ({ $from }, asked on { $at })
transfers-nothing = No transfer is waiting.
transfers-button-asked = { $name } → { $to }
transfers-button-request = Ask for a teacher
transfers-button-at-once = Move a teacher within the district
transfers-button-back = Transfers
transfer-ask-number = Please send the teacher’s <b>continuing-education number</b>. To stop, send /cancel.
transfer-ask-name = Please send the teacher’s <b>name</b>.
transfer-ask-to = Please send a part of the name of the <b>new school</b>.
transfer-confirm-request = Ask for <b>{ $name }</b> ({ $number }) to move to <b>{ $to }</b>? It takes effect when the old school agrees.
transfer-confirm-at-once = Move <b>{ $name }</b> ({ $number }) to <b>{ $to }</b>? It takes effect at once; both schools and the teacher are told.
transfer-button-request-sure = Yes, ask for it
transfer-button-at-once-sure = Yes, move
transfer-requested = ✅ <b>{ $from }</b> was asked. When they agree, <b>{ $name }</b> is a teacher of yours; you will be told here.
transfer-card =
    <b>{ $name }</b> ({ $number })
    { $from } → <b>{ $to }</b>
    Asked for by the new school on { $at }
transfer-card-what-moves-open = If you agree, the records go with the teacher, and so do this year’s declarations that are not approved yet. The school where the teacher is on duty { $deadline } answers for this year.
transfer-card-what-moves-closed = If you agree, the records go with the teacher. Declaring has closed, so { $from } goes on answering for this year.
transfer-button-agree = Agree
transfer-button-refuse = Refuse
transfer-sure-agree = Do you agree that <b>{ $name }</b> moves to <b>{ $to }</b>? It takes effect at once.
transfer-button-agree-sure = Yes, I agree
transfer-ask-note = Please write <b>why</b> you refuse; the other school reads it. To stop, send /cancel.
transfer-confirm-refuse = Refuse the transfer of <b>{ $name }</b>, because: { $note }. Sure? To change it, simply send it again.
transfer-button-refuse-sure = Yes, refuse
transfer-agreed = ✅ <b>{ $name }</b> has moved from { $from } to { $to }. Both schools and the teacher are told.
transfer-was-refused = <b>{ $to }</b> was told that you refuse, and why.
transfer-is-GRANTED = This is settled: <b>{ $name }</b> has moved from { $from } to { $to }.
transfer-is-REFUSED = This is settled: <b>{ $name }</b> has not moved.
notice-transfer-requested = <b>{ $to }</b> asks for <b>{ $name }</b> of { $from } to move there. Please agree or refuse.
notice-transfer-done = <b>{ $name }</b> has moved from { $from } to { $to }.
notice-transfer-done-own = You have moved from <b>{ $from }</b> to <b>{ $to }</b>; your records and drafts are kept. Please check the school in your profile; while declaring is open it has to be confirmed once more.
notice-transfer-refused = { $from } did not agree that <b>{ $name }</b> moves to your school. Please ask them directly if in doubt.
notice-transfer-refused-note = { $from } did not agree that <b>{ $name }</b> moves to your school: { $note }. Please ask them directly if in doubt.
school-button-more = More
teacher-more-head = <b>{ $name }</b>: other matters
teacher-more-on-leave = Has left: { $reason } ({ $since })
teacher-more-exemption = Exemption this year: { $reason }, { $state }
exemption-state-OPEN = waits for the office above
exemption-state-GRANTED = approved
exemption-state-REFUSED = not approved
exemption-state-REVOKED = revoked
school-button-move = Transfer
school-button-leave = Has left
school-button-exempt = Exemption
school-button-back-on-duty = Is back
school-button-leave-mistaken = It was a mistake: take it back
teacher-move-how =
    When <b>{ $name }</b> moves, an administrator of the <b>new school</b> sends /transfers and asks with the number { $number } and the name. You are told and agree or refuse.
    For two schools under one office, the office can also move the teacher at once.
leave-ask = Why has <b>{ $name }</b> left? Once entered they no longer count among those whom the school answers for.
leave-reason-moved-away = moved to another city
leave-reason-retired = retired
leave-reason-resigned = resigned
leave-reason-deceased = deceased
leave-sure = Enter that <b>{ $name }</b> has left ({ $reason })? It can be taken back.
leave-when = Enter that <b>{ $name }</b> has left ({ $reason })? Whoever was gone before { $until } does not count this year; whoever left later still does. Choose when; it can be taken back.
leave-button-before = Left before { $until }
leave-button-after = Left later
leave-button-sure = Yes, enter it
leave-done = ✅ <b>{ $name }</b> has left ({ $reason }); it is entered.
return-done = ✅ <b>{ $name }</b> is a teacher of your school again.
notice-teacher-left = { $organisation } has entered that you left ({ $reason }); you no longer count for its verification. Your records are kept. If this is wrong, please ask the school’s administrator.
notice-teacher-returned = { $organisation } has made you a teacher again; the verification goes on as usual. Send /start to see what is next.
exempt-ask = Ask for <b>{ $name }</b> to be exempt in { $cycle }. Please choose the reason:
exempt-none = { $cycle } has no reasons for an exemption, so none can be asked for. Please ask the office above.
exempt-ask-note = Reason: { $reason }. Please describe the <b>circumstances</b>; the office above reads them. To stop, send /cancel.
exempt-confirm = Ask for <b>{ $name }</b> to be exempt? Reason: { $reason }; circumstances: { $note }. To change them, simply send them again.
exempt-button-sure = Yes, ask for it
exempt-done = ✅ The exemption of <b>{ $name }</b> was asked for; the office above decides.
command-exemptions = Exemptions
exemptions-head = <b>Exemptions</b> ({ $cycle }): { $count } waiting
exemptions-none = { $cycle }: no exemption is waiting.
exemptions-line = { $name } ({ $school })
exemption-card =
    <b>{ $name }</b> · { $school }
    Exemption in { $cycle }
    Reason: { $reason }
    Circumstances: { $note }
    Asked for: { $at }
exemption-button-grant = Approve
exemption-button-refuse = Refuse
exemption-sure = Approve the exemption of <b>{ $name }</b>? They no longer count among those to be verified.
exemption-button-grant-sure = Yes, approve
exemption-ask-note = Please write <b>why</b> you refuse; the school and the teacher read it. To stop, send /cancel.
exemption-confirm-refuse = Refuse the exemption of <b>{ $name }</b>, because: { $note }. Sure? To change it, simply send it again.
exemption-button-refuse-sure = Yes, refuse
exemption-granted = ✅ The exemption of <b>{ $name }</b> is approved; school and teacher are told.
exemption-refused = School and teacher were told that the exemption of <b>{ $name }</b> is refused, and why.
exemption-is-GRANTED = This is settled: the exemption of <b>{ $name }</b> is approved.
exemption-is-REFUSED = This is settled: the exemption of <b>{ $name }</b> is refused.
exemption-card-granted = Approved { $at }; not among those to be verified.
exemption-button-revoke = Revoke exemption
exemptions-granted-head = <b>Approved exemptions</b> ({ $cycle }): { $count }. What was approved by mistake, or whose reason is gone, can be revoked until the freeze.
exemptions-granted-none = { $cycle }: no exemption is approved.
exemptions-button-granted = Approved ({ $count })
exemptions-button-granted-back = Approved exemptions
exemption-ask-why = Revoking the exemption of <b>{ $name }</b>: please write <b>why</b> (at most { $max } characters); the school and the teacher read it. To leave it as it is, send /cancel.
exemption-confirm-revoke = Revoke the exemption of <b>{ $name }</b>, because: { $note }. They count among those to be verified again. Sure? To change the reason, simply send it again.
exemption-button-revoke-sure = Yes, revoke
exemption-revoked = ✅ The exemption of <b>{ $name }</b> is revoked: they count among those to be verified again. School and teacher are told.
exemption-is-REVOKED = This exemption was revoked: <b>{ $name }</b> takes part in the verification as usual.
exemptions-button-back = Exemptions
notice-exemption-requested = { $school } asks for <b>{ $name }</b> to be exempt in { $cycle } ({ $reason }). Please decide.
notice-exemption-requested-own = { $school } has asked for you to be exempt in { $cycle } ({ $reason }). The office above decides; you will be told here.
notice-exemption-granted = ✅ The exemption of <b>{ $name }</b> in { $cycle } is approved ({ $reason }).
notice-exemption-granted-own = ✅ You are exempt in { $cycle } ({ $reason }); there is nothing to declare this year.
notice-exemption-refused = The exemption of <b>{ $name }</b> in { $cycle } was refused ({ $reason }); the verification goes on as usual.
notice-exemption-refused-own = Your exemption in { $cycle } was refused ({ $reason }); please take part in the verification as usual.
notice-exemption-revoked = ⚠️ The office above has revoked the exemption of <b>{ $name }</b> in { $cycle }: they count among those to be verified again. Reason: { $why }
notice-exemption-revoked-own = ⚠️ The office above has revoked your exemption in { $cycle }: you take part in the verification as usual. Reason: { $why }
notice-exemption-revoked-time = Hours that are missing have to be declared { $deadline }.
notice-exemption-revoked-late = Declaring closed on { $closed }; the hours on record and declared are what is verified. If in doubt, please ask the office above.
notice-people-note = Note: { $note }

# My data
mydata-disputes = Disputes about hours: { $count }
mydata-exemptions = Exemptions asked for: { $count }
mydata-transfers = Transfers: { $count }
mydata-complaints-filed = Complaints filed from this account: { $count }
notice-school-moved =
    🏫 { $school } has moved from { $from } to { $to }, which reviews it and handles its complaints from now on. What was decided stays.{ $complaints ->
        [0] {""}
        [one] {" "}One open complaint went along: see /complaints.
       *[other] {" "}{ $complaints } open complaints went along: see /complaints.
    }
