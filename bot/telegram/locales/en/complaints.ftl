# Complaints: anybody brings one, its handler registers, investigates and settles it, the levels above look on.

command-complain = Make a complaint
command-complaints = Complaints

# Bringing a complaint
complain-head =
    <b>Complaints</b>
    If you object to hours on a school's public list, to evidence or to the review, you can complain here. You may stay anonymous; whoever is complained about never learns who complained.
    Each complaint gets a number, and the outcome is told to you here.
complain-own =
    Your complaints:
    { $tickets }
complain-ticket = · <b>{ $number }</b> { $school }: { $state }; { $handler } has to settle it { $deadline }
complain-ticket-settled = · <b>{ $number }</b> { $school }: { $state } ({ $handler })
complain-contacts =
    You can also telephone or call in person:
    { $contacts }
complain-button-begin = Complain
complain-button-go-on = Go on writing
complain-button-mine = My complaints
complain-expects-text = Complaints are taken as text only, so please write. If you have photos, say so: whoever investigates can reach you if you leave a telephone number.
complain-tap-please = Please tap one of the buttons below the message.
complain-ask-school = Which school is it about? Tap it, or type a part of its name.
complain-schools = Please tap the school:
complain-schools-many = Many schools have such a name; these are the first. If yours is missing, type more of its name.
complain-school-unknown = There is no school whose name holds “{ $name }”. Try another part of the name.
complain-ask-about = Whom is it about? Type the teacher's name, or tap “Nobody in particular”.
complain-button-leaders = The administrator or principal
complain-button-nobody = Nobody in particular
complain-leaders = The school's administrator or principal
complain-about-nobody = Nobody in particular
complain-ask-text = Write in one message what it is about (at most { $max } characters): which hours or what else, when, and how you know. Leave ID numbers out, please.
complain-ask-who =
    Will you leave your name and telephone?
    Anonymous: nobody can see who you are. Only the account to which the outcome goes is remembered, and shown to nobody.
    Under your name: name and telephone are kept encrypted, for whoever investigates alone.
complain-button-anonymous = Anonymous
complain-button-open = Under my name
complain-ask-contact = Write your name and telephone in one line, such as: Zhang 13800000000. Only whoever investigates can see it.
complain-button-rather-anonymous = Rather anonymous
complain-anonymous = anonymous
complain-ask-to = Who shall take it? Usually the school investigates; where that will not do, turn to the office above it.
complain-button-to-office = Directly to { $office }
complain-summary =
    <b>Check and submit</b>
    School: { $school }
    About: { $about }
    Complaint: { $text }
    From: { $who }
    { $handler } takes it and has to settle it { $deadline }.

    To change the text, just type it again.
complain-button-submit = Submit
complain-registered =
    ✅ Registered as <b>{ $number }</b>
    { $handler } takes it and has to settle it { $deadline }.
complain-registered-late =
    ✅ Registered as <b>{ $number }</b>
    { $handler } takes it. This year's complaints were to be settled { $deadline }, so it is marked late and will be dealt with soon.
complain-what-next = What happens next: it is investigated; if it is upheld, the declaration is returned (by the school) or sent back (by the office above). You are told here as soon as it is settled. Send /complain to see how it stands.
complain-given-up = This complaint was not submitted, and its text is deleted.

# Entering a complaint for somebody
complaint-enter-channel = Enter a complaint that somebody made. How did it come?
complaint-enter-ask-school = Which school is it about? Type a part of its name.
complaint-enter-ask-about = Whom is it about? Type the teacher's name, or tap “Nobody in particular”. What is about the school's administrator or principal goes to the office above.
complaint-enter-ask-text = Write the complaint in one message (at most { $max } characters). Leave out who complained, and ID numbers.
complaint-enter-ask-who = Did they leave a name and a telephone? These are kept encrypted, for whoever investigates alone.
complaint-enter-ask-contact = Write their name and telephone in one line, such as: Zhang 13800000000.
complaint-entered =
    ✅ Registered as <b>{ $number }</b>; please tell them the number.
    { $handler } takes it and has to settle it { $deadline }.
