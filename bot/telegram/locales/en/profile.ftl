# The profile: checked, corrected, confirmed; the info sheet; my data.

profile-title = <b>Profile</b> · { $cycle }
profile-confirmed-at = ✅ Confirmed on { $at }.
profile-to-confirm = Please check every line and confirm { $deadline }. You can declare hours once it is confirmed.
profile-closed = The profile had to be confirmed { $deadline }; this is closed now. If something is wrong, please tell your school administrator.
profile-missing = ❗ <b>Required and still empty: { $fields }</b>
profile-asked = ⏳ You asked the school to correct: { $fields }. It has not answered yet.
profile-group-identity = <b>Person and contact</b>
profile-group-school = <b>School and post</b>
profile-group-teaching = <b>Teaching and title</b>
profile-line = { $name }: { $value }
profile-line-missing = ❗ { $name }: <b>empty</b>
profile-line-empty = { $name }: —
profile-empty = empty
profile-own-risk = <i>※ is required. Please check with care: if wrong data keep you from being imported into the system of the Human Resources Bureau or verified in time, the responsibility is yours.</i>
profile-button-confirm = All correct, confirm
profile-button-correct = Correct a field
profile-button-declare = Declare hours
profile-button-sheet-again = Send the sheet again
profile-button-back = Back to my profile
profile-button-fill-in = Fill in: { $field }

profile-choose-field = Which field do you want to correct? School and continuing-education number come with the school's roster; if they are wrong, please tell your school administrator.
profile-field-now = <b>{ $field }</b> is now: { $value }
profile-ask-text = Please send the right value for: { $field }.
profile-ask-date = Please send the right date for: { $field }, such as 1986-04-12.
profile-ask-phone = Please send the right number for: { $field } (11 digits; from abroad beginning with +).
profile-ask-choice = Please tap the right value for: { $field }
profile-ask-name = Please send the right value for: { $field }, as it stands on your ID.
profile-ask-id-number = Please send the right value for: { $field }. Your message is deleted from this chat as soon as it has been read.
profile-needs-school = The school checks this before it is changed; what you send becomes a request to it.
profile-expects-text = Text is needed here; please type it.
profile-corrected = ✅ <b>{ $field } is now: { $value }</b>
profile-corrected-confirm-again = ✅ <b>{ $field } is now: { $value }. As something changed, please confirm again.</b>
profile-request-sent = ✅ Your request went to the school. You will be told here; no need to send it again.
profile-incomplete = This cannot be confirmed yet; still empty: <b>{ $fields }</b>. Tap a button to fill it in; for what has no button, please tell your school administrator.
profile-sheet-caption =
    <b>Info sheet</b>
    Please print it, check it, sign it and hand it to your school's HR office.
profile-next = Your profile is confirmed; you can declare hours now.

mydata-title = <b>What is held about me</b>
mydata-consent = You agreed to version { $version } of the notice on { $at }.
mydata-no-consent = There is no consent of yours. Only the number of your Telegram account and your language are kept; what was submitted for review stays as required.
mydata-person =
    Name: { $name }
    School: { $school }
    ID number: { $idNumber } (encrypted; only both ends are shown)
    Mobile phone: { $phone }
    and the other fields of /profile

    Confirmations of the profile: { $profileConfirmations }
    Hour records: { $hourRecords }
    Declarations: { $declarations }; drafts not submitted: { $drafts }
    Photos of evidence: { $pictures }
    Entries of the audit trail: { $auditEntries }
mydata-requests = Requests to the school: { $count }
mydata-kept =
    <b>Who can see it</b>: the administrator, principal and HR of your school, and the reviewers of district and city, each as far as their task needs it. The public list has only name, subject and hours.
    <b>How long</b>: evidence is deleted { $years } years after the cycle; decisions and the audit trail are kept as required.
mydata-button-withdraw = Withdraw my consent
mydata-withdraw-ask =
    <b>Do you really want to withdraw?</b>

    Then:
    • this account is no longer bound to you, and nothing can be done here;
    • drafts and open requests are deleted;
    • submitted declarations, hour records and decisions stay as required; the reviews go on, but you will not be told of them.

    You can agree again later with /start, or go to your school's office.
mydata-button-withdraw-now = Yes, withdraw
mydata-button-keep = No, keep it
mydata-withdrawn =
    Your consent is withdrawn, the account is unbound, drafts and open requests are deleted.
    Declarations kept as required: { $kept }.
    Thank you. If you need us, send /start, or go to your school's office.
