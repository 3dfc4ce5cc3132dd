# The principal: the school at a glance, confirming, the statistics form, the second round.

command-school = The school at a glance
help-principal =
    <b>Principal</b>
    /school the school at a glance, confirm and submit, statistics form
    /notpassed who has not passed
    /roles roles and invitations

principal-title = 🏫 <b>{ $school }</b> · verification of { $cycle }
principal-people = To be verified: { $answered }. Passed { $passed }, not passed { $notPassed }; exempt { $exempt }
principal-state-count = { $state }: { $count }
principal-in-SUBMITTED = waiting for the school
principal-in-RETURNED_BY_SCHOOL = returned by the school
principal-in-APPROVED_BY_SCHOOL = approved by the school
principal-in-CONFIRMED_BY_PRINCIPAL = confirmed by the principal
principal-in-APPROVED_BY_DISTRICT = approved by the reviewing office
principal-in-RETURNED_BY_DISTRICT = sent back by the reviewing office
principal-in-INVALID = invalid
principal-in-WITHDRAWN = withdrawn
principal-comma = {", "}
principal-items-1 = Declarations – { $counts }
principal-items-2 = Second round – { $counts }
principal-items-none = Nobody here has declared anything; all hours come from records.
principal-public = Publicity: from { $from } until { $until }
principal-public-over = Publicity: from { $from } until { $until }, over
principal-nobody = nobody yet
principal-office = the reviewing office above

principal-blocks = <b>To be done first, before you can confirm</b>
principal-apart = <b>Does not hold up the other declarations</b>
principal-block-no-principal = • This school has no principal on record, so nobody can confirm. Please ask { $office } (phone { $phone }) to appoint one.
principal-block-items-waiting = • Declarations still waiting for the school’s review: { $count } → school administrator: { $admins }
principal-block-publicity-not-started = • The publicity of seven days has not begun → school administrator: { $admins }
principal-block-publicity-running = • The publicity is still running; you can confirm after { $until }
principal-block-complaints = • Under a complaint that is being investigated: { $count } ({ $items }). They are confirmed once it is settled → whoever handles the complaint
principal-block-own-items = • The principal’s own declarations: { $count } ({ $items }), which a principal cannot confirm → { $office } confirms them instead
principal-block-second-round-with-teacher = • Second round, sent back or returned and waiting for correction: { $count } → the teacher
principal-block-second-round-with-school = • Corrected and waiting for the school’s review again: { $count } → school administrator: { $admins }

principal-steps = <b>Steps</b>
principal-step-open = ☐ { $step }
principal-step-done = ✅ { $step } ({ $at })
principal-step-late = ✅ { $step } ({ $at }, late)
principal-next-wait = Please confirm { $deadline }. “Confirm and submit” appears here once the points above are done.
principal-next-confirm = You can confirm now; please do so { $deadline }.
principal-next-late = ⚠️ You should have confirmed { $deadline }. It is still possible and will be marked late; please do it soon.
principal-next-second = ⚠️ Second round: { $count } waiting for you. Please confirm { $deadline }; afterwards it is no longer possible and these hours will not count.
principal-next-more = { $count } more can be confirmed and submitted; please do it soon.
principal-next-paper = Please print the statistics form, have it signed and sealed, bring it to the reviewing office { $deadline }, and tap “Sealed paper delivered”.
principal-next-nothing = There is nothing for you to do now.

principal-button-school = Back to the school
principal-button-refresh = Refresh
principal-button-confirm =
    { $count ->
        [0] Confirm and submit
       *[other] Confirm and submit ({ $count })
    }
principal-button-second = Second round ({ $count })
principal-button-paper = Sealed paper delivered
principal-button-form = Statistics form
principal-button-do = All correct, submit
principal-page = Page { $page } of { $pages }

