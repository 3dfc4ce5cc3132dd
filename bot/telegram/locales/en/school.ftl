# The school administrator: the review queue, the staff, and requests.

# The queue
queue-head = <b>{ $school }</b> · waiting for review, { $cycle }
queue-waiting = <b>{ $waiting }</b> waiting, the oldest since { $since }.
queue-how = Tick “original seen” once you have the paper before you, then approve. Or look at one after the other (“Later” goes on) and approve them together with /batch.
queue-empty = Nothing is waiting for review.
queue-deadline =
    { $days ->
        [0] The review is due { $deadline }: today is the last day.
        [one] The review is due { $deadline }: 1 day left.
       *[other] The review is due { $deadline }: { $days } days left.
    }
queue-late = ⚠️ The review was due { $deadline }. You can still review, marked as late; please finish soon.
queue-closed = Declarations sent back by the reviewing office had to be reviewed again { $deadline }; this is closed now. If in doubt, please ask the office above.
queue-own =
    { $own ->
        [one] 1 more item is your own and has to be reviewed by another administrator.
       *[other] { $own } more items are your own and have to be reviewed by another administrator.
    }
queue-only-this = Nothing else is waiting for review.
item-number-ask = Please write the number after the command, for example: /item 2014-000123
item-unknown = Your school has no such declaration. Please check the number (for example 2014-000123), or open it from the queue.
item-later = { $item }: put off.

# The card of a declaration
item-photo = Photo { $photo } · { $kind } · { $number }
item-head = <b>{ $number }</b> · <b>{ $teacher }</b> ({ $subject }) · { $state }
item-no-subject = no subject given
item-line = <b>{ $number }</b> { $teacher }, “{ $course }”, { $hours } h
item-claim =
    { $category } · { $activity }
    Course: <b>{ $course }</b>
    Provider: { $provider }
    Dates: { $from } to { $to } ({ $days ->
        [one] 1 day
       *[other] { $days } days
    })
    Hours: <b>{ $hours }</b> ({ $computed })
item-computed-hours = declared in hours
item-computed-days = days: { $value } × { $each } h
item-computed-items = items: { $value } × { $each } h
item-amount-hours = { $value } h
item-amount-days =
    { $value ->
        [one] 1 day
       *[other] { $value } days
    }
item-amount-items =
    { $value ->
        [one] 1 item
       *[other] { $value } items
    }
item-foreign = 🌐 Foreign certificate: check the sealed Chinese translation
item-undated = 📅 No dates on the certificate: check the sealed proof of hours
item-hint-blurred = ⚠️ Photo { $photo } may be blurred
item-hint-grey = ⚠️ Photo { $photo } may be a photocopy; check the original
item-hint-small = ⚠️ Photo { $photo } is small and may be unreadable
item-hint-seen-before = ⚠️ Photo { $photo } is the same as in declaration { $number } ({ $name })
item-sums =
    Hours of this teacher this year (counted / under review):
    { $sums }
item-sum = { $name }: { $counted } / { $underReview }
item-total = Total
item-waiting = Waiting since { $since }; due { $due }.
item-waiting-late = ⚠️ Waiting since { $since }; it was due { $due }, so the review will be marked as late.
item-history =
    So far:
    { $entries }
item-entry = · { $at } { $by }: { $did }
item-entry-reason = : { $reason }
item-history-note = 　Note: { $note }
item-entry-note = Note: { $note }
item-difference = 　{ $field }: { $from } → { $to }
item-by-system = system
item-answer = { $field }: { $answer }
item-nothing = (none)
item-did-submit = submitted
item-did-correct = corrected and submitted again
item-did-approve = approved by the school
item-did-return = returned by the school
item-did-undo = decision taken back
item-did-withdraw = withdrawn
item-did-confirm = confirmed by the principal
item-did-district-approve = approved by the reviewing office
item-did-district-return = sent back by the reviewing office
item-did-district-undo = reviewing office's decision taken back
item-did-confirm-for-principal = confirmed in the principal's place
item-did-complaint-return = returned after a complaint was upheld
item-did-district-complaint-return = sent back after a complaint was upheld
item-did-move = came with the teacher's transfer
item-did-other = handled
item-field-category = Category
item-field-activityType = Kind of activity
item-field-courseName = Course
item-field-baseId = Recognised base
item-field-provider = Provider
item-field-from = First day
item-field-to = Last day
item-field-amount = Amount
item-field-hours = Hours
item-field-foreign = Foreign certificate
item-field-datesOnCertificate = Dates on the certificate

