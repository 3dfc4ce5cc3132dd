# Reminders of deadlines, the digest of the day, and the settings of /reminders.

command-reminders = Reminders

reminder-left-days = { $days } days are left
reminder-left-tomorrow = it ends tomorrow
reminder-left-today = it ends today
reminder-left-hours =
    { $hours ->
        [one] less than an hour is left
       *[other] less than { $hours } hours are left
    }
reminder-foot = <i>Send /reminders to choose when you are reminded.</i>

notice-reminder-not-started =
    ⏰ Declaring hours of { $cycle }: <b>{ $left }</b>, and you have not begun.
    Please submit { $deadline }; nothing can be declared afterwards.
notice-reminder-not-sent =
    { $count ->
        [one] ⏰ Declaring hours of { $cycle }: <b>{ $left }</b>, and you have a draft that is not submitted.
       *[other] ⏰ Declaring hours of { $cycle }: <b>{ $left }</b>, and you have { $count } drafts that are not submitted.
    }
    Please submit { $deadline }; nothing can be declared afterwards.
notice-reminder-returned-publicity =
    ⏰ Not corrected yet: { $returned }.
    Once the school's publicity begins nothing can be corrected. Please correct and submit again { $deadline } to be in time.
notice-reminder-returned-resubmission =
    ⏰ Not corrected yet: { $returned }.
    Your school may begin its publicity any day, and then nothing can be corrected. Please correct and submit again soon, at the latest { $deadline }.
notice-reminder-returned-second-round-teacher =
    ⏰ To be corrected: { $returned }. Time: <b>{ $left }</b>.
    Please correct and submit again { $deadline }; afterwards the hours become invalid.
notice-reminder-drafts =
    { $count ->
        [one] You also have a draft that is not submitted; please submit it { $deadline }.
       *[other] You also have { $count } drafts that are not submitted; please submit them { $deadline }.
    }

notice-early-reminder-not-started =
    📅 Hours of { $cycle } can be declared, and you have not begun.
    Training that is over can be declared at any time. Please do it early and avoid the rush; at the latest { $deadline }.
notice-early-reminder-not-sent =
    { $count ->
        [one] 📅 Hours of { $cycle } can be declared, and you have a draft that is not submitted.
       *[other] 📅 Hours of { $cycle } can be declared, and you have { $count } drafts that are not submitted.
    }
    Please submit early and avoid the rush; at the latest { $deadline }.
notice-records-missing =
    📄 Training providers had to register hours of { $cycle } { $registered }. So far no provider has registered any for you, and your hours are not enough.
    If you took training with a provider, ask it for a certificate, photograph it and declare the hours { $deadline }; if not, please make up the hours otherwise.
notice-records-missing-disputed =
    📄 Training providers had to register hours of { $cycle } { $registered }. The provider has not yet answered about the hours you said are missing.
    Please do not only wait: ask it for a certificate, photograph it and declare the hours { $deadline }.

digest-head = 📋 <b>To do today</b> { $organisation } ({ $date })
digest-cycle = <b>{ $cycle }</b>
digest-left =
    { $days ->
        [one] 1 day left
       *[other] { $days } days left
    }
digest-today = ends today
digest-overdue =
    { $days ->
        [one] 1 day late
       *[other] { $days } days late
    }
digest-waited =
    { $days ->
        [0] since today
        [one] for 1 day
       *[other] for { $days } days
    }
