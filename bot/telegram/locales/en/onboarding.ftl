# The first visit: notice and consent, who you are, the school's link; and home.

who-we-are =
    Hello, I am <b>Xueshi</b>; I help teachers of Guangzhou's schools with the annual verification of their continuing education.
    Here you check your profile, declare hours, send in evidence and follow the reviews.

consent-ask =
    <b>Notice on personal data</b> (version { $version })

    <b>Which data</b>
    Name, ID number, continuing-education number, mobile phone, post, and the photos of certificates that you send. ID numbers and certificates are sensitive personal data.

    <b>What for</b>
    Only to identify you and for the annual verification of continuing education. The officers of your school, district and city see them as far as their task needs it.

    <b>How and how long they are kept</b>
    ID numbers are encrypted and shown with the middle hidden; photos are freed of places and other hidden details. Evidence is deleted { $years } years after the cycle; records of decisions are kept as required.

    <b>Please note</b>
    What you send here passes through Telegram's servers abroad and is stored there. A message with an ID number is deleted from this chat as soon as it has been read.

    <b>You can take it back at any time</b>
    /mydata shows what is held and lets you withdraw. You need not agree: your school's office for continuing education can handle everything on paper.

    Do you agree that your personal data are handled in this way, sensitive data and the transfer abroad included?
consent-button-agree = I agree
consent-button-disagree = I do not agree
consent-given = ✅ <b>You have agreed.</b>
consent-renewed = Thank you. You have agreed to the new notice and can go on.
consent-button-home = Back to the start
consent-refused =
    All right, you will not be asked for personal data. Nothing of yours is kept but the number of your Telegram account and your language, which are needed to answer you.

    The verification is still possible: please take your original certificates to your school's office for continuing education.
    If you change your mind, send /start.
consent-withdraw-elsewhere = You agreed before. To withdraw, send /mydata, where the consequences are explained.

identity-ask-certificate =
    <b>Who you are (1/3)</b>
    Please send your <b>continuing-education number</b> (继续教育证号).
identity-ask-name =
    <b>Who you are (2/3)</b>
    Please send your <b>name</b> as it stands on the school's roster.
identity-ask-id-number =
    <b>Who you are (3/3)</b>
    Please send your <b>ID number</b> (18 digits on a resident ID card).
    Your message is deleted from this chat as soon as it has been read.
identity-expects-text = Text is needed here; please type it. Stickers, voice messages and pictures cannot be read.
identity-one-at-a-time = This message seemed to hold an ID number; it was deleted from the chat and not kept. Please send one thing at a time.
identity-certificate-unreadable = This does not look like a continuing-education number. It has digits, and at most 30 characters; please check it and send it again.
identity-given =
    You wrote:
    continuing-education number <code>{ $certificateNumber }</code>
    name { $name }
identity-button-no-number = I have no such number
identity-button-have-number = I have the number
identity-button-fill-in-again = Begin anew
identity-button-ask-school-to-check = My details are right, ask the school
identity-button-ask-school-to-rebind = Ask the school to settle it
identity-button-identify-instead = Identify by my details instead
identity-no-number =
    <b>Without a continuing-education number</b>

    You need the number before anything can be declared:
    1. a school without a continuing-education code (as some private schools are) applies to the district, which issues one;
    2. you apply for registration to your school;
    3. the school confirms;
    4. the number is issued.

    Please turn to your <b>school administrator</b> first. You can also ask:
    { $contacts }

    If you think that the school's roster should know you, ask the school to check.

school-check-ask-name = Please send your <b>name</b> as it stands on your ID; the school will look for it on its roster. To stop, send /cancel.
school-ask =
    Please send the <b>name of your school</b> (a few characters will do, such as 明德) or its continuing-education code.
school-not-found = No school was found with “{ $name }” in its name. Please try other characters, for example only the two most telling ones.
school-choose = Please tap your school:
school-choose-of-many = Many schools fit; here are some of them. Tap yours, or send more of its name:
request-sent-to-school =
    ✅ Sent to the administrators of <b>{ $organisation }</b>.
    You will be told here what they find; no need to send it again. If it is urgent, please call the school.

invite-opened = <b>{ $organisation }</b> invites you to use Xueshi for the annual verification of continuing education.
invite-ask-last-four =
    Please send the <b>last four</b> characters of your ID number (X if it ends in X), so that we know the link is for you.
    Your message is deleted from this chat as soon as it has been read.

welcome =
    ✅ You have been identified. Welcome, { $name }!
    { $organisation } · { $cycle }

home =
    Hello, <b>{ $name }</b>
    { $organisation } · { $cycle }
home-profile = <b>Next:</b> please check and confirm your profile for this year; then you can declare. Both have to be done { $deadline }.
home-returned = <b>Next:</b> to be corrected: { $returned }. Tap “My progress” to see why.
home-correct-by = Please correct and resubmit { $deadline }; once your school's publicity starts nothing can be corrected any more, so please do it soon.
home-correct-second-round = Please correct and resubmit { $deadline }; after that nothing can be corrected, and what was not becomes invalid and does not count.
home-correct-soon = Please correct and resubmit soon: once your school's publicity starts nothing can be corrected any more.
home-draft = <b>Next:</b> declarations you have not submitted yet: { $count }. Please submit { $deadline }.
home-missing = <b>Still missing:</b> { $gaps }. Please declare { $deadline }.
home-reached = ✅ Your counted hours reach what this year asks for (provisional until the final result).
home-closed = Hours had to be declared { $deadline }; declaring is closed now. Your counted hours reach what is asked for; the reviews decide.
home-closed-missing = Hours had to be declared { $deadline }; declaring is closed now. Your counted hours still lack: { $gaps }. Tap “My progress” to follow the reviews.
home-gap = { $of } { $hours } hours
home-gap-total = in total { $hours } hours
list-comma = ,{" "}
home-button-declare = Declare hours
home-button-continue-draft = Go on declaring
home-button-status = My progress
home-button-profile = My profile
home-button-check-profile = Check my profile
home-office = Tap what you want to do. Send /help to see everything.
home-no-role = There is nothing for you to do here at present. If in doubt, ask your school administrator.