complaint-entered-late =
    ✅ Registered as <b>{ $number }</b>; please tell them the number.
    { $handler } takes it. It was to be settled { $deadline }, so it is marked late: please deal with it soon.
complaint-channel-BOT = Bot
complaint-channel-PHONE = Telephone
complaint-channel-WEB = Website or letter

# The list
complaints-head = <b>{ $organisation }</b> · Complaints, { $cycle }
complaints-none = No complaint is open.
complaints-open =
    { $days ->
        [0] <b>{ $count }</b> open, to be settled { $deadline }: today is the last day.
        [one] <b>{ $count }</b> open, to be settled { $deadline }: 1 day left.
       *[other] <b>{ $count }</b> open, to be settled { $deadline }: { $days } days left.
    }
complaints-overdue = ⚠️ <b>{ $count }</b> open that should have been settled { $deadline }. They still have to be settled and will be marked late: please do so soon.
complaints-settled = <b>{ $count }</b> settled:
complaints-line =
    { $days ->
        [0] · { $number } { $school }: { $state }, registered today
        [one] · { $number } { $school }: { $state }, 1 day old
       *[other] · { $number } { $school }: { $state }, { $days } days old
    }
complaints-line-late = · ⚠️ { $number } { $school }: { $state }, registered { $at }, late
complaints-button-one = { $number } · { $state }
complaints-button-enter = Enter a phone call
complaints-button-settled = Settled ({ $count })
complaints-button-open = Open ones
complaints-button-below = Complaints of the schools

# The card
complaint-state-REGISTERED = Registered
complaint-state-INVESTIGATING = Under investigation
complaint-state-SETTLED = Settled
complaint-outcome-REGISTERED = registered, not yet investigated
complaint-outcome-INVESTIGATING = under investigation
complaint-outcome-UPHELD = settled, upheld
complaint-outcome-NOT_UPHELD = settled, not upheld
complaint-head = <b>Complaint { $number }</b> · { $state } · { $school }
complaint-about = About: <b>{ $about }</b>
complaint-item = Declaration: <b>{ $number }</b> { $teacher }, { $course } · { $state }
complaint-no-item = Declaration: none
complaint-text = Complaint: { $text }
complaint-from =
    { $days ->
        [0] From: { $who } ({ $channel }), registered { $at }
        [one] From: { $who } ({ $channel }), registered { $at }, 1 day ago
       *[other] From: { $who } ({ $channel }), registered { $at }, { $days } days ago
    }
complaint-referral = Referred by the school: { $note }
complaint-due =
    { $days ->
        [0] To be settled { $deadline }: today is the last day.
        [one] To be settled { $deadline }: 1 day left.
       *[other] To be settled { $deadline }: { $days } days left.
    }
complaint-overdue = ⚠️ It was to be settled { $deadline }. Settling it will be marked late: please do so soon.
complaint-settled =
    <b>{ $outcome }</b> ({ $by }, { $at })
    Finding: { $finding }
complaint-settled-late = Settled late.
complaint-button-open = Open this complaint
complaint-button-list = Complaints
complaint-button-take-up = Begin investigating
complaint-button-link = Link a declaration
complaint-button-link-another = Link another declaration
complaint-button-open-item = Open declaration { $number }
complaint-button-upheld = Upheld
complaint-button-not-upheld = Not upheld
complaint-button-refer-up = Refer up
complaint-ask-item = Which declaration of { $school } is complaint { $number } about? Tap it, or type its number (such as 2014-000123). Until the complaint is settled, the principal cannot confirm that one. To leave, send /cancel.
complaint-item-unreadable = I could not read this number. Type it like 2014-000123, or send /cancel to leave.
complaint-ask-referral = Complaint { $number } goes to the office above. Say why and what you know so far (at most { $max } characters); the complainant cannot see it. To leave, send /cancel.
complaint-confirm-referral =
    Refer complaint <b>{ $number }</b> to the office above? The office above will handle it, and you cannot see it any more.
    Note: { $note }

    To change the note, just type it again.
