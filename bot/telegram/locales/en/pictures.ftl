# Pictures of progress: one's own, and the school's. The words in them stand in core/reports; the caption says the same.

picture-button-progress = 📊 Picture
picture-button-school = 📊 Picture of the school
notice-weekly = 📌 <b>Your week</b>

picture-as-of = as of { $day }
picture-title-with-day = { $title } ({ $day })

picture-progress-title = { $cycle }: hours
picture-progress-title-named = { $cycle }: hours · { $name }
picture-progress-exempt = Exempt this year
picture-progress-passed = Passed (provisional)
picture-progress-passed-finally = Passed
picture-progress-to-go = { $hours ->
    [one] { $hours } hour to go
   *[other] { $hours } hours to go
  }
picture-progress-not-passed = { $hours ->
    [one] Not passed, { $hours } hour short
   *[other] Not passed, { $hours } hours short
  }
picture-progress-until-freeze = Final when the verification ends.
picture-progress-enough-in-review = { $waiting ->
    [one] Passed once the { $waiting } hour under review is approved.
   *[other] Passed once the { $waiting } hours under review are approved.
  }
picture-progress-not-enough-in-review = { $hours ->
    [one] { $hours } hour to go once the { $waiting } under review are approved.
   *[other] { $hours } hours to go once the { $waiting } under review are approved.
  }
picture-progress-only-total = Only the total is short: any category will do.
picture-progress-only-category = Only { $label } is short.
picture-progress-where = { $list }{ $anywhere ->
    [0] {""}
   *[other] , any category { $anywhere }
  }.
picture-progress-counted = counted
picture-progress-under-review = under review
picture-progress-missing = missing
picture-progress-enough = enough
picture-progress-open = not reached
picture-progress-total = Total
picture-progress-minimum = min
picture-progress-advised = advised
picture-progress-row = { $label }: { $values }
picture-progress-row-of = { $label }: { $values } ({ $minimum })
picture-progress-over = The verification is over; this is the final result.
picture-progress-closed = Declaring closed { $until }; review goes on.
picture-progress-closes = Declaring closes { $until }
picture-progress-declare-by = Declare { $deadline }.

picture-school-title = { $cycle }: the whole school
picture-school-headline = { $passed } of { $judged } passed
picture-school-note = { $school }: { $all } teachers, a cell each.
picture-school-not-started = not started: { $count }
picture-school-not-sent = not sent: { $count }
picture-school-returned = returned or sent back: { $count }
picture-school-short = reviewed, but short: { $count }
picture-school-under-review = under review: { $count }
picture-school-passed = passed (provisional): { $count }
picture-school-passed-finally = passed: { $count }
picture-school-exempt = exempt: { $count }
picture-school-unconfirmed = Of those who passed, { $count } have not confirmed their profile.
picture-school-declare-by = Teachers declare { $deadline }.
picture-school-closed = Declaring closed { $until }.
