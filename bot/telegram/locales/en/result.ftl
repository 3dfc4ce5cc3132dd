# The teacher's result: the way to pass, the five years, the final verdict.

status-button-advice = How to pass
status-button-years = Five years
advice-title = 🧭 <b>The shortest way to pass, { $cycle }</b>
advice-passed = You have enough hours; nothing more needs to be declared. The result is final once the data are frozen.
advice-waiting = Once the { $hours } hours under review are approved, you have passed. Please watch for what is returned or sent back and correct it in time.
advice-counts-on-review = This counts on the { $hours } hours under review; what is not approved must be made up for.
advice-step = <b>{ $category }</b>: { $hours } more hours (about { $days } days)
advice-any = Any category
advice-activities = 　may be declared: { $activities }
advice-also-records = Online courses and what providers or your school register count by themselves.
advice-deadline = Please submit { $deadline }.
advice-over = The time for declaring is over. Please correct what was returned or sent back, as it says there.
years-title = 📅 <b>Five years ({ $from }–{ $to })</b>
years-final = { $year }: public { $public } · professional { $professional } · elective { $elective } · total { $total } · { $verdict }
years-passed = passed
years-not-passed = not passed
years-exempt = exempt
years-running = { $year }: still being verified; final once the data are frozen
years-not-held = { $year }: not held here
years-sum = The years held here together: public { $public } · professional { $professional } · elective { $elective } · total { $total }
years-note = For information only: of years that are not held here, the earlier verification stands.

notice-final-verdict-passed = 🎉 Final result of { $cycle }: <b>passed</b>, with { $total } hours. Congratulations!
notice-final-verdict-not-passed =
    Final result of { $cycle }: <b>not passed</b>.
    Because: { $why }.
    By article 25 of the Guangdong regulation on continuing education, whoever has not passed cannot be rated excellent (优秀) in the annual assessment of that year.
    If you have questions, please ask your school's administrator.
notice-final-verdict-exempt = { $cycle }: you are <b>exempt</b> this year; { $total } hours are on record.
notice-final-verdict-unfinished = { $count } more of your declarations ({ $hours } hours) had not been fully reviewed when the data were frozen and do not count.
notice-city-confirmed = The data of the city for { $cycle } are confirmed. Please finish the import { $deadline }.
