# For anybody: complaint contacts and hotlines (annex 3), the picture of the flow (annex 5).

command-directory = Complaint contacts and hotlines
command-flow = Picture of the year's flow

directory-head = <b>Complaint contacts and hotlines</b> · { $cycle }
directory-hotlines = <b>Hotlines</b>
directory-hotline = · { $topic }: { $office } { $phone }
directory-hotline-sample = · { $topic }: { $office } { $phone } (sample, to be confirmed by the authority)
directory-complaints = <b>Who takes complaints</b>
directory-office-silent = · { $name }, no telephone published yet
directory-own-school = Your school's own contacts stand on its public list; or send /complain to find a school or to complain at once (anonymously if you wish).
directory-button-pdf = PDF (to print)
directory-button-xlsx = Excel file
directory-file = { $cycle }: complaint contacts of the districts and bureau schools, and the hotlines. The document is in Chinese.
annexes-button-directory = Contacts of all districts
annexes-button-flow = Picture of the flow

flow-file-name = { $cycle } flow
flow-head = <b>{ $cycle }: the flow</b>
flow-teacher = 1. Teachers confirm their profile and declare by { $declaration }; what the school returns can be submitted again before the school's publicity.
flow-school = 2. Schools review by { $review } and publish from { $from } to { $publicity }; principals confirm by { $confirmation }.
flow-school-any-day = 2. Schools review by { $review } and publish until { $publicity }; principals confirm by { $confirmation }.
flow-district = 3. Districts review by { $review }; complaints are settled by { $complaints }.
flow-second-round = 4. Sent back: teachers correct by { $teacher }, school and principal confirm by { $school }, districts review by { $district }; what is still not approved is invalid.
flow-city = 5. Freeze { $freeze }; statistics by { $statistics }, the city's confirmation by { $confirmation }, export by { $export }.
flow-dates = The dates of the notice prevail. All times are those of Guangzhou.
flow-dates-sample = The dates are samples, to be confirmed by the authority; the notice prevails. All times are those of Guangzhou.

flow-title = { $cycle }: declaring, reviewing, complaining
flow-phase-declaring = 1. Declaring
flow-phase-school = 2. The school: review, publicity, confirmation
flow-phase-district = 3. District review and complaints
flow-phase-second-round = 4. Second round
flow-phase-end = 5. Statistics and export
flow-note-declaring = What providers and schools registered is not declared again.
flow-note-school = Originals are seen. What is returned can be submitted again before publicity; during publicity anybody may complain, anonymously if they wish.
flow-note-district = Complaints: registered → investigated → settled; while one is open, its item is not confirmed.
flow-note-second-round = What came back is not published again; school and principal confirm anew. Freeze: { $freeze }, nothing changes afterwards; what is still returned or sent back then is invalid.
flow-note-end = A teacher's final result is that of the frozen data.
flow-from = from { $day }
flow-by = by { $until }
flow-latest = latest { $until }
flow-sample = sample
flow-hard-means = Dates in bold red: the system closes, nothing can be made up for.
flow-soft-means = Other dates: still to be done, marked late and told to the level above.