principal-ask = Please check and confirm: the hours of <b>{ $school }</b> for { $cycle }, submitted to { $office }.
principal-ask-first = Declarations approved by the school that you confirm now: { $count }.
principal-ask-second = Declarations of the second round that you confirm now: { $count }.
principal-ask-none = There is no declaration to confirm; you confirm the recorded hours of all teachers.
principal-ask-own = Without the principal’s own declarations ({ $count }); the reviewing office confirms them instead.
principal-ask-complaint = Without declarations under investigation ({ $count }); confirm them once the complaint is settled.
principal-ask-consequence = The principal is the first to answer for the school’s verification. Once submitted it cannot be taken back; the reviewing office goes on with it. The statistics of this moment are kept.
principal-changed = Something has changed meanwhile and nothing was submitted yet. Please check the new numbers and confirm again.
principal-done = ✅ The hours of <b>{ $school }</b> for { $cycle } were confirmed and submitted on { $at }.
principal-done-again = ✅ The remaining declarations of <b>{ $school }</b> for { $cycle } were confirmed and submitted on { $at }.
principal-done-items = Declarations handed on to { $office }, which has been told: { $count }.
principal-done-late = This was after the deadline and is marked late.
principal-done-paper = Next: print the statistics form, have it signed and sealed, and bring it to { $office } { $deadline }.
principal-paper-ticked = ✅ Noted: the sealed statistics form was delivered. The reviewing office ticks its arrival.

principal-second-title =
    <b>{ $school }</b> · second round of { $cycle }: { $count }
    Waiting for you: { $waiting }. Please act { $deadline }.
principal-second-item =
    • { $number } { $teacher }: { $course } ({ $hours } hours)
      { $state }
principal-second-none = There is nothing in the second round.

principal-form-title = 📊 <b>{ $school }</b> · statistics form of { $cycle }
principal-form-confirmed = As you confirmed it on { $at }.
principal-form-preview = Not confirmed yet. This is how things stand now, as a preview; what counts is the moment of your confirmation.
principal-form-figures =
    To be verified { $expected }, declared { $declared }
    Passed { $passed }, not passed { $failed }, exempt { $exempt }
    Returned by the school { $returns }, sent back by the office { $returnsAbove }; complaints received { $complaints }, settled { $settled }
principal-form-differs = Since then { $count } figures have changed (what the reviewing office sent back, settled complaints). The form you submitted stays as it is; final are the statistics after the freeze.
principal-form-frozen-differs = After the freeze { $count } figures differ from what you confirmed; they are listed at the end of the form “after the freeze”.
principal-form-frozen-same = The frozen data are exactly what you confirmed.
principal-button-file = As confirmed, { $format }
principal-button-preview = Preview, { $format }
principal-button-frozen = After the freeze, { $format }
principal-form-caption = { $school } · statistics form of { $cycle }. Please check, print, sign and seal it for the reviewing office.
principal-form-caption-preview = { $school } · statistics form of { $cycle } (a preview, not confirmed yet; please do not seal it).

notice-school-confirmed =
    📥 { $school } confirmed and submitted its hours for { $cycle } on { $at }.
    To be verified { $expected }, passed { $passed }; declarations waiting for your review: { $items }.
notice-school-confirmed-again =
    📥 { $school } confirmed and submitted further declarations for { $cycle } on { $at }.
    Declarations waiting for your review: { $items }.
notice-second-round-approved =
    📌 Second round, waiting for you: { $number }
    { $teacher }: { $course } ({ $hours } hours), approved again by the school.
    Please confirm { $deadline }; afterwards it is no longer possible and the hours will not count.
notice-principal-missing =
    ⚠️ { $school } has no principal on record, so its hours for { $cycle } cannot be confirmed.
    Please ask { $office } (phone { $phone }) to appoint one, and have it confirmed { $deadline }.
notice-items-frozen-invalid =
    The data of { $cycle } have been frozen since { $frozen }. These declarations were returned or sent back and not approved again in time. They are now <b>invalid</b> and do not count:
    { $items }
    Send /status to see your final hours. If in doubt, please ask your school’s administrator.
notice-frozen-item = • { $number } { $course } ({ $hours } hours)
notice-button-school = The school at a glance
notice-school-confirmed-own = Also { $own } of the principal’s own declarations, which your office confirms instead.
notice-button-school-card = View this school
item-did-expire = not approved again in time, invalid
