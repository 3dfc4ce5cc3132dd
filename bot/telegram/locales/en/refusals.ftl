# Every "no": what happened, and what to do next.

refusal-window-not-open = “{ $window }” opens on { $opens }. Please come back then.
refusal-window-closed = “{ $window }” had to be done { $deadline } and is closed now. In special circumstances please talk to your school administrator.
refusal-cycle-frozen = Everything of this year had to be done { $deadline }; the data are frozen and cannot be changed. If in doubt, ask your school administrator.

refusal-text-empty = No text arrived. Please type it and send it.
refusal-text-too-long = You wrote { $length } characters; { $max } is the most. Please shorten it and send it again.
refusal-text-without-letters = It needs at least one letter. Please send it again.
refusal-text-holds-id-number = There seems to be an ID number in the text, so it was not kept. Please give it again without the number.
refusal-option-unknown = There is no such option. Please tap one of the buttons under the message.
refusal-yes-or-no = Please answer with “Yes” or “No”.
refusal-tick-needed = Please tap the button once the photos show originals; if they do not, replace them first.
refusal-question-not-asked = This declaration does not need “{ $question }”. Please go on with the newest message, or send /declare.
refusal-form-incomplete = “{ $question }” is still open. Please fill it in before you submit.

refusal-base-not-recognised = This base is not on the list of recognised bases for public courses. Please choose from the list; if one is missing, tell your school administrator.
refusal-senior-post-training-elsewhere = Provincial post training of senior-secondary teachers is not declared here; its hours arrive another way. You need not do anything; if in doubt, ask your school administrator.
refusal-date-unreadable = I could not read this date, or there is no such day. Please send it like 2014-07-05.
refusal-date-outside-year = { $date } is not in { $year }. Only learning from 1 January to 31 December { $year } is declared here; please check and send it again.
refusal-date-in-future = { $date } has not come yet. Please check the date, or declare when the training is over.
refusal-dates-reversed = The end, { $to }, is before the beginning, { $from }. Please check and send it again.
refusal-amount-unreadable = I could not read this amount. Please send a number such as “18 hours” or “3 days”.
refusal-amount-not-positive = The amount has to be more than 0. Please send it again.
refusal-amount-wrong-unit = This activity is counted in { $unit }. Please send the amount in { $unit }.
refusal-hours-half-steps = Hours go in steps of 0.5; { $hours } cannot be declared. Please check the certificate and send it again.
refusal-hours-impossible = { $hours } hours do not fit into { $days } days (at most { $max }). Please check dates and hours and send it again.
refusal-over-item-cap = Each activity of this kind counts at most { $limit } hours; you wrote { $hours }. Please change it and send it again.
refusal-over-year-cap = This kind of activity counts at most { $limit } hours a year. You have declared { $used } and have { $left } left; you wrote { $hours }. Please change it and send it again.
refusal-already-on-record = “{ $courseName }” ({ $from } to { $to }, { $hours } hours) is on record already, registered by { $source }. It counts by itself and is not declared again. If this is another course, please write its full name.
refusal-already-declared = You have declared “{ $courseName }” ({ $from } to { $to }, { $hours } hours) already; it is: { $state }. Send /status to look; if this is another course, please write its full name.

refusal-profile-not-confirmed = The profile is not confirmed for this year. Please check and confirm it first (the teacher sends /profile), then go on.
refusal-draft-gone = This is no longer there; it may have been submitted, withdrawn or deleted. Send /status to see how things stand.
refusal-draft-changed = This declaration was just changed elsewhere. Please go on with the newest card, or send /declare.
refusal-too-many-photos = At most { $most } photos of each kind. Please remove some before you send new ones.
refusal-same-photo-twice = This photo has arrived already; no need to send it twice. Send the next one, or tap the button to go on.
refusal-photo-not-asked-for = This declaration does not need: { $evidence }. Please go on with the newest message.
refusal-photo-expected = A photo is needed here: { $evidence }. Please take it and send it.

