# The city: progress, statistics, confirmation, export, and who has not passed.

progress-title = 🏙 <b>Progress of the city, { $cycle }</b>
progress-line =
    <b>{ $name }</b>
    confirmed { $confirmed }/{ $schools } schools · review finished { $reviewed } · passed { $passed }/{ $teachers } teachers
progress-late-schools = late schools { $late }
progress-overdue-complaints = overdue complaints { $overdue }
progress-schools-late = late { $late }
progress-complaints-overdue = overdue { $overdue }
progress-schools = Schools { $total }: published { $published } · confirmed by the principal { $confirmed } · review finished { $reviewed }
progress-teachers = Teachers { $total }: passed { $passed } · not passed { $notPassed } · exempt { $exempt }
progress-complaints = Complaints open { $open }
progress-items = Declarations: { $items }
progress-no-items = none yet
progress-button-schools = The schools ({ $count })
progress-late = ⚠️ Late and not done, by how many: { $duties }
progress-schools-title = <b>{ $name }</b> · { $count } schools
progress-no-schools = There are no schools here yet.
progress-school = { $name } · { $standing } · { $waiting } items waiting
school-standing-reviewing = under review at the school
school-standing-published = published
school-standing-confirmed = confirmed by the principal
school-standing-reviewed = review finished

stat-title = 📋 <b>{ $unit }</b> · statistics, { $cycle }
stat-not-frozen = The form is made of the frozen data, by itself after { $freezes }. Until then, here is what the principals confirmed:
stat-being-made = The data are frozen and the form is being made. Please send /statistics again in a few minutes.
stat-frozen =
    <b>Frozen data</b> (made { $at }, { $schools } schools)
    to be verified { $expected } · passed { $passed } · not passed { $failed } · pass rate { $rate } · exempt { $exempt }
stat-confirmed =
    <b>As the principals confirmed</b> ({ $schools } schools confirmed)
    to be verified { $expected } · passed { $passed } · not passed { $failed } · pass rate { $rate } · exempt { $exempt }
stat-no-difference = Both agree in every figure.
stat-difference = <b>What changed since the confirmation</b> (all of it is in the file)
stat-difference-line = { $figure }: { $before } → { $after }
stat-difference-more = { $more } more changes, please see the file.
figure-expected = To be verified
figure-exempt = Exempt
figure-declared = Declared
figure-passed = Passed
figure-failed = Not passed
figure-reasons-public-short = Public hours missing
figure-reasons-professional-short = Professional hours missing
figure-reasons-elective-short = Elective hours missing
figure-reasons-total-short = Total hours missing
figure-reasons-not-declared = Not declared
figure-reasons-with-invalid = With invalid items
figure-hours-PUBLIC = Public hours, sum
figure-hours-PROFESSIONAL = Professional hours, sum
figure-hours-ELECTIVE = Elective hours, sum
figure-returns = Returns by schools
figure-returnsAbove = Sent back by offices
figure-complaints = Complaints received
figure-complaintsSettled = Complaints settled
stat-deadline = Please hand in the electronic and the sealed paper form { $deadline }.
stat-done = ✅ { $step }: { $at }
stat-step-done = ✅ Noted: { $step }.
stat-button-xlsx = Excel file
stat-button-pdf = PDF (to print and seal)
stat-button-statistics = Hand in the statistics
stat-button-statistics-paper-sent = The sealed paper form is sent
stat-button-city-statistics = Hand in the city's statistics
stat-button-papers = Forms of the districts
stat-button-received = Paper form received: { $name }
stat-file = Statistics of { $unit }, { $cycle }. Please check, print and seal.
stat-papers-title = <b>Statistics of the districts</b>
stat-paper-awaited = ⏳ { $name }: not handed in yet
stat-paper-reported = 📨 { $name }: handed in, the paper form not yet sent
stat-paper-paper-sent = 📮 { $name }: handed in, the paper form is on its way
stat-paper-received = ✅ { $name }: handed in, the paper form has arrived

