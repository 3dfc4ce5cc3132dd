# Hour records and disputes.

records-not-for-you = Hours are registered by training providers, school administrators and the city's remote training centre; you hold none of these roles now. If it is your task, please ask the head of your organisation.
records-explain-PROVIDER =
    <b>Registering training hours</b> · { $organisation }
    Cycle: { $cycle }, to be done { $deadline }.

    Please fill in the template and send the file here (Excel .xlsx or CSV, at most { $rows } rows). Every row is checked first and nothing is registered until you confirm; rows with errors come back with row, column and reason.
    What you cannot register { $certificate }: please give the participants a certificate.
records-explain-SCHOOL =
    <b>Registering school training hours</b> · { $organisation }
    Cycle: { $cycle }, to be done { $deadline }.

    Please fill in the hours of your own teachers and send the file here (Excel .xlsx or CSV, at most { $rows } rows). Every row is checked first and nothing is registered until you confirm; rows with errors come back with row, column and reason.
records-explain-AUTO =
    <b>Registering online hours</b> · { $organisation }
    Cycle: { $cycle }, to be done { $deadline }.

    Please fill in the template and send the file here (Excel .xlsx or CSV, at most { $rows } rows). Every row is checked first and nothing is registered until you confirm; rows with errors come back with row, column and reason.
records-template = The template for hour records. Fill it in and send it back here.
records-is-it = The table “{ $file }” with { $rows } rows has arrived. Is it a table of hour records?
records-draft-kept = The declaration you were filling in is kept; send /declare later to go on.
records-button-check = Yes, check it
records-button-not-it = No
records-preview =
    <b>{ $file }</b>
    { $organisation } · { $source } · { $cycle }
    { $rows } rows: { $accepted } can be registered, { $unchanged } are there already, { $refused } have errors.
records-whole-row = whole row
table-left-out = Sheets that were not read: { $sheets }.
table-left-out-sheet = “{ $sheet }” ({ $rows } rows)
table-left-out-hidden = “{ $sheet }” ({ $rows } rows, hidden)
table-left-out-more = { $count } more
table-left-out-between = { ", " }
records-fault = Row { $row } · { $column }: { $reason }
records-more-faults = … and { $count } more rows with errors, all of them in the table of corrections.
records-all = “Register” counts them for the teachers.
records-some = “Register” counts the good rows for the teachers; rows with errors come back as a table of corrections to be sent again.
records-nothing = No row can be registered; nothing has been registered.
records-late = By the notice, what was not registered { $deadline } needed a certificate. Please make sure that participants do not declare the same course with it.
records-button-register = Register { $count } rows
records-button-faults = Corrections ({ $count } rows)
records-button-more = Register another table
records-button-template = Explanation and template
records-button-disputes = Disputes
records-done =
    ✅ Registered: { $file }
    { $accepted } rows registered, { $unchanged } were there already and do not count again, { $refused } have errors.
records-corrections = The table of corrections: each row names its row, column and reason. Correct it and send this file back; rows that are registered do not count twice.
records-dropped = All right, nothing was registered.
records-old = This table has been dealt with, or you have sent another one since. To register it, please send the file again.

disputes-head = <b>Disputes about hours</b> · { $organisation } ({ $count } waiting)
disputes-none = No disputes about hours are waiting for { $organisation }.
disputes-entry = { $teacher }: { $about }
dispute-missing-short = hours missing
dispute-card =
    <b>Dispute about hours</b>
    { $teacher } · { $school }
    Raised: { $at }
