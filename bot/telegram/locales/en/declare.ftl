# Declaring hours: questions, photos, summary, submitting.

# Names of the questions
question-category = Category
question-activityType = Kind of activity
question-courseName = Course name
question-baseId = Base
question-provider = Organiser
question-from = First day
question-to = Last day
question-amount = Hours
question-confirmedHours = Confirmation of hours
question-foreign = Foreign certificate
question-datesOnCertificate = Dates on the certificate
question-photosCertificate = Certificate photos
question-photosTranslation = Translation photos
question-photosHoursProof = Proof-of-hours photos
question-originalsConfirmed = Originals

# Asking
declare-progress = 📝 Declaration · step { $step } of about { $total }
declare-progress-correcting = 📝 Correcting a declaration · step { $step } of about { $total }
declare-line = { $question }: { $answer }
declare-now = Your answer now: { $answer }
ask-category = <b>Which category do you declare?</b>
ask-activityType = <b>What kind of activity was it?</b>
ask-courseName =
    <b>What is the course (project) called?</b>
    Please write it as on the certificate, at most { $max } characters.
ask-baseId =
    <b>At which base did you study?</b>
    Public courses have to be taken at a recognised base.
ask-provider =
    <b>Who organised it?</b>
    Please write the name as on the seal of the certificate, at most { $max } characters.
ask-from =
    <b>On which day did it begin?</b>
    For example { $year }-7-7 or 7-7
ask-to =
    <b>On which day did it end?</b>
    For example { $year }-7-11 or 7-11; for a single day, give the same day.
ask-amount-days =
    <b>How many days did it take?</b>
    For example 5 days (1 day = { $hoursPerDay } hours). If the certificate gives hours, give hours, for example 30 hours.
ask-amount-hours =
    <b>How many hours?</b>
    For example 18 hours; or give days, for example 3 days (1 day = { $hoursPerDay } hours).
ask-amount-items =
    <b>How many items (papers)?</b>
    For example 1; each counts { $hoursPerItem } hours.
ask-confirmedHours =
    { $days ->
        [one] <b>One day makes at most { $most } hours, and you gave { $hours }. Is that right?</b>
       *[other] <b>{ $days } days make at most { $most } hours, and you gave { $hours }. Is that right?</b>
    }
ask-foreign =
    <b>Is the certificate in a foreign language, or from outside the mainland?</b>
    If so, a sealed Chinese translation is needed as well.
ask-datesOnCertificate =
    <b>Does the certificate say when the training took place?</b>
    If not, a sealed proof of hours is needed as well.
ask-photosCertificate =
    <b>Please send photos of the certificate.</b>
    Photograph the original, with text and seal clear; one photo per page, several at once if you like.
ask-photosTranslation =
    <b>Please send photos of the sealed Chinese translation.</b>
    You can send several at once.
ask-photosHoursProof =
    <b>Please send photos of the sealed proof of hours.</b>
    It is sealed by the organiser and gives dates and hours.
ask-originalsConfirmed =
    <b>Do all photos show the original certificate, not a copy?</b>
    The school checks the paper original during its review, so keep it at hand.

# Answers
answer-foreign-yes = Yes
answer-foreign-no = No
answer-datesOnCertificate-yes = Yes
answer-datesOnCertificate-no = No
answer-confirmedHours-yes = Yes, that is right
answer-confirmedHours-no = Give it again
answer-originalsConfirmed-yes = Yes, originals
declare-amount-hours = { $value } hours
declare-amount-days = { $value } days, worth { $hours } hours
declare-amount-items = { $value } items, worth { $hours } hours
declare-confirmed = confirmed
declare-photos = { $count }
declare-separator = ,{" "}

# Caps
declare-cap = “{ $type }”: at most { $limit } hours a year; { $used } declared, { $left } left.
declare-item-cap = At most { $limit } hours each.

# Remarks
declare-dropped = You changed an earlier answer, so these are asked again: { $questions }.
declare-use-buttons = Everything is filled in and no question is open. Please use the buttons below.
declare-needs-text = This kind of message is of no use here. Please tap a button or type your answer to the question below.
declare-needs-photo = This kind of message is of no use here; a photo is needed. Please take one and send it.

# Photos
declare-photo-kept = ✅ Received “{ $evidence }”: { $count } so far.
declare-photo-more = Send more if there are more; when you are done, tap “Done, next”.
declare-photo-dropped = The photo is deleted.
declare-photo-for-nothing = You are not filling in a declaration at the moment, so the file was not kept. Please send /declare to begin or go on with one, then send the photo.
declare-which-kind = Which kind of evidence is this photo? It is not kept yet. Please choose first, then send the photo again.
photo-hint-blurred = 💡 This photo looks blurred, and the school may not be able to read it. Better take it again with a steady hand in good light.
photo-hint-grey = 💡 This photo has no colour and looks like a photocopy. Certificates have to be photographed from the original; if the original is black and white, go on.
photo-hint-small = 💡 This photo is small and may not be readable when enlarged. Better take it again from closer.

# Summary and submitting
declare-summary = 📋 <b>Please check this declaration</b>
declare-summary-correcting = 📋 <b>Please check the corrected declaration</b>
declare-summary-foot = You answer for the truth of what you declare. If everything is right, submit it; your school administrator then reviews it.
declare-change = <b>What do you want to change?</b>
declare-receipt =
    ✅ <b>Submitted</b>
    Receipt number: <code>{ $number }</code>
    Course: { $course }
    Hours: { $hours }
    Submitted: { $at }

    Your school administrator has it now and should review it { $deadline }. You are told the result at once. Please keep the paper original ready for the school.
declare-receipt-corrected =
    ✅ <b>Submitted again</b>
    Receipt number: <code>{ $number }</code>
    Course: { $course }
    Hours: { $hours }
    Submitted: { $at }

    Your school administrator has it again and should review it { $deadline }. You are told the result at once.
declare-returned-by-school = ↩️ Returned because: <b>{ $reason }</b>
declare-returned-by-district = ↩️ Sent back because: <b>{ $reason }</b>
declare-returned-note = Note: { $note }

# Drafts
declare-drafts =
    { $count ->
        [one] <b>You have one declaration that is not submitted yet</b>
       *[other] <b>You have { $count } declarations that are not submitted yet</b>
    }
declare-draft-line = { $at }. { $category } · { $course } · changed { $updated }
declare-draft-title = { $category } · { $course }
declare-correction-of = { $category } (correction)
declare-no-category = no category yet
declare-no-course = no course name yet
declare-left = Kept, with everything you filled in. Send /declare to go on at any time.
declare-discard-ask = Throw away “{ $draft }”? Answers and photos are deleted and cannot be brought back.
declare-discard-correction-ask = Throw away your changes to “{ $draft }”? The declaration still waits to be corrected, and you can begin anew.
declare-discarded = Thrown away.
declare-card-gone = The declaration of this card was submitted, set aside or thrown away.

# Buttons
declare-button-previous = Previous
declare-button-exit = Save and leave
declare-button-keep = Keep as it is
declare-button-photos-done = Done, next
declare-button-drop-last = Delete the last one
declare-button-photo-again = Take again (delete this)
declare-button-photo-fine = Use this one
declare-button-submit = Submit
declare-button-resubmit = Submit again
declare-button-change = Change
declare-button-discard-draft = Throw away
declare-button-resume = Go on{ $number }
declare-button-discard = Throw away{ $number }
declare-button-discard-yes = Yes, throw away
declare-button-new = New declaration
declare-button-status = See progress
declare-button-another = Declare another
declare-button-profile = Check my profile
