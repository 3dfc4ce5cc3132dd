# The office above schools (district, training centre): its queue, its schools, what is late; and batches, which the school has too.

# Approving several
batch-button = Approve the { $count } you have viewed
batch-head = <b>Approve together</b>: these { $count } you opened one by one and have not decided on:
batch-line = · <b>{ $number }</b> { $teacher }, “{ $course }”, { $hours } h
batch-empty = Nothing can be approved together. Please open the cards one by one and look at the photos, going on with “Later”; what you have viewed can then be approved here together.
batch-check-originals = Please make sure that you have seen the paper original of each. Tap a number to take out what you doubt.
batch-check = Please make sure of each. Tap a number to take out what you doubt.
batch-originals-unseen = ☐ All { $count } originals seen
batch-originals-seen = ☑ All { $count } originals seen
batch-sure = Approve these { $count }
batch-drop = Take out { $number }
batch-nothing-left = This batch is done.
batch-done = ✅ Approved { $count }; the teachers have been told:
batch-late = {" "}(late)
batch-refused = ⚠️ Not approved, { $count }:
batch-changed = Changed since you viewed them and left out, { $count }; please open them again:
batch-undo-hint = To take one back, send its number to open its card.

# The queue
review-head = <b>{ $office }</b> · waiting for the district review, { $cycle }
review-waiting = <b>{ $waiting }</b> waiting, the oldest since { $since }.
review-waiting-second = Of these { $secondRound } in the second round, which come first.
review-waiting-principals = Besides, { $forPrincipals } of principals themselves, which you confirm in their place.
review-empty = Nothing is waiting for your review.
review-own = Of your own: { $own }. Another reviewer of your office has to decide on that.
review-opens = The review begins { $opens }; until then you can look.
review-deadline =
    { $days ->
        [0] The review is due { $deadline }: today is the last day.
        [one] The review is due { $deadline }: 1 day left.
       *[other] The review is due { $deadline }: { $days } days left.
    }
review-deadline-second =
    { $days ->
        [0] The second round is due { $deadline }: today is the last day. After that the data are frozen.
        [one] The second round is due { $deadline }: 1 day left. After that the data are frozen.
       *[other] The second round is due { $deadline }: { $days } days left. After that the data are frozen.
    }
review-late = ⚠️ The review was due { $deadline }. You can still review, marked as late; please finish soon.
review-frozen = The review was due { $deadline }. The data are frozen and nothing can be changed.
review-only-this = Nothing else is waiting for your review.
review-unknown = Your schools have no such declaration. Please check the number (for example 2014-000123), or open it from the list of schools.
review-button-begin = Begin review ({ $waiting })
review-button-schools = Schools
review-button-late = What is late
review-button-list = Review queue
review-button-patterns = How schools review

# The card
review-school = School: { $school }
review-button-approve = Approve
review-button-return = Send back
review-button-return-finally = Send back for good (invalid)
review-button-return-finally-sure = Yes, send back as invalid
review-button-return-without-note = Send back without a note
review-button-confirm-return = Confirm sending back
review-button-confirm-for-principal = Confirm for the principal
review-choose-reason = <b>Please choose the reason for sending it back:</b>
review-reason = Sent back because: <b>{ $reason }</b>
review-note-or-not = You can add a line that helps the teacher to correct it.
review-note-or-not-finally = You can add a line that tells the teacher why.
review-return-means = The teacher is told at once and has to correct it { $deadline }. What is sent back cannot be undone.
review-return-too-late = ⚠️ The time for teachers to correct is over ({ $closed }): what you send back now can no longer be corrected, becomes <b>invalid</b> at the freeze, and cannot be undone.
review-return-is-final = ⚠️ This is the second round: sending the declaration back makes it <b>invalid</b>. It can be neither corrected nor undone.
review-ask-note =
    Sending back { $number } ({ $teacher }), reason “{ $reason }”.
    Please type a note for the teacher (at most { $max } characters). If you no longer want to send it back, tap another button of the card or send /cancel.
review-ask-finding =
    Sending back { $number } ({ $teacher }), reason “{ $reason }”.
    Please type your written finding (at most { $max } characters): what was checked and what was found. The teacher is told, and it is reported to the city. If you no longer want to send it back, send /cancel.
review-confirm-return =
    Send back <b>{ $number }</b> ({ $teacher })?
    Reason: { $reason }
    Note: { $note }

    To change the note, just type it again.
review-confirm-return-finally =
    Send back <b>{ $number }</b> ({ $teacher }) and make it <b>invalid</b>?
    Reason: { $reason }
    Note: { $note }

    ⚠️ This is the second round: it can be neither corrected nor taken back. To change the note, just type it again.
review-approved = ✅ Approved: { $item }
review-returned = ↩️ Sent back: { $item }
review-returned-finally = ⛔ Sent back and invalid: { $item }
review-second-round = The school and its principal are told too. The teacher has to correct it { $teacher }; the school and the principal review and confirm again { $school }.
review-returned-too-late = The time for teachers to correct is over ({ $closed }); the declaration becomes invalid at the freeze.
review-undone = The decision was taken back; the declaration is waiting for your review again.
review-confirmed = ✅ Confirmed for the principal; the declaration now waits for your review.