city-confirm-title = 🏛 <b>The city's confirmation, { $cycle }</b>
city-confirm-not-frozen = ⏳ The data are not frozen yet (they will be on { $freezes }); the city confirms after that.
city-confirm-frozen = ✅ The data have been frozen since { $freezes }
city-confirm-complaints = Complaints: received { $accepted } · settled { $settled } · open { $open } (overdue { $overdue })
city-confirm-complaints-of = 　{ $name }: open { $open } (overdue { $overdue })
city-confirm-forms-all = ✅ Statistics of the districts: all { $count } handed in
city-confirm-forms-missing = ⏳ Statistics of the districts: { $count }/{ $all } handed in; missing: { $names }
city-step-open = ⏳ { $step }: not done yet
city-step-done = ✅ { $step }: { $at }
city-confirm-deadline = Please finish the supervision and the confirmation { $deadline }.
city-confirm-all-done = The data of the city are confirmed; the export can be made.
city-button-complaint-supervision = Supervision is finished
city-button-city-confirmation = Confirm the city's data
city-ask-complaint-supervision = Is the supervision of complaints for { $cycle } finished? This cannot be undone.
city-ask-city-confirmation = Confirm the data of all teachers of the city for { $cycle }? They can then be exported. This cannot be undone.
city-button-sure-complaint-supervision = Yes, it is finished
city-button-sure-city-confirmation = Yes, confirm the city's data
city-did-complaint-supervision = ✅ Noted: the supervision of complaints is finished.
city-did-city-confirmation = ✅ The city's data are confirmed, and the export's operators have been told.

export-title =
    📤 <b>Import into the human resources bureau's system, { $cycle }</b>
    Please finish { $deadline }. The file names teachers by their continuing-education number and holds no ID number.
export-standing = Imported { $imported } · rejected { $rejected } · waiting for a result { $waiting }
export-line = Export no. { $serial } ({ $madeAt }): { $rows } teachers, imported { $imported }, rejected { $rejected }, waiting { $waiting }
export-marked = ✅ Marked as imported on { $at }.
export-button-check = Check the data
export-button-make = Make the export
export-button-file = No. { $serial } CSV
export-button-workbook = No. { $serial } Excel
export-button-results = No. { $serial } results
export-button-mark = Mark as imported
export-button-mark-sure = Yes, it is imported
export-button-problems = List of problems (Excel)
export-check-fine = ✅ { $teachers } teachers checked: all can be exported.
export-check-problems = ⚠️ { $teachers } teachers checked; { $leftOut } cannot be exported yet:
export-check-advice = Please have the schools and districts put these right. Everybody else can be exported now; the next export holds only who is new or changed.
export-problem-line = · { $problem }: { $count }
export-problem-certificate-number-missing = no continuing-education number
export-problem-name-missing = no name
export-problem-id-number-missing = no ID number
export-problem-school-code-missing = the school has no code
export-problem-course-name-missing = a public course without a name
export-problem-base-missing = a public course without a recognised base
export-problem-sums-differ = the sums differ from the records
export-problems-file = { $leftOut } teachers who cannot be exported yet.
export-made = ✅ Export no. { $serial } is made, { $rows } teachers. After the import, please read back the results.
export-made-but = ✅ Export no. { $serial } is made, { $rows } teachers; { $leftOut } more are kept out by problems, see “Check the data”.
export-made-file = Export no. { $serial }, { $rows } teachers (checksum { $sha256 }). It holds personal data: keep it safe and delete it after the import.
export-file = The export. It holds personal data: keep it safe and delete it after the import.
export-ask-results = Please send the result file of export no. { $serial } (Excel or CSV with the columns 继续教育证号, 结果 and 原因; 结果 is 成功 or 失败). To leave it, /cancel.
export-results-file-please = Waiting for the result file: please send Excel or CSV as a file, or /cancel.
export-results-read = ✅ Results read: imported { $imported }, rejected { $rejected }, rows not taken { $refused }.
export-refused-row = Row { $row }, “{ $column }”: { $value } ({ $why })
export-refused-more = { $more } more rows were not taken.
export-fault-certificate-unknown = this export holds no such number
export-fault-result-unknown = not understood; please write 成功 or 失败
export-fault-row-surplus = the row holds more than the header
export-fault-certificate-twice = the same number stands above
export-results-next = Once the rejected are put right, make the export again: it holds only the rejected and the changed.
export-mark-ask = { $imported } teachers are imported (rejected { $rejected }, waiting { $waiting }). Mark the import as done?
export-mark-ask-open = ⚠️ { $imported } are imported; { $rejected } were rejected and { $waiting } wait for a result. Mark the import as done all the same?
export-mark-done = ✅ Marked: the data are imported into the human resources bureau's system.

notpassed-title-final = <b>{ $unit }</b> · { $cycle }: { $count } not passed (of { $teachers }, final)
notpassed-title-provisional = <b>{ $unit }</b> · { $cycle }: { $count } not passed (of { $teachers }, provisional; may change until the freeze)
notpassed-line = · { $name }: { $why }
notpassed-line-of-school = · { $name } ({ $school }): { $why }
notpassed-office = · { $name }: { $count } (of { $teachers })
notpassed-none = Nobody.
notpassed-consequence = { $words }
notpassed-file = List of those who have not passed · { $unit } · { $count }. It holds personal data: keep it safe.