refusal-not-your-organisation = This does not belong to your organisation. Please leave it to the officers there.
refusal-not-your-role = This step is for: { $role }. You do not hold that role now; if you should, please ask the head of your organisation.
refusal-not-your-item = This is not your own declaration; only its owner can do this.
refusal-own-item = Nobody decides on what concerns themselves. Please leave it to another officer of your organisation.
refusal-not-a-principals-item = Only the principal's own declarations are confirmed by the reviewing office; this one is for the school's principal.
refusal-publicity-started = The school's list has been public since { $started }, so this decision cannot be taken back. An objection is registered as a complaint.
refusal-leave-after-publicity = The school went public at { $started } and its list stands, so nobody can be entered as gone before declaring ended. You can enter that they left later; if the list is wrong, call the publicity off first.
refusal-complaint-upheld = This was returned because a complaint was upheld, and that cannot be taken back. Please review it again when the teacher has corrected it.
refusal-complaint-open = A complaint on this item is still open, so it cannot be confirmed yet. Please settle the complaint first.
refusal-not-yet-submitted = This has not been submitted yet. Please wait until it is.
refusal-still-waiting = This still waits for the school's review, so this cannot be done now. Please wait for the review, or send /status to follow it.
refusal-already-decided = This has been decided already; what you did had no effect. Please look at how it stands now.
refusal-already-decided-by = { $by } decided this on { $at }; what you did had no effect. Please look at how it stands now.
refusal-already-invalid = This is invalid and cannot be handled any more. If in doubt, ask your school administrator.
refusal-already-withdrawn = Its owner has withdrawn this; there is nothing left to do.
refusal-item-gone = This declaration was not found; it may be gone. Send /status or /queue to see how things stand.
refusal-item-changed = This declaration has just changed, so what you did had no effect. Please look at how it stands now and try again.
refusal-batch-not-opened = You have not opened this item as it stands now. Please open its card with the photos first.
refusal-batch-too-large = At most { $max } items can be approved at once. Please do it in several batches.
refusal-reason-needed = Returning or sending back needs a reason. Please tap one.
refusal-reason-unknown = There is no such reason to return or send back. Please choose one of the buttons again.
refusal-note-needed = This reason needs a note. Please write one sentence that tells the teacher what to change.
refusal-finding-needed = A false claim needs a written finding. Please write down what was found before you go on.
refusal-original-not-seen = The paper original has to be seen before an approval. Please check it and tap “original seen” first.

refusal-picture-too-big = This file is too big; { $maxMegabytes } MB is the most. Please send it as a photo, or make it smaller.
refusal-picture-too-many-pixels = This photo has too many pixels; { $maxMegapixels } million is the most. Please send it as a photo, not as a file.
refusal-picture-broken = This photo is incomplete or damaged and does not open. Please take it again and send it.
refusal-picture-is-heic = This is a HEIC file, which reviewers may not be able to open. Please send it as a photo; or choose “Settings → Camera → Formats → Most Compatible” on the iPhone and take it again.
refusal-picture-is-pdf = PDF files are not taken here. Please send a photo or a screenshot of each page.
refusal-picture-format-unsupported = This kind of picture cannot be used. Please send it as a photo, or as JPG or PNG.
refusal-not-a-picture = This is not a photo. Please photograph the document and send it as a photo.

refusal-consent-needed = Your consent to the handling of personal data is needed first. Please send /start to read it and choose.
refusal-consent-not-given = There is no consent of yours to withdraw. To use this service, send /start.
refusal-id-number-unreadable = I could not read this ID number. Please check it and send only the number.
refusal-id-number-length = The number has { $length } digits; a resident ID card has 18. Please check it and send it again.
refusal-id-number-fifteen-digits = This is an old number of 15 digits. Please send the 18 digits that stand on your card today.
refusal-id-number-region = The number begins with a region that does not exist; perhaps one digit is wrong. Please check it and send it again.
refusal-id-number-birth-date = The date of birth within the number cannot be; perhaps one digit is wrong. Please check it and send it again.
refusal-id-number-checksum = The check digit of the number does not fit; perhaps one digit is wrong. Please check it and send it again, with X if it ends in X.
refusal-identity-not-found = No teacher was found for whom all three details agree. Tries left: { $triesLeft }. Please check and send the ID number again, or begin anew.
refusal-identity-locked = The details did not agree several times, so checking is paused to protect people; please try again after { $until }, or ask your school for help now.
refusal-already-bound = You have been identified, but another Telegram account is bound to you. For safety nothing is taken over by itself; { $school } can settle it.
refusal-account-bound = This Telegram account is bound to somebody else and cannot be bound twice. If that is wrong, the administrator of their school has to unbind it first.
refusal-invite-unknown = This invitation does not work; perhaps it was not copied whole. Please open the school's link again, or identify yourself by your details.
refusal-invite-used = This invitation has been used. If it was not by you, please tell your school administrator at once.
refusal-invite-expired = This invitation has expired. Please ask the school for a new one, or identify yourself by your details.
refusal-last-four-wrong = The last four do not agree. Tries left: { $triesLeft }. Please check and send them again; if the link was not meant for you, please stop here.
refusal-person-unknown = This person was not found; the roster may have changed. Please go back to the list and choose again.
refusal-id-number-not-on-roster = The roster has no ID number for this teacher, so a link could not be checked. Please add the number first, or let the teacher file a request.
refusal-not-bound = This person has no Telegram account bound yet. Please let them send /start and identify themselves first.
refusal-role-already-held = This colleague holds the role already; nothing needs to be handed over.
refusal-school-unknown = This school was not found, or the organisation does not take such requests. Please choose a school again, or talk to the officers of your organisation.
refusal-field-unknown = There is no such field. Please send /profile and choose again.
refusal-id-number-needed = The ID number is missing. Please send the right one.
refusal-request-already-open = The same request has been sent and the school is working on it. You will be told at once; no need to send it again.
refusal-request-unknown = This request has changed or does not exist. Please send /requests to see how things stand.
refusal-person-needed = Please choose from the roster which teacher this account belongs to.
refusal-id-number-taken = This ID number is registered for another person. Please check it with whoever asks before you go on.

