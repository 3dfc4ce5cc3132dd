# Announcements
command-announce = Announcements
announce-head =
    <b>Announcement</b> · { $organisation }
    Whom is it for? You type the text next, and see it once more before it is sent.
announce-running =
    { $count ->
        [one] One broadcast is under way. Tap it below to watch, pause or stop it.
       *[other] { $count } broadcasts are under way. Tap one below to watch, pause or stop it.
    }
announce-button-running = { $title } ({ $done }/{ $total })
announce-button-to-teachers-school = Teachers of this school
announce-button-to-teachers-district = Teachers of our schools
announce-button-to-teachers-city = All teachers of the city
announce-button-to-leaders-district = Administrators and principals of our schools
announce-button-to-leaders-city = Administrators and principals of all schools
announce-button-to-everybody-city = Everybody in the city
announce-ask = To: <b>{ $whom }</b>. Please type the text, at most { $max } characters and without ID numbers. /cancel ends this.
announce-hint = The announcement
announce-preview =
    Please check. To: <b>{ $whom }</b>, { $count ->
        [one] <b>1</b> person
       *[other] <b>{ $count }</b> people
    } can be reached.
announce-not-bound =
    { $count ->
        [one] 1 more has
       *[other] { $count } more have
    } no account and will not get it; please tell them in another way.
announce-unreachable =
    { $count ->
        [one] 1 more has
       *[other] { $count } more have
    } stopped the bot and cannot be reached; please tell them in another way.
announce-preview-what-next = Tap to send, or just type it again to change it. Nobody is disturbed from { $from }:00 to { $until }:00: what has not gone out by then follows at { $until }:00.
announce-button-send =
    { $count ->
        [one] Send to 1 person
       *[other] Send to { $count } people
    }

notice-announcement =
    📢 <b>{ $from }</b>:
    { $text }

broadcast-title-announcement = Announcement: { $text }
broadcast-title-nudge = Reminding the teachers “{ $group }”
broadcast-counts = Delivered { $sent } · not delivered { $failed } · to be sent { $left }
broadcast-state-running = Being sent. You need not wait: this message follows by itself.
broadcast-state-paused =
    Paused, { $left ->
        [one] 1 person has
       *[other] { $left } people have
    } not been sent it yet. Tap “Resume” to go on.
broadcast-state-stopped =
    Stopped. { $left ->
        [one] 1 person was
       *[other] { $left } people were
    } not sent it and will not be.
broadcast-state-finished = All sent.
broadcast-failed-advice = Those not reached have stopped the bot; please tell them in another way. It works again once they open the bot themselves.
broadcast-button-pause = Pause
broadcast-button-resume = Resume
broadcast-button-stop = Stop