# Deciding
item-approved = ✅ Approved: { $item }
item-returned = ↩️ Returned: { $item }
item-reason = Returned because: <b>{ $reason }</b>
item-decided-late = The decision came after the deadline and is marked as late.
item-teacher-told = The teacher has been told.
item-teacher-not-bound = The teacher has no account and is not told; please tell them yourself.
item-teacher-unreachable = The teacher stopped the bot and is not told; please tell them another way.
item-stands = It now stands as: { $state }.
item-undone = The decision was taken back; the declaration is waiting for review again.
item-choose-reason = <b>Please choose the reason for returning it:</b>
item-note-or-not = You can add a line that helps the teacher to correct it.
item-ask-note =
    Returning { $number } ({ $teacher }), reason “{ $reason }”.
    Please type a note for the teacher (at most { $max } characters). If you no longer want to return it, tap another button of the card or send /cancel.
item-ask-finding =
    Returning { $number } ({ $teacher }), reason “{ $reason }”.
    Please type your written finding (at most { $max } characters): what was checked and what was found. The teacher is told, and it is reported to the level above. If you no longer want to return it, send /cancel.
item-note-hint = Type the note
item-confirm-return =
    Return <b>{ $number }</b> ({ $teacher })?
    Reason: { $reason }
    Note: { $note }

    To change the note, just type it again.
school-button-begin-review = Begin review ({ $waiting })
school-button-queue = Review queue
school-button-original-unseen = ☐ Original seen
school-button-original-seen = ☑ Original seen
school-button-approve = Approve
school-button-return = Return
school-button-later = Later
school-button-undo = Undo
school-button-next-item = Next
school-button-open-item = Open
school-button-review-item = View { $number }
school-button-more-reasons = More reasons
school-button-return-without-note = Return without a note
school-button-write-note = Write a note
school-button-other-reason = Another reason
school-button-confirm-return = Confirm return

# The staff
staff-head =
    <b>{ $school }</b> · teachers, { $cycle } ({ $count ->
        [one] 1 person
       *[other] { $count } people
    })
staff-count = { $group }: <b>{ $count }</b>
staff-count-enough = {" "}(of these { $count } with enough hours, the profile to be confirmed)
staff-group-not-started = Not started
staff-group-not-sent = Not sent
staff-group-returned = Returned or sent back
staff-group-done = Done
staff-group-not-bound = No account
staff-group-unreachable = Unreachable
staff-group-button = { $group } ({ $count })
staff-group-head = <b>{ $group }</b>: { $count } (page { $page } of { $pages })
staff-group-means-not-started = Nothing declared yet, and hours are missing or the profile is not confirmed.
staff-group-means-not-sent = A draft is not submitted yet.
staff-group-means-returned = Something was returned by the school or sent back by the reviewing office and waits for them to correct it.
staff-group-means-done = Nothing is left for them to do at the moment.
staff-group-means-not-bound = No account is bound, so no reminder reaches them; make an invite link on their card.
staff-group-means-unreachable = They stopped the bot and receive nothing. Please contact them another way, and ask them to open the bot again and send /start.
staff-mark-not-bound = {" "}· no account
staff-mark-unreachable = {" "}· unreachable
school-button-staff = Teachers
school-button-find = Find by name
school-button-nudge-group = Remind this group ({ $count })
school-button-nudge-sure = Yes, remind { $count }
nudge-sure =
    This sends a reminder to each of the { $count ->
        [one] 1 teacher
       *[other] { $count } teachers
    } in “{ $group }” who can be reached. Nobody gets more than one a day. Send it?
nudge-told =
    { $told ->
        [one] 1 person has been reminded.
       *[other] { $told } people have been reminded.
    }
nudge-not-bound = Without an account, and not reached: { $count }. Please send them an invite link.
nudge-unreachable = Stopped the bot, and not reached: { $count }. Please contact them another way.
nudge-muted = Turned reminders off, and not reminded: { $count }. Please contact them another way.
nudge-one-told = { $name } has been reminded.
nudge-one-not-bound = { $name } has no account and cannot be reminded. Please send an invite link.
nudge-one-muted = { $name } turned reminders off and is not reminded. Please contact them another way.
nudge-one-unreachable = { $name } stopped the bot and cannot be reached. Please contact them another way.
find-hint = The name, or part of it
find-teacher-ask = Please type the teacher's name, or part of it. To stop, send /cancel.
find-nobody = Nobody at your school has “{ $name }” in the name. Please try again, or send /cancel to stop.
find-found = Names with “{ $name }”:
find-too-many = Many names have “{ $name }”; these are the first { $most }. If the one you want is not here, tap “Find by name” and type more of the name.

# The card of a teacher
teacher-unknown = Your school has no such teacher. Please open one from the list.
teacher-head = <b>{ $name }</b> ({ $subject }) · { $group }
teacher-no-group = not on the roster of teachers
teacher-account-bound = Account: bound
teacher-account-unreachable = Account: bound, but the bot was stopped and nothing can be delivered
teacher-account-none = Account: none
teacher-profile-confirmed = Profile: confirmed { $at }
teacher-profile-open = Profile: not confirmed this year
teacher-sheet-there = Signed sheet: received by HR
teacher-sheet-missing = Signed sheet: not received
teacher-sums =
    Hours (counted / under review / missing):
    { $sums }