refusal-field-fixed = This comes with the school's roster and cannot be changed here. If it is wrong, please tell your school administrator.
refusal-field-option-unknown = There is no such option. Please tap one of the buttons under the message.
refusal-field-date-unreadable = I could not read this date, or there is no such day. Please send it like 1986-04-12.
refusal-field-date-in-future = This date has not come yet. Please check it and send it again.
refusal-field-name-unreadable = The name holds a “?”: a character was lost when it was typed or saved. Please give the whole name; save a roster as an Excel workbook (.xlsx) and send it again.
refusal-field-phone-unreadable = I could not read this phone number. Please send the 11 digits; numbers from abroad begin with + and the country code.
refusal-birth-date-against-number = This date of birth does not agree with the ID number on record, so nothing was changed. Please check it against the document. If the ID number is the one that is wrong, ask for its correction under /profile: the date of birth follows once the school has agreed.
refusal-gender-against-number = This gender does not agree with the ID number on record, so nothing was changed. Please check it against the document. If the ID number is the one that is wrong, ask for its correction under /profile: the gender follows once the school has agreed.
refusal-field-needs-school = The school has to check this before it is changed. Please choose it under /profile to send a request.
refusal-profile-changed = Your profile was just updated, so what you did had no effect. Please check what stands there now and try again.
refusal-profile-incomplete = Required fields (※) are still empty. Please fill them in before you confirm.

refusal-nudge-nobody = There is nobody in this group to remind now.
refusal-nudge-too-late = What they had to do was due { $deadline }. It can no longer be done, so nobody is reminded of it.
refusal-nudged-today = They have been reminded today; everybody is reminded once a day at most. Please try again tomorrow.
refusal-broadcast-unknown = This broadcast was not found. Send /announce to see what is under way.
refusal-broadcast-changed =
    { $name } has just { $action ->
        [pause] paused
        [resume] resumed
       *[stop] stopped
    } this broadcast. Send /announce to see how it stands.
refusal-broadcast-over = This broadcast is over and cannot be changed any more.
refusal-announcement-audience = You cannot send to these people. Send /announce to choose again.
refusal-announcement-holds-id-number = The text holds an ID number, so it was not sent. Please type it again without the number.
refusal-announcement-nobody = There is nobody who can be reached, so nothing was sent. Please make invite links first, or tell them in another way.

refusal-complaints-today = Each account can submit { $max } complaints a day, and today's are used up. Please go on tomorrow; if it is urgent, telephone the school or the office above it.
refusal-complaint-holds-id-number = There is an ID number in the text, so it was not kept. Please leave the number out and send it again.
refusal-complaint-contact-needed = A complaint under your name needs a name and a telephone number. Send both in one line, or choose to stay anonymous.
refusal-complaint-unknown = There is no such complaint, or another organisation handles it. Send /complaints to see how things stand.
refusal-complaint-item-unknown = The school complained about has no such declaration this year. Check the number (such as 2014-000123) and send it again.
refusal-complaint-about-another = This complaint is about { $name }, whose declaration that is not. Check the number and choose again.
refusal-complaint-about-leaders = That declaration belongs to the school's administrator or principal, so the school cannot investigate it. Tap “Refer up”: the office above will.
refusal-complaint-beyond-school = The principal has confirmed that declaration and submitted it, so the school can no longer return it. Tap “Refer up” and say what you found: the office above settles it.
refusal-complaint-at-office = This complaint is with the office above already. Please investigate and settle it.
refusal-own-complaint = You brought this complaint yourself, so somebody else of your organisation has to handle it.
refusal-finding-names-complainant = The teacher will read the finding, so it must not name the complainant or their telephone. Change it and send it again.