complaint-button-refer-up-sure = Yes, refer it
complaint-referred = ✅ Complaint { $number } was referred to the office above, which has been told.
complaint-choose-reason-SCHOOL_ADMIN = If complaint <b>{ $number }</b> is upheld, declaration <b>{ $item }</b> is returned. Please choose the reason:
complaint-choose-reason-DISTRICT_REVIEWER = If complaint <b>{ $number }</b> is upheld, declaration <b>{ $item }</b> is sent back. Please choose the reason:
complaint-button-usual-reason = A complaint was upheld
complaint-ask-finding-with-item = Complaint { $number }: type your finding (at most { $max } characters): what you investigated and what you found. The teacher will read it, so leave out everything about the complainant. To leave, send /cancel.
complaint-ask-finding-upheld =
    No declaration is linked to complaint { $number }, so upholding it changes none; if one is to be returned or sent back, link it first.
    Type your finding (at most { $max } characters): what you investigated, what you found and what was done. To leave, send /cancel.
complaint-ask-finding-not-upheld = Complaint { $number }: type your finding (at most { $max } characters): what you investigated and why it is not upheld. To leave, send /cancel.
complaint-confirm-finding =
    Settle complaint <b>{ $number }</b>: <b>{ $outcome }</b>
    Finding: { $finding }
    { $consequence }
    This cannot be changed afterwards. To change the finding, just type it again.
complaint-returns-item-SCHOOL_ADMIN = Declaration { $item } will be returned and the teacher told.
complaint-returns-item-DISTRICT_REVIEWER = Declaration { $item } will be sent back and the teacher told.
complaint-button-settle = Settle
complaint-done = ✅ Complaint { $number } is settled. Whoever complained through the bot has been told; please ring back whoever telephoned.
complaint-item-returned-SCHOOL_ADMIN = Declaration { $item } was returned, and the teacher told.
complaint-item-returned-DISTRICT_REVIEWER = Declaration { $item } was sent back, and the teacher told.
complaint-item-kept-SCHOOL_ADMIN = ⚠️ The declaration was not returned: { $why }
complaint-item-kept-DISTRICT_REVIEWER = ⚠️ The declaration was not sent back: { $why }

# Supervision
supervision-head =
    <b>Supervision of complaints</b> · { $cycle }
    Complaints are to be settled { $deadline }.
supervision-row = · <b>{ $name }</b>: { $accepted } taken, { $settled } settled ({ $settledLate } late), { $open } open ({ $overdue } overdue)
supervision-done = Supervision was completed on { $at }.
supervision-due = Supervision is to be completed { $deadline }.
supervision-button-done = Supervision is complete
supervision-sure = Enter that the supervision of complaints of { $cycle } is complete? { $open } are open in the whole city now. This cannot be taken back.
supervision-button-sure = Yes, it is complete
supervision-registered = ✅ Supervision of complaints of { $cycle } is entered as complete.
supervision-registered-late = ✅ Supervision of complaints of { $cycle } is entered as complete, marked late.
supervision-below = Complaints by handler (numbers only, never what they say):
supervision-below-none = There are no complaints yet.

# Told without being asked
notice-complaint-registered =
    📩 A complaint came in: <b>{ $number }</b> ({ $school }).
    Please investigate it and settle it { $deadline }.
notice-complaint-referred =
    📩 { $school } referred a complaint to you: <b>{ $number }</b>
    Note: { $referral }
    Please investigate it and settle it { $deadline }.
notice-complaint-settled-upheld = Your complaint <b>{ $number }</b> ({ $school }) was settled by { $handler }: it was upheld and dealt with as the rules say. Thank you for watching.
notice-complaint-settled-not-upheld = Your complaint <b>{ $number }</b> ({ $school }) was settled by { $handler }: it was investigated and not upheld. If you have questions, turn to the office that took it or the one above.
notice-complaint-overdue = ⚠️ { $handler } has { $count } complaints open that should have been settled { $deadline }. Please see that they are settled soon.
