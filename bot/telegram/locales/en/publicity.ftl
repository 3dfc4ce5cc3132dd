# The school's publicity, the report to its leaders, and who takes complaints.

command-report = Report to the leaders
command-publicity = The school's publicity
command-contacts = Complaint contacts

# Contacts
contact-office = · { $office }
contact-phone = phone { $phone }
contact-address = address { $address }
contact-website = website { $website }
contact-sample = (sample, to be confirmed by the authority)
contact-separator = {", "}
contacts-head = <b>{ $school }</b> · complaint contacts
contacts-why = During publicity the phones and websites for complaints of the school and of the office above must be public. This is what the public list will print.
contacts-own = The school:
contacts-own-none = The school: ⚠️ no phone for complaints yet; publicity can only start once there is one.
contacts-above = The office above:
contacts-above-none = The office above: nothing given yet, please contact it.
contacts-button-office = Office
contacts-button-phone = Phone
contacts-button-address = Address
contacts-button-website = Website
contacts-ask-office = Which office of your school takes complaints? Please type its name, such as "Principal's office". To leave it, send /cancel.
contacts-ask-phone = Please type the school's phone for complaints, such as 020-12345678 or 020-12345678转801. It will be public, so please give no private number. To leave it, send /cancel.
contacts-ask-address = Please type the address where complaints are taken. To leave it, send /cancel.
contacts-ask-website = Please type the website for complaints, such as www.example.edu.cn/ts . To leave it, send /cancel.
contacts-hint = Type here
contacts-set = ✅ { $field } kept: { $value }

# The card
publicity-head = <b>{ $school }</b> · publicity, { $cycle }
publicity-blocked = Publicity cannot start yet:
publicity-ready = ✅ Nothing waits for review; publicity can start. Started now, it lasts until { $until } ({ $days } full days).
publicity-ready-late = ⚠️ Nothing waits for review; publicity can start. Started now, it lasts until { $until } ({ $days } full days), after the last day allowed ({ $latest }): it will be marked late and the office above is told.
publicity-warn-returned =
    { $correcting ->
        [0] ⚠️ Returned declarations not sent again: { $returned }. Once publicity has started they can no longer be corrected.
       *[other] ⚠️ Returned declarations not sent again: { $returned } ({ $correcting } of them being corrected). Once publicity has started they can no longer be corrected.
    }
publicity-warn-leaders = ⚠️ The school's leaders have not been given the report on the hours yet.
publicity-warn-office = ⚠️ The office above has given no phone for complaints, so the list would lack it. Please contact it first.
publicity-was-withdrawn = The previous publicity was called off by { $by } on { $at }. Reason: { $why }
publicity-contacts = Complaint contacts (printed on the list):
publicity-sure =
    <b>Start publicity?</b>
    · The list of { $people } people is made from the hours counted now and does not change during publicity.
    · It lasts until { $until }: { $days } full days.
    · From the start on, returned declarations can no longer be corrected (now { $returned }), and the school's decisions can no longer be undone.
    · Every teacher with a bound account is sent their own line and where to complain.
publicity-sure-late = · ⚠️ It ends after the last day allowed ({ $latest }): it will be marked late and the office above is told.
publicity-sure-old = That card was out of date. Please look at this one and confirm again.
publicity-started = ✅ Publicity has started. Please download the list and put it up at school.
publicity-running =
    📢 Public from { $from } until { $until }
    { $days ->
        [0] Today is the last day.
        [one] { $days } day left.
       *[other] { $days } days left.
    }
    { $people } people on the list; started by { $by }.
publicity-late-mark = ⚠️ Late: it ends after the last day allowed; the office above has been told.
publicity-complaints = Complaints: { $open } open, { $settled } settled.
publicity-ended =
    Publicity ended ({ $until }; it began on { $from }).
    ⚠️ Please take the list down wherever it was put up or published, then tap "List taken down". The bot no longer gives out the file.
publicity-taken-down =
    Publicity ended ({ $until }; it began on { $from }).
    ✅ { $by } noted on { $at } that the list was taken down.
publicity-next-principal = Next: the principal checks, confirms and submits { $deadline }.
publicity-confirmed = ✅ The principal confirmed on { $at }.
publicity-withdraw-ask =
    <b>Call publicity off</b>
    Only needed when the list is wrong. Then:
    · The published list is void; please take it down at once. Every teacher is told.
    · Returned declarations can be corrected again, and decisions undone.
    · Publicity has to start anew and last { $days } full days again.
    If you are sure, please type the reason (at most { $max } characters; teachers will see it). Otherwise send /cancel.
publicity-withdraw-hint = What is wrong with the list
publicity-withdraw-confirm =
    Call publicity off?
    Reason: { $why }

    To change the reason, just type it again.
