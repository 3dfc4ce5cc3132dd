# Texts used everywhere.

language-name = English
help-anyone =
    <b>Xueshi</b> · annual verification of teachers' continuing education

    /start begin, or back to the start
    /complain make a complaint (anonymously if you wish)
    /directory complaint contacts and hotlines
    /flow picture of the year's flow
    /help help
    /cancel end what you are doing (what you filled in is kept)
    /language change the language
help-teacher =
    <b>Teacher</b>
    /declare declare hours
    /status my hours and the state of my declarations
    /profile check and confirm my profile
    /mydata what is held about me
help-school-admin =
    <b>School administrator</b>
    /queue declarations waiting for review
    /batch approve what you have viewed together
    /staff teachers of the school, and nudges
    /requests requests to bind accounts and correct data
    /report report on the hours to the school's leaders
    /publicity the school's publicity
    /contacts who takes complaints
    /school the school at a glance, and what the principal waits for
    /complaints complaints to investigate and settle
    /records register school training hours
    /disputes answer disputes about hours
    /roles roles and invitations
    /transfers transfers
    /register apply for the school’s code
    /announce announcements
help-hr-officer =
    <b>School HR</b>
    /sheets note the signed sheets you received
    /notpassed who has not passed
    /roles roles and invitations
help-district-reviewer =
    <b>District reviewer</b>
    /review declarations waiting for your review
    /schools how far your schools are, their items and paper forms
    /batch approve what you have viewed together
    /late schools and duties that are late
    /complaints complaints to investigate and settle
    /patterns how your schools review
    Send a number (for example 2014-000123) to open that item
    /statistics statistics to hand in
    /notpassed who has not passed
    /roles roles and invitations
    /registrations schools’ applications for a code
    /transfers transfers
    /exemptions exemptions
    /announce announcements
help-city-supervisor =
    <b>City guidance centre</b>
    /complaints supervision of complaints
    /progress progress of the city
    /late what is late in the city
    /statistics statistics and paper forms
    /confirm supervision of complaints and the city's confirmation
    /notpassed who has not passed
    /roles roles and invitations
help-city-operator =
    <b>City remote training centre</b>
    /records register online hours
    /disputes answer disputes about hours
    /progress progress of the city
    /late what is late in the city
    /statistics statistics to hand in
    /export export to the human resources bureau
    /announce announcements
    /notpassed who has not passed
    /roles roles and invitations
    /connections connections of other systems
cancelled = Ended. Send /help to see what you can do.
cancelled-draft = Ended. Your draft is kept; send /declare to go on with it.
cancelled-before-identity = Ended. Send /start to begin again whenever you wish.
nothing-to-cancel = There is nothing to end at the moment.
language-ask = 请选择语言 / Choose your language
language-set = The language is now English.
our-fault = Sorry, something went wrong on our side. It has been recorded and somebody will look at it (number { $number }). Your draft is not lost; please try again later, or ask your school administrator if it is urgent.
not-understood = I did not understand this message. Send /help to see what you can do.
not-understood-before-identity = I did not understand this message. For the annual verification please send /start first; for a complaint /complain; for everything else /help.
id-number-not-here = There seems to be an ID number in this message, so it was deleted from the chat and not kept. Please send it again without the number.
only-private = Please talk to me in a private chat; no personal data is handled in groups.
card-old = This button is out of date. Here is how things stand now.
edited-ignored = You changed an earlier message; the change has no effect. Please send it again instead.
button-yes = Yes
button-no = No
button-back = Back
button-previous-page = Previous page
button-next-page = Next page ({ $page }/{ $pages })
button-cancel = Cancel
command-start = Start
command-declare = Declare hours
command-status = Hours and progress
command-profile = My profile
command-mydata = My data
command-queue = Waiting for review
command-staff = Teachers
command-requests = Requests
command-sheets = Signed sheets
command-review = Review queue
command-schools = Schools
command-batch = Approve together
command-late = What is late
command-patterns = How schools review
command-progress = Progress of the city
command-statistics = Statistics
command-confirm = The city's confirmation
command-export = Export
command-notpassed = Who has not passed
command-help = Help
command-cancel = End what I am doing
command-language = Language
begin-first = Please send /start first and confirm who you are.
not-for-you = This is only for those who hold the role for it, which you do not. Send /help to see what you can do.