# The names that the sentences above use.

state-SUBMITTED = waiting for the school's review
state-RETURNED_BY_SCHOOL = returned by the school, to be corrected
state-APPROVED_BY_SCHOOL = approved by the school
state-CONFIRMED_BY_PRINCIPAL = confirmed by the principal, waiting for the reviewing office
state-APPROVED_BY_DISTRICT = approved by the reviewing office
state-RETURNED_BY_DISTRICT = sent back by the reviewing office, to be corrected
state-INVALID = invalid
state-WITHDRAWN = withdrawn
role-TEACHER = the teacher concerned
role-SCHOOL_ADMIN = school administrator
role-HR_OFFICER = school HR officer
role-PRINCIPAL = principal
role-DISTRICT_REVIEWER = reviewer
role-PROVIDER = training provider's officer
role-CITY_OPERATOR = officer of the city remote training centre
role-CITY_SUPERVISOR = officer of the city guidance centre
window-declaration = Profile and declaration
window-provider-certificate = Certificates of training
window-registration = Registration of hours
window-school-review = School review
window-resubmission = Resubmission of what the school returned
window-publicity = Publicity of the school
window-principal-confirmation = Principal's confirmation
window-district-review = District review
window-complaints = Settlement of complaints
window-second-round-teacher = Second round: teacher's correction
window-second-round-school = Second round: school and principal
window-second-round-district = Second round: district review
window-statistics = Statistics
window-city-confirmation = City confirmation
window-export = Export
source-AUTO = the online platform
source-PROVIDER = the training provider
source-SCHOOL = the school (school-based training)
evidence-CERTIFICATE = certificate or proof of study
evidence-TRANSLATION = sealed Chinese translation
evidence-HOURS_PROOF = sealed proof of hours
unit-hours = hours
unit-days = days
unit-items = items

refusal-step-already-done = “{ $step }” was done on { $at }; nothing more is needed.
refusal-step-already-done-by = “{ $step }” was done by { $by } on { $at }; nothing more is needed.
refusal-step-not-yet = This is done after “{ $step }”. If that is not yours to do, please ask whoever does it.
refusal-step-too-early = “{ $step }” is done once the time for “{ $window }” is over, from { $opens } on. Please come back then.
refusal-cycle-not-frozen = This is done once the data are frozen, on { $freezes }. Please come back then.
refusal-export-nothing-new = Nothing to export: everybody who can be exported has been, and nothing has changed since. Whoever was rejected or changed comes with the next export; { $leftOut } teachers are kept out by a problem, please see the list of problems.
refusal-export-not-kept = The file of this export was not kept when it was made, so it cannot be sent again. If it is needed, please write a new one of everybody on the command line.
refusal-export-missing = There is no such export. Send /export to see all of them.

step-leaders-report = report to the school's leaders
step-confirmation = the principal's confirmation
step-paper-sent = the school's sealed paper form sent
step-paper-received = the school's paper form received
step-statistics = the district's statistics
step-statistics-paper-sent = the district's sealed paper form sent
step-statistics-paper-received = the district's paper form received
step-city-statistics = the statistics of the whole city
step-complaint-supervision = supervision of complaints
step-city-confirmation = the city's confirmation
step-export = import into the human resources bureau's system