publicity-withdrawn = Publicity is called off, and the teachers on the list have been told. Please take down the list at once; when it is right, start publicity anew.
publicity-list-caption = Public list of hours, { $cycle }: { $people } people, public until { $until }. Please take it down afterwards.
publicity-for-you = 📢 { $school }: public until { $until }. If you object, please say so before then.
publicity-outcome-passed = passed (provisional)
publicity-outcome-not-passed = not passed (provisional)
publicity-outcome-exempt = exempt
publicity-button-card = Publicity
publicity-button-principal = See the school and confirm
publicity-button-ask = Start publicity
publicity-button-sure = Yes, start publicity
publicity-button-xlsx = Excel file
publicity-button-pdf = PDF file
publicity-button-withdraw = Call publicity off
publicity-button-withdraw-sure = Yes, call it off
publicity-button-taken-down = List taken down
publicity-button-complaints = Complaints
publicity-button-contacts = Complaint contacts
publicity-button-review = Begin reviewing
publicity-button-returned = Returned items: see and remind
publicity-button-report = Report to the leaders

# The report to the school's leaders
report-head = <b>{ $school }</b> · teachers' hours, { $cycle }
report-totals =
    { $people } teachers: { $passed } passed{ $mark }, { $notPassed } not passed{ $mark }, { $exempt } exempt
    Declaring: { $notStarted } not started, { $notSent } with an unsent draft, { $returned } with something returned or sent back to correct
report-provisional = {" (provisional)"}
report-what = The report has the public, professional and elective hours of every teacher and why they have not passed. You may download it first.
report-not-done = Tap "Report to the principal": the principal gets the sums and the file, and the report is noted as made.
report-no-principal = No principal of this school has a bound account yet. Please hand over the downloaded report in person, then tap "Report to the principal" to note it.
report-done = ✅ { $by } reported to the leaders on { $at }. Files are made from the latest data.
report-sent = ✅ Reported to the principal and noted.
report-caption = Report on teachers' hours, { $cycle } (as of { $at }). It holds personal data; please keep it safe.
report-button-send = Report to the principal

# Notices
notice-publicity-started = 📢 The publicity of hours of { $school } for { $cycle } has started; it lasts until { $until }.
notice-publicity-line = Your line: public { $PUBLIC }, professional { $PROFESSIONAL }, elective { $ELECTIVE }, <b>{ $total }</b> hours in total, { $outcome }.
notice-publicity-complain = If you object, please say so { $deadline }:
notice-publicity-complain-here = You can also complain here: send /complain.
notice-publicity-withdrawn =
    { $school } has called off the publicity of hours for { $cycle }.
    Reason: { $why }
    There will be another one; you will be told then.
notice-publicity-correct-again = { $count } of your declarations were returned: you can correct them and send them again until then.
notice-publicity-ended = The publicity of hours of { $school } for { $cycle } has ended ({ $until }).
notice-publicity-take-down = Please take down the list wherever it was put up or published, and note it under "Publicity".
notice-publicity-principal-next = Next: the principal checks, confirms and submits { $deadline }.
notice-publicity-confirm = Please check, confirm and submit what your school declared { $deadline }.
notice-publicity-late = ⚠️ The publicity of hours of { $school } for { $cycle } started late; it ends on { $until }, after the last day allowed ({ $latest }).
notice-leaders-report =
    📋 { $by } reports to you on the teachers' hours of { $school }, { $cycle }:
    { $people } teachers: { $passed } passed{ $mark }, { $notPassed } not passed{ $mark }, { $exempt } exempt
    { $notStarted } not started, { $notSent } with an unsent draft, { $returned } with something returned or sent back to correct
    Every teacher is in the file:

# What cannot be, and what to do next
refusal-publicity-already-started = Your school's publicity has already started. Send /publicity to see it.
refusal-publicity-already-started-by = { $by } already started your school's publicity on { $at }. Send /publicity to see it.
refusal-publicity-items-waiting = { $count } declarations still wait for the school's review, the oldest since { $since }. Please review them first.
refusal-publicity-own-waiting = { $count } declarations of { $name } have not been reviewed. Nobody reviews their own declarations, and your school has no other administrator: please add one, or hand the role over to a colleague, who can review them.
refusal-publicity-no-phone = Your school has given no phone for complaints. It must be public during publicity: please set it with /contacts first.
refusal-publicity-nobody = There are no teachers on your school's roster, so there is nothing to publish. Please check the roster first.
refusal-publicity-gone = There is no such publicity. Send /publicity to see how things stand.
refusal-publicity-over = Publicity is over (since { $until }) and cannot be called off any more. Objections are handled as complaints.
refusal-publicity-not-over = Publicity lasts until { $until }; take the list down after that. If the list is wrong, call publicity off.
refusal-publicity-withdrawn = This publicity has been called off. Send /publicity to see how things stand.
refusal-publicity-withdrawn-by = { $by } called this publicity off on { $at }. Send /publicity to see how things stand.
refusal-publicity-taken-down = It has already been noted that the list was taken down.
refusal-publicity-taken-down-by = { $by } already noted on { $at } that the list was taken down.
refusal-publicity-why-needed = Calling publicity off needs a reason. Please type it, then confirm.
refusal-list-no-longer-public = Publicity is over (since { $until }), so the list is no longer given out. Please take down what was put up; for the teachers' hours send /report.
refusal-contact-empty = No text arrived. Please type it and send it.
refusal-contact-too-long = That is too long: at most { $max } characters. Please shorten it and send it again.
refusal-contact-phone-unreadable = This does not read as a phone number. Please send only the number, such as 020-12345678 or 020-12345678转801.
refusal-contact-website-unreadable = This does not read as a website. Please send the whole address, such as www.example.edu.cn/ts .
