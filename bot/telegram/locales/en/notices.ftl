# What is sent without being asked for: put into words when it is sent, with the state of then.

notice-declaration-approved =
    ✅ Approved by your school: <b>{ $number }</b>
    “{ $course }”, { $hours } h, now counts (provisionally, until the reviewing office has reviewed it).
notice-declaration-returned-by-district =
    ↩️ The reviewing office has sent your declaration back: <b>{ $number }</b>, “{ $course }”, { $hours } h
    Sent back because: <b>{ $reason }</b>
notice-declaration-returned-by-school =
    ↩️ Your school has returned your declaration: <b>{ $number }</b>, “{ $course }”, { $hours } h
    Reason: <b>{ $reason }</b>
notice-return-note = Note: { $note }
notice-correct-by = Please correct it and submit it again { $deadline }; once your school's publicity starts it can no longer be corrected, so please do it soon.
notice-correct-second-round = Please correct it and submit it again { $deadline }; after that it cannot be corrected, becomes invalid and does not count.
notice-declaration-approved-finally =
    ✅ Approved by the reviewing office: <b>{ $number }</b>
    “{ $course }”, { $hours } h, counts.
notice-now-invalid = This is now invalid and does not count for this year. If in doubt, ask your school administrator.
notice-correct-soon = Please correct and resubmit it soon: once your school's publicity starts it can no longer be changed.
notice-correct-closed = The time for corrections is over. If in doubt, ask your school administrator.
notice-decision-undone = Your school took back its decision on <b>{ $number }</b>, “{ $course }”; it is waiting for review again. You need not do anything now and will be told the result at once.
notice-misconduct-found =
    ⚠️ { $school } found a declaration to be a false claim and reports it.
    Declaration: <b>{ $number }</b>, { $teacher }, “{ $course }”, { $hours } h
    Finding: { $finding }
notice-request-filed =
    📩 A request came in: { $kind } ({ $who }).
    Please check with the person, then settle it.
notice-request-granted-REBIND = ✅ Your school granted your request: this is your account now.
notice-request-granted-NOT_ON_ROSTER = ✅ Your school confirmed who you are; your account is bound.
notice-request-granted-CORRECT_NAME = ✅ Your school corrected your name. Please check and confirm your profile again.
notice-request-granted-CORRECT_ID_NUMBER = ✅ Your school corrected your ID number; date of birth and gender follow it where it tells them. Please check and confirm your profile again.
notice-request-granted-CORRECT_FIELD = ✅ Your school corrected your profile as you asked. Please check and confirm it again.
notice-request-refused = Your school did not grant your request ({ $kind }). If in doubt, please ask your school administrator directly.
notice-request-refused-note =
    Your school did not grant your request ({ $kind }).
    Note: { $note }
notice-account-unbound =
    This account is no longer bound to a teacher and can neither see nor declare anything. Submitted declarations and drafts are kept.
    If you did not ask for this, please contact your school administrator at once.
notice-identity-locked = ⚠️ Somebody failed several times to prove to be a teacher of your school; that account is locked for an hour. If a teacher tells you they cannot get in, make them an invite link (send /staff); if nobody does, somebody else may be trying.
notice-role-granted = You are now { $role } of { $organisation }. Send /start to see what you can do.
notice-role-withdrawn = You are no longer { $role } of { $organisation }. Your own declarations are not affected.
notice-nudge-not-started =
    📌 A reminder from { $from }: you have not begun to declare hours for { $cycle }.
    Please submit { $deadline }; after that nothing can be declared.
notice-nudge-not-sent =
    { $count ->
        [one] 📌 A reminder from { $from }: you have a draft that is not submitted.
       *[other] 📌 A reminder from { $from }: you have { $count } drafts that are not submitted.
    }
    Please submit { $deadline }; after that nothing can be declared.
notice-nudge-returned =
    📌 A reminder from { $from }. To be corrected by you: { $returned }.
    Please correct and submit again soon, { $deadline } at the latest; what the school returned can no longer be corrected once its publicity starts.
notice-nudge-profile = You have not confirmed your profile for this year; that comes before declaring.
notice-sums =
    Your hours, { $cycle }:
    { $sums }
notice-sums-enough =
    Your hours, { $cycle }, are enough (provisionally):
    { $sums }
notice-sum = · { $name }: { $counted } counted, { $underReview } under review
notice-sum-short = · { $name }: { $counted } counted, { $underReview } under review, <b>{ $missing } missing</b>
notice-total = Total
returned-by-school =
    { $count ->
        [one] 1 declaration returned by the school
       *[other] { $count } declarations returned by the school
    }
returned-by-district =
    { $count ->
        [one] 1 declaration sent back by the reviewing office
       *[other] { $count } declarations sent back by the reviewing office
    }
returned-and = {" "}and{" "}
notice-file-gone = The file is no longer held (it may be past its retention). If you need it, please ask your school administrator.
notice-file-later = The photos cannot be read at the moment. Please open this item again in a few minutes; everything else works and nothing needs to be entered again.
notice-button-correct = Correct and submit again
notice-button-view = View
notice-button-status = Hours and progress
notice-button-declare = Begin to declare
notice-button-continue = Go on with it
notice-button-profile = Check my profile
notice-button-start = To the start