dispute-about-record = { $source } · { $category } · “{ $course }” ({ $from } to { $to }), on record with { $hours } hours
dispute-about-missing = { $source } · the teacher says that hours are missing
dispute-text = In the teacher's words: { $text }
dispute-own = You raised this yourself; please ask a colleague who administers this with you to answer.
dispute-button-correct = Correct the hours
dispute-button-withdraw = Withdraw the record
dispute-button-add = Add a record
dispute-button-refuse = The record is right, give a reason
dispute-button-sure = Yes
dispute-ask-hours = Please type the right number of hours, such as 18 or 4.5. To stop, send /cancel.
dispute-ask-why = Please write why; the teacher will read it (at most 300 characters). To stop, send /cancel.
dispute-ask-category = Please choose the category of the record to add.
dispute-ask-from = When did the course begin? For example 2014-07-05.
dispute-ask-to = When did the course end?
dispute-ask-course = What is the course called?
dispute-sure-correct = Correct “{ $course }” of { $teacher } from { $before } to { $after } hours?
dispute-sure-withdraw = The hours will no longer count. Withdraw the record?
dispute-sure-refuse =
    The teacher will be told that the record is right.
    Reason: { $why }
    To change it, just type it again.
dispute-sure-add =
    To be added: { $category } · “{ $course }”
    { $from } to { $to }, { $hours } hours
    If the name is wrong, just type it again.
dispute-done = { $teacher } has been answered and told.
dispute-answer-correct = Answer: corrected from { $before } to { $after } hours.
dispute-answer-withdraw = Answer: the record was wrong and has been withdrawn.
dispute-answer-add = Answer: added { $category } · “{ $course }” ({ $from } to { $to }, { $hours } hours).
dispute-answer-refuse = Answer: the record is right. Reason: { $why }

record-button-find = Correct registered hours
record-find-ask = Please send the teacher's continuing-education number. To stop, send /cancel.
record-find-none = Your organisation has registered no hours for this continuing-education number. Please check and send it again, or send /records to go back.
record-find-found = Your organisation registered { $count } records; please tap the one to correct.
record-card =
    <b>{ $teacher }</b>
    { $category } · “{ $course }”
    { $from } to { $to }, on record with { $hours } hours
record-sure-correct = Correct { $before } hours to { $after }? The teacher will be told.
record-change-done = Done; the teacher has been told.

own-dispute-button = Hours wrong or missing?
own-dispute-head =
    <b>Hours on record</b> ({ $count })
    Tap the one that is wrong; if one is missing, tap “Hours are missing”. Whoever registers them will answer.
own-dispute-frozen = The data of this year are frozen; hours on record can no longer be corrected. If in doubt, please contact your school administrator.
own-dispute-waiting = ⏳ Waiting for an answer: { $about }
own-dispute-entry = { $course } · { $hours } hours
own-dispute-entry-waiting = ⏳ { $course } · { $hours } hours
own-dispute-button-missing = Hours are missing
own-dispute-where = Who should have registered the missing hours?
own-dispute-ask = What is wrong? Please write a sentence or two (at most 300 characters), such as “it should be 18 hours, the certificate is with the school”. To stop, send /cancel.
own-dispute-ask-missing = Please write the course, its dates and the hours (at most 300 characters), such as “class teacher training, 5 to 9 July, 18 hours”. To stop, send /cancel.
own-dispute-sure =
    To be sent to whoever registers the hours:
    { $text }
    To change it, just type it again.
own-dispute-button-send = Send
own-dispute-sent = Sent to whoever registers the hours. You will be told at once when there is an answer.

notice-declaration-on-record = The hours of your declaration { $number } “{ $course }” have come on record and count by themselves; it needs no review any more. Please send /status and withdraw the declaration.
notice-declaration-on-record-school = The hours of { $number } “{ $course }” declared by { $teacher } have come on record. Please return it as a double of registered hours, or let the teacher withdraw it, so that nothing counts twice.
notice-record-changed = { $by } corrected your hour record “{ $course }” from { $before } to { $after } hours. If you disagree, please say so in /status.
notice-record-withdrawn = { $by } withdrew your hour record “{ $course }” ({ $before } hours). If you disagree, please contact whoever registered it.
notice-dispute-opened = { $teacher } ({ $school }) disputes an hour record; please answer.
notice-dispute-settled = Your dispute about hours has been answered.

command-records = Register hours
command-disputes = Disputes about hours
help-provider =
    <b>Training provider</b>
    /records register training hours (Excel or CSV)
    /disputes answer disputes about hours
    /roles roles and invitations