refusal-table-too-big = This table is too big: at most { $maxMegabytes } MB. Please send it in several files.
refusal-table-too-many-rows = The table has { $rows } rows; at most { $max } at a time. Please send it in several files.
refusal-table-too-much = Unpacked, this file holds too much to be read (formats set for whole rows or columns, too many columns, deep nesting). Please copy the rows with contents into a new workbook, save it and send that.
refusal-table-too-slow = This table could not be read within { $seconds } seconds. Please copy the rows with contents into a new workbook, or send it in several files.
refusal-table-empty = The table holds no data. Please fill in rows below the header and send it again.
refusal-table-kind = This is not a table that can be read. Please send an Excel (.xlsx) or CSV file.
refusal-table-old-excel = This is an old Excel file (.xls) or one with a password. Please open it in Excel or WPS, remove the password, save it as “Excel workbook (.xlsx)” and send it again.
refusal-table-with-macros = The file contains macros and cannot be taken. Please save it as an “Excel workbook (.xlsx)” without macros and send it again.
refusal-table-unreadable = The file cannot be opened; it may be damaged. Please open it in Excel or WPS, save it as “Excel workbook (.xlsx)” and send it again.
refusal-table-columns-missing = These columns were not found: { $missing }. Please use the header of the template and send it again.
refusal-table-columns-hidden = No visible sheet has these columns: { $missing }. Hidden sheets ({ $sheets }) are not read; if one of them is meant, please show it and send the file again.
refusal-table-row-surplus = The row holds more than the header: above “{ $given }” there is no heading. Please look for a comma too many or shifted cells, correct it and send it again.
refusal-table-heading-twice = The column “{ $heading }” stands there twice. Please delete one and send it again.

refusal-record-cell-empty = This is empty. Please fill it in.
refusal-record-category-unknown = The category must be 公需科目, 专业科目 or 个人选修科目. Please correct it.
refusal-record-date-unreadable = This date could not be read, or there is no such day. Please write it like 2014-07-05.
refusal-record-dates-reversed = The end { $to } comes before the start { $from }. Please check.
refusal-record-date-outside-year = { $date } is not in { $year }. Please check; hours of other years are not registered here.
refusal-record-date-in-future = { $date } has not come yet. Please register the hours when the course is over.
refusal-record-hours-unreadable = Hours must be a number, such as 18 or 4.5. Please correct it.
refusal-record-hours-not-positive = Hours must be more than 0. Please correct it.
refusal-record-hours-half-steps = Hours come in steps of 0.5; { $hours } cannot be registered. Please correct it.
refusal-record-hours-impossible = { $days } days cannot hold { $hours } hours (at most { $max }). Please check dates and hours.
refusal-record-person-unknown = There is no such continuing-education number. Please check with the teacher or their school.
refusal-record-person-elsewhere = This teacher is not on your school’s roster; school training is registered for your own teachers only. Please delete the row, or ask their school to register it.
refusal-record-own = Nobody registers hours of their own. Please ask a colleague who administers this with you.
refusal-record-name-mismatch = The name does not belong to this continuing-education number. Please check with the teacher or their school.
refusal-record-double-in-file = This is the same course as in row { $line } of this table, with other contents. Please keep the right one.
refusal-record-double = This course is on record by { $source } ({ $from } to { $to }, { $hours } hours) with other contents. Please check; a wrong record is corrected by whoever registered it.
refusal-record-already-declared = The teacher declared this course and it was approved, so registering it would count it twice. Nothing needs to be done; if something is wrong, please contact the teacher’s school.
refusal-record-gone = This hour record was not found; it may have been withdrawn. Please look at how things stand now.
refusal-record-changed-meanwhile = This hour record was just changed, so nothing was done. Please look at it again.
refusal-item-on-record = “{ $courseName }” ({ $from } to { $to }, { $hours } hours) is on record by { $source } and counts already; approving it would count it twice. Please return it (school) or send it back (office) as a double of registered hours.

refusal-dispute-already-open = You have already raised this and it waits for an answer. You will be told at once; there is no need to send it again.
refusal-dispute-nobody-answers = Nobody can answer this at the moment. Please contact your school administrator.
refusal-dispute-gone = This dispute was not found. Please send /disputes to see how things stand.
refusal-dispute-settled = This dispute has been settled already, so nothing was done. Send /disputes to see how things stand.
refusal-dispute-settled-by = This dispute was settled by { $by } on { $at }, so nothing was done. Send /disputes to see how things stand.
refusal-dispute-answer-unfit = This answer does not fit the dispute. Please open the card again.