# Schools
schools-head = <b>{ $office }</b> · schools, { $cycle } ({ $count })
schools-count = { $stage }: <b>{ $count }</b>
schools-stage-before-publicity = Not yet public
schools-stage-in-publicity = List is public
schools-stage-awaiting-principal = Awaiting the principal
schools-stage-reported = Submitted, to be reviewed
schools-stage-second-round = Second round
schools-stage-reviewed = Reviewed
schools-stage-means-before-publicity = The school has not published its list.
schools-stage-means-in-publicity = The list is public now.
schools-stage-means-awaiting-principal = The publicity is over; the principal has to confirm and submit.
schools-stage-means-reported = The principal has submitted; items wait for your review.
schools-stage-means-second-round = The first round is reviewed; items that were sent back are being corrected or reviewed again.
schools-stage-means-reviewed = Everything submitted has been reviewed.
schools-stage-button = { $stage } ({ $count })
schools-stage-head = <b>{ $stage }</b>: { $count } (page { $page } of { $pages })
schools-line = · { $name }: { $count } items, { $waiting } to review, { $secondRound } in the second round
schools-mark-late = {" "}· late
schools-unknown = This school is not reviewed by your office; it may have moved to another. Please choose from the list of schools.
schools-not-yet = not yet
schools-card-head = <b>{ $name }</b> · { $stage } · { $cycle }
schools-card-publicity = Publicity: { $from } to { $until }
schools-card-no-publicity = Publicity: not begun
schools-card-confirmed = Confirmed by the principal: { $at }
schools-card-paper = Sealed paper form received: { $at }
schools-card-no-items = No declarations this year.
schools-card-late-items = Items decided on late: { $count }
schools-card-second-round = Second round, not finished: { $count }
schools-card-contacts = Contacts:
schools-items-ask = <b>{ $name }</b>: which declarations do you want to see?
schools-items-head = <b>{ $name }</b> · { $state }: { $count } (page { $page } of { $pages })
review-button-begin-school = Review this school ({ $waiting })
review-button-paper-received = Paper form received
review-button-items = Declarations
review-button-pattern = How it reviews

# Late
late-head = <b>{ $office }</b> · late and not done, { $cycle }: { $count } (page { $page } of { $pages })
late-none = <b>{ $office }</b> · { $cycle }: nothing is late.
late-window = <b>{ $window }</b> (was due { $deadline })
late-line = · { $name }
late-line-open = · { $name }: { $open }
late-line-schools = · { $name }: { $count } of its schools
late-file = { $office } · { $cycle }: what is late.
late-told-parent = The level above
late-told-elsewhere = The level above
late-told-CITY_SUPERVISOR = The city's guidance centre
late-told-CITY_OPERATOR = The city's remote training centre
late-name-separator = {", "}

# How schools review
patterns-head = <b>{ $office }</b> · how schools review, { $cycle } (page { $page } of { $pages })
patterns-means = The figures only inform and prove nothing. If something is clearly unusual, please check with the school first, then report it as the rules say.
patterns-nothing = <b>{ $name }</b>: nothing reviewed yet.
patterns-school-hours =
    <b>{ $name }</b>
    Approved { $approved }, returned { $returned }, approval rate { $share }%; median time to decide { $median } hours
    Taken back { $undone }; false claims found { $misconduct }; approved by the school, sent back by the office { $returnedAbove }
patterns-school-days =
    <b>{ $name }</b>
    Approved { $approved }, returned { $returned }, approval rate { $share }%; median time to decide { $median } days
    Taken back { $undone }; false claims found { $misconduct }; approved by the school, sent back by the office { $returnedAbove }

# What is told without being asked
notice-second-round-opened =
    ↩️ The district review has sent back declarations of your school; now waiting for teachers to correct: { $count }. The teachers have been told.
    Teachers have to correct them { $teacher }; the school and the principal review and confirm again { $school }. Nothing is possible afterwards.
notice-second-round-too-late = ↩️ The district review has sent back declarations of your school after the time for teachers to correct ({ $closed }): { $count } can no longer be corrected and become invalid at the freeze. The teachers have been told. If in doubt, please ask the office above.
notice-second-round-opened-admin = What else is sent back today is not told one by one: /staff shows it under “Returned or sent back”. Please remind the teachers.
notice-second-round-opened-principal = What else is sent back today is not told one by one. You will be told to confirm once it is corrected and reviewed again; /school shows how it stands.
notice-late-own = ⚠️ { $organisation }: “{ $window }” of { $cycle } was due { $deadline } and is not done. It is still possible, marked as late; please finish soon. { $told } is told too.
notice-late-own-open = ⚠️ { $organisation }: “{ $window }” of { $cycle } was due { $deadline }; still open: { $open }. It is still possible, marked as late; please finish soon. { $told } is told too.
notice-late-own-provider = ⚠️ { $organisation }: for hours of { $cycle } that are not registered, certificates were due { $deadline }. Teachers who told that their hours are missing and have no answer: { $open }. Please send /disputes and answer each, by registering the hours or giving the certificate; teachers declare with it { $declare }. { $told } is told too.
notice-late-beside = ⚠️ “{ $window }” of { $cycle } was due { $deadline } and is not done by { $names }. The data can be exported only after it; please get in touch.
notice-late-below = ⚠️ “{ $window }” of { $cycle } was due { $deadline }. Not done by { $count }: { $names }. Please see that they finish soon.
notice-late-below-many = ⚠️ “{ $window }” of { $cycle } was due { $deadline }. Not done by { $count }, among them { $names }. Please see that they finish soon.
notice-district-decision-undone = The reviewer took back the decision on <b>{ $number }</b>, “{ $course }”; it is waiting for the district review again. You need not do anything; you will be told the result at once.
