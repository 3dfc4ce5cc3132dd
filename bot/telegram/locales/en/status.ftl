# Hours and progress.

status-title = 📊 <b>{ $cycle }: hours</b>
status-total = Total
status-sum =
    <b>{ $name }</b> { $bar } { $counted }/{ $need } hours
    counted { $counted } · under review { $underReview } · missing { $missing }
status-sum-advised =
    <b>{ $name }</b> { $bar } { $counted } hours ({ $need } advised, not required)
    counted { $counted } · under review { $underReview }
status-legend = ▓ counted   ▒ under review   ░ not reached
status-passed-provisional = ✅ Provisional: <b>passed</b>
status-passed-final = ✅ Final result: <b>passed</b>
status-not-passed-provisional = ⚠️ Provisional: <b>not passed</b> ({ $why })
status-not-passed-final = ❌ Final result: <b>not passed</b> ({ $why })
status-exempt = 🟦 You are <b>exempt</b> this year: no hours are required of you.
shortfall-public-short = { $missing } public hours missing
shortfall-professional-short = { $missing } professional hours missing
shortfall-elective-short = { $missing } elective hours missing
shortfall-total-short = { $missing } hours missing in total
status-consequence = By the rules, whoever has not passed cannot be rated “excellent” in this year's appraisal.

status-drafts = <b>Not submitted yet</b>
status-items = <b>My declarations</b>
status-records = <b>Hours on record</b> (nothing to declare)
status-nothing = There are no hours on record and no declarations this year.
status-draft = 📝 { $category } · { $course }
status-draft-correcting = 📝 { $category } · { $course } (correction)
status-record = · { $category } · { $course } · { $hours } hours · { $source }
status-item =
    <b>{ $number }</b> { $category } · { $hours } hours
    { $course } ({ $from } to { $to })
status-state = State: <b>{ $state }</b>
status-holder-teacher = yours to correct
status-holder-teacher-until = please correct and submit again { $deadline }
status-holder-school = with your school administrator
status-holder-school-until = with your school administrator, due { $deadline }
status-holder-principal = with your principal
status-holder-principal-until = with your principal, due { $deadline }
status-holder-district = with the reviewing office
status-holder-district-until = with the reviewing office, due { $deadline }
status-ran-out = not decided when the data were frozen; it does not count
status-late = late
status-reason-RETURNED_BY_SCHOOL = Returned because: { $reason }
status-reason-RETURNED_BY_DISTRICT = Sent back because: { $reason }
status-reason-INVALID = Invalid because: { $reason }
status-note = Note: { $note }

status-withdraw-ask = Withdraw { $number } “{ $course }” ({ $hours } hours)? The school will not review it; while declaring is open you can declare it again.
status-withdrawn = Withdrawn: { $number } “{ $course }”.
status-button-withdraw = Withdraw { $number }
status-button-withdraw-yes = Yes, withdraw
status-button-correct = Correct and resubmit { $number }
status-button-resume = Go on: { $course }
status-button-back = Back to progress