digest-waiting-school = · Waiting for review: { $count }, the oldest { $waited }; to be done { $deadline } ({ $left })
digest-waiting-second-round-school = · Second round, waiting for review: { $count }, the oldest { $waited }; with the principal's confirmation { $deadline }, or they become invalid ({ $left })
digest-waiting-office = · Waiting for district review: { $count }, the oldest { $waited }; to be done { $deadline } ({ $left })
digest-waiting-second-round-office = · Second round, waiting for you: { $count }, the oldest { $waited }; to be done { $deadline }, then the data freezes ({ $left })
digest-complaints = · Complaints that are open: { $count }, to be settled { $deadline } ({ $left })
digest-publicity = · Everything is reviewed and the publicity can begin; it takes seven full days and ends { $deadline } at the latest ({ $left })
digest-publicity-late = · Everything is reviewed: please begin the publicity at once. It takes seven full days and can no longer end { $deadline }, so it will be marked late
digest-teachers = · Teachers: { $groups }
digest-teachers-returned = { $count } with something returned or sent back
digest-teachers-not-sent = { $count } with a draft not submitted
digest-teachers-not-started = { $count } not begun
digest-separator = {", "}
digest-confirm = · You can confirm and submit, declarations that wait for you: { $count }; to be done { $deadline } ({ $left })
digest-confirm-second-round = · Second round, declarations that wait for you: { $count }; to be done { $deadline }, or they become invalid ({ $left })
digest-confirm-later = · The school cannot be confirmed yet; it is to be confirmed { $deadline } ({ $left }). At present:
digest-block-no-principal = 　– no principal is appointed
digest-block-items-waiting = 　– declarations that wait for the school: { $count }
digest-block-publicity-not-started = 　– the publicity has not begun
digest-block-publicity-running = 　– the publicity is running and ends { $deadline }
digest-block-complaints = 　– declarations with an open complaint: { $count }
digest-block-own-items = 　– declarations of the principal's own, which the office above confirms: { $count }
digest-block-second-round-with-teacher = 　– second round, with their teachers: { $count }
digest-block-second-round-with-school = 　– second round, with the school: { $count }
digest-late-schools = · Schools that are late: { $count }; please urge them
digest-city-complaints = · Complaints of the city that are overdue: { $count } (to be settled { $deadline })
digest-statistics = · The statistics are not handed in; due { $deadline } ({ $left })
digest-city-statistics = · The city's statistics are not done; due { $deadline } ({ $left })
digest-city-confirmation = · The city's data is not confirmed; due { $deadline } ({ $left })
digest-export = · The data is not exported to the human resources bureau; due { $deadline } ({ $left })
digest-cases = <b>Requests</b>
digest-requests = · Requests about accounts and corrections: { $count }, the oldest { $waited }
digest-office-requests = · Requests that no other administrator of the school can settle: { $count }, the oldest { $waited }
digest-registrations = · Schools that apply for a code: { $count }, the oldest { $waited }
digest-exemptions = · Requests for exemption: { $count }, the oldest { $waited }
digest-transfers = · Teachers who are to leave for another school: { $count }, the oldest { $waited }
digest-disputes = · Disputed hours: { $count }, the oldest { $waited }
digest-friday-saturday = ⚠️ The deadline ({ $deadline }) is a Saturday and is not shifted; today is the last working day before it.
digest-friday-sunday = ⚠️ The deadline ({ $deadline }) is a Sunday and is not shifted; today is the last working day before it.

reminders-title = ⏰ <b>Reminders</b>
reminders-on = Reminders: <b>on</b>, { $time }
reminders-muted = Reminders: <b>off</b>. Reminders of deadlines and from your school, the week's progress and the day's list do not come any more.
reminders-decisions = Decisions, what is returned or sent back, results of complaints and answers to requests always come at once, whatever is set here. Announcements, publicity and word of what is late come as well, but not at night.
reminders-time-own = each day from { $hour }:00 on
reminders-time-usual = each day from { $time } on (as usual)
reminders-teacher =
    <b>As a teacher</b> you are reminded only of what is not done yet:
reminders-ladder-line = · { $window }, { $deadline }: { $dates }
reminders-ladder-separator = {", "}
reminders-nothing-ahead = · nothing is planned for the time ahead
reminders-digest = <b>As a reviewer or officer</b> you get what is to be done once a day, { $time }; nothing comes on days without work.
reminders-quiet = Nobody is disturbed from { $from }:00 to { $until }:00, but in the last { $hours } hours before a deadline.
reminders-ask = When would you like it? Please choose (Guangzhou time):
reminders-button-hour = { $hour }:00
reminders-button-usual = As usual
reminders-button-mute = 🔕 Turn reminders off
reminders-button-unmute = 🔔 Turn reminders on
reminders-hour-set = Done
reminders-muted-now = Reminders are off
reminders-unmuted-now = Reminders are on
mydata-reminders = Reminders: { $time }. Change this with /reminders.