teacher-sum = { $name }: { $counted } / { $underReview } / { $missing }
teacher-items =
    { $count ->
        [0] No declarations.
        [one] 1 declaration:
       *[other] { $count } declarations:
    }
teacher-item = · { $number }, “{ $course }”, { $hours } h · { $state }
school-button-nudge-one = Remind
school-button-invite = Make an invite link
school-button-unbind = Unbind the account
school-button-unbind-sure = Yes, unbind
invite-made =
    An invite link for { $name } was made. It is valid until { $until } and works once; earlier links no longer work.
    Please forward the next message to them. Whoever opens the link is asked for the last four characters of their ID number.
invite-to-forward =
    { $name }: { $school } invites you to use “Xueshi” for the annual verification of continuing education.
    Please open this link on your phone and enter the last four characters of your ID number:
    { $link }
    The link is valid until { $until } and is for you alone; please do not pass it on.
unbind-sure =
    Unbind the account of <b>{ $name }</b>?
    That account can then no longer see or declare anything. Declarations and drafts are kept and go on once an account is bound again.
unbind-done = The account of { $name } was unbound and has been told. You can make a new invite link if needed.

# Handing over
school-button-hand-over = Hand over the role
hand-over-ask = To which colleague? Please type the name or part of it. They have to be on your school's roster with an account bound. To stop, send /cancel.
hand-over-sure =
    Hand the role of administrator of { $school } over to <b>{ $name }</b>?
    It takes effect at once: they review declarations and settle requests, and you no longer can. Only they can hand it back.
school-button-hand-over-sure = Yes, hand over to { $name }
hand-over-done = { $name } is now the administrator of { $school } and has been told. Thank you for your work! Your own declarations are not affected; send /start for the start page.

# Requests
school-button-requests = Requests
school-button-request = { $who } · { $kind }
school-button-grant = Grant
school-button-grant-sure = I checked with them: grant
school-button-choose-person = Choose who it is
school-button-refuse = Refuse
school-button-refuse-without-note = Refuse without a note
school-button-confirm-refuse = Confirm refusal
requests-head = <b>{ $school }</b>: { $count } open, oldest first:
requests-none = There are no open requests.
requests-own = Of your own: { $own }. Another administrator has to settle that.
request-kind-REBIND = Bind another account
request-kind-NOT_ON_ROSTER = Not found on the roster
request-kind-CORRECT_NAME = Correct the name
request-kind-CORRECT_ID_NUMBER = Correct the ID number
request-kind-CORRECT_FIELD = Correct the profile
request-head =
    <b>{ $kind }</b> · { $who }
    Asked: { $at }
request-asks-REBIND = Somebody asks from another account to be bound as this teacher. If you grant it, the old account is unbound and told.
request-asks-NOT_ON_ROSTER =
    Says they are: <b>{ $name }</b>
    Continuing-education number: { $certificateNumber }
    ID number: { $idMasked }
request-asks-change = { $field }: { $before } → <b>{ $after }</b>
request-check-REBIND = ⚠️ Before granting, please check with the person face to face or by phone.
request-check-NOT_ON_ROSTER = ⚠️ Please check with the person face to face or by phone first, then choose who it is. If they are really not on your roster, refuse with a note.
request-check-CORRECT_NAME = Please check the ID document before granting. The person then confirms the profile again.
request-check-CORRECT_ID_NUMBER = Please check the original ID document before granting. Where the number tells date of birth and gender, they are corrected with it. The person then confirms the profile again.
request-check-CORRECT_FIELD = Please check the proof before granting. The person then confirms the profile again.
request-sure-REBIND = Please check face to face or by phone that it is <b>{ $who }</b> who asks for another account. Have you?
request-sure-NOT_ON_ROSTER = Bind whoever says they are “{ $who }” as <b>{ $name }</b> of your school? Please check with the person face to face or by phone first. Have you?
request-who-is-it = Who at your school is it? Please type the name or part of it. To leave it for later, send /cancel.
request-sure-refuse = Refuse “{ $kind }” ({ $who })? A note tells them what to do next.
request-ask-note = Please type the note (at most { $max } characters); the person will see it. If you no longer want to refuse, send /cancel.
request-confirm-refuse =
    Refuse this request?
    Note: { $note }

    To change the note, just type it again.
request-granted = ✅ Granted: { $kind } ({ $who }). They have been told.
request-refused = Refused: { $kind } ({ $who }). They have been told.
request-is-GRANTED = This request ({ $kind }, { $who }) was granted by { $by }, { $at }.
request-is-REFUSED = This request ({ $kind }, { $who }) was refused by { $by }, { $at }.