# Roles
refusal-organisation-unknown = This organisation was not found; the list may have changed. Please search again.
refusal-role-not-here = An organisation of this kind has nobody in the role “{ $role }”. Please go back and choose another organisation or role.
refusal-role-own = Nobody gives or takes a role of their own. To pass it to a colleague, use “Hand over”; to have it withdrawn, ask somebody else who may do so.
refusal-role-not-held = This person does not hold the role now; it may just have been withdrawn or handed over. Please go back to see the list as it stands.
refusal-role-last-holder = This is the only { $role } here, so the role cannot just be withdrawn. Invite the successor first and withdraw it after they have opened their link; or the holder hands it over to a colleague.
refusal-name-not-unique = More than one person here is called “{ $name }”. Please choose the right one from the list.
refusal-invite-for-another = This invite link is meant for somebody else and cannot be opened from your account. Please check the name with whoever sent it and ask for a new one.

refusal-nothing-to-confirm = There is nothing to confirm now.
refusal-nothing-to-confirm-by = { $by } confirmed and submitted this school on { $at }; there is nothing more to confirm now.
refusal-publicity-not-started = The school’s publicity has not begun. Please have the school administrator start it; you can confirm when it is over.
refusal-publicity-running = The school’s publicity is still running. Please confirm after { $until }.
refusal-items-waiting = Declarations still waiting for the school’s review: { $count }. Please have the school administrator finish them, then confirm.

# Organisations and rosters from files
refusal-load-cell-empty = This cell must not be empty: fill it in and load the file again.
refusal-load-choice-unknown = “{ $given }” is none of the choices: { $options }.
refusal-load-row-repeated = The same as row { $first }: keep only one of them.
refusal-load-id-unreadable = An id has lower-case letters, digits and hyphens only, at most { $max } characters, for example tianhe-mingde.
refusal-load-name-too-long = A name has at most { $max } characters: shorten it and load the file again.
refusal-load-organisation-unknown = There is no “{ $given }”. Give the id, the code or the full name of an organisation that has been loaded; if it stands in a row with a mistake, put that right first.
refusal-load-organisation-ambiguous = Several organisations are called “{ $given }”: give the id instead.
refusal-load-parent-needed = The office above it is missing: name it and load the file again.
refusal-load-parent-wrong = “{ $organisation }” cannot stand above it: above a school stands a district or the municipal training centre, above those an office of the city.
refusal-load-second-city = “{ $organisation }” stands at the top already, and one installation is one city. If this is an office of the city, name “{ $organisation }” as its parent.
refusal-load-kind-fixed = The kind of an organisation does not change. If it really is another one, add it under an id of its own.
refusal-load-organisation-moves = It stands under “{ $from }” now and the file puts it under “{ $to }”, which changes who reviews it. If that is right, load the file again with --moves.
refusal-load-code-taken = This code belongs to “{ $organisation }”: please check it.
refusal-load-certificate-number-unreadable = A continuing-education number has 4 to 30 letters and digits: please check it.
refusal-load-digits-lost = The spreadsheet turned this number into one like 4.4E+17, and its last digits are lost. Set the column to text first, then fill in the whole number again.
refusal-load-number-needed = Give the continuing-education number or the ID number: without either the person cannot be told apart.
refusal-load-birth-differs = The date of birth does not agree with the ID number: please check this row.
refusal-load-gender-differs = The gender does not agree with the ID number: please check this row.
refusal-load-numbers-of-two = The two numbers belong to two different people on the roster: a row may have slipped.
refusal-load-number-of-another = On the roster this continuing-education number has another name: a row may have slipped. If the name was changed, give the ID number as well.
refusal-load-certificate-number-differs = On the roster this person has another continuing-education number: please check it.
refusal-load-id-number-differs = On the roster this person has another ID number. Please check it; if the roster is wrong, the person asks for a correction and the school decides.
refusal-load-person-moves = This person is at “{ $from }” now and the file puts them at “{ $to }”, which is a transfer. If that is right, load the file again with --moves.
refusal-load-changed-meanwhile = Somebody changed this person at the same moment, so the row was not written: load the file again.

# People: registration, transfers, leave, exemptions
refusal-registration-needed = { $missing ->
    [school] Your school has no continuing-education code yet, so nothing can be declared. Please ask the school’s administrator to send /register and apply for it; then you can go on.
   *[number] You have no continuing-education number yet, so nothing can be declared. Tap the button below to apply; the number is issued when your school confirms.
  }
refusal-school-has-code = The school has a continuing-education code already ({ $code }); there is nothing to apply for.
refusal-contact-unreadable = There is no telephone number in it. Please send whom to ask together with the number, such as 张老师 020-12345678.
refusal-registration-already-open = The school’s application has been sent and is being looked at. You will be told at once; no need to send it again.
refusal-registration-unknown = This application was not found; it may have changed. Please go back to the list.
refusal-code-unreadable = A code has 5 to 20 letters or digits, and at least one digit. Please check it and send it again.
refusal-code-taken = Another school has this code already, so it was not issued. Please send another one.
refusal-school-code-needed = Your school has no continuing-education code yet, so no number can be issued. Please send /register to apply for the code first, and come back to this registration then.
refusal-own-number-issued = You have a continuing-education number already ({ $number }) and need no other. Send /declare to begin.
refusal-number-already-issued = This teacher has a continuing-education number already ({ $number }). Please refuse this request to close it.
refusal-on-other-roster = This ID number is on another school’s roster and cannot be registered twice. If the teacher is moving to you, send /transfers to ask for it, and refuse this request to close it.
refusal-name-differs = On your roster this ID number belongs to another name. Please check with whoever asks.
refusal-transfer-not-found = No teacher who could be moved was found with this number and this name. Please check both and ask again.
refusal-transfer-same-school = This teacher is at that school already.
refusal-transfer-already-open = A transfer of this teacher is waiting for an answer already; no need to ask again. Send /transfers to see how it stands.
refusal-transfer-unknown = This transfer was not found; it may have changed. Please send /transfers to see how things stand.
refusal-other-role-first = This teacher is still { $role } at the old school. Please hand that role over or withdraw it with /roles first.
refusal-not-teacher-here = This person is not a teacher of the school now; they may have left or moved. Please go back to see how things stand.
refusal-not-on-leave = This teacher is not entered as having left; there is nothing to take back.
refusal-exemption-no-reasons = The year { $year } has no reasons for an exemption, so none can be asked for. Please ask the office above.
refusal-exemption-reason-unknown = This reason is no longer on the list. Please go back and choose again.
refusal-exemption-standing = There is an exemption of this teacher this year already, asked for or approved; no need to ask again.
refusal-exemption-unknown = This exemption was not found; it may have changed. Please go back to the list.
refusal-exemption-not-granted = This exemption is not approved, so there is nothing to revoke. Please go back to the list.
refusal-certificate-unreadable = This is no continuing-education number (please do not send an ID number). Please check it and send it again.
refusal-reminder-hour-unknown = Please choose a full hour from { $from }:00 to { $until }:00: send /reminders again.

# Connections of other systems
refusal-connection-name-taken = A connection in use is called “{ $name }” already. Please choose another name.
refusal-connection-type-not-here = A system of this organisation cannot send or download “{ $type }”. Please go back and choose again.
refusal-connection-pace = Calls a minute are a whole number from 1 to { $max }. Please give another.
refusal-connection-size = The largest message is a whole number of KiB from { $least } to { $most }. Please give another.
refusal-connection-unknown = This connection was not found. Please send /connections to see how things stand.
refusal-connection-changed = This connection was changed a moment ago, so nothing was done. Please send /connections to see how things stand, and try again.
refusal-connection-withdrawn = This connection is withdrawn and cannot be changed any more. To go on, send /connections and make a new one.
refusal-connection-one-key = Only one key is in force, so there is no older one to withdraw. Please rotate the key first.
refusal-event-shape = This is no event ({ $problem }): it has a type and data.
refusal-event-type-unknown = There is no event type “{ $given }”. All types stand in /openapi.json.
refusal-event-type-not-allowed = This connection may not send “{ $type }”. If it should, ask the operator of the city to allow it.
refusal-event-data-unreadable = The data does not fit the schema: { $problem }.
refusal-event-cycle-unknown = There is no cycle { $cycle }. Please check the year.
refusal-event-cycle-frozen = The data of this cycle are frozen and cannot be changed any more.
refusal-event-person-unknown = There is nobody like this in the organisation. Whoever has a continuing-education number: check it, or send person.upserted first. Whoever has none (offices, providers) is named by the number that the operator of the city finds under /connections, after having been invited with /roles in the bot.
refusal-export-row-unknown = This export holds no such continuing-education number. Please check the number and which export it is.
refusal-message-unreadable = The message is not JSON in UTF-8.
refusal-message-too-large = This message is larger than the connection may send ({ $max } KiB) and was not taken. Split it, or ask the operator of the city to change the limit.
refusal-message-shape = A message is one event, or 1 to { $most } of them in events.
refusal-message-differs = Another message came under the same webhook-id, so this one was not taken. Give a new message a new id.
