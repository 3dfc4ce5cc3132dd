# /cycle and /desk: which year, and for which organisation.

command-cycle = Switch the year
command-desk = Switch the organisation
cycle-used-by-date = In use: <b>{ $cycle }</b> (chosen by today's date)
cycle-used-chosen = In use: <b>{ $cycle }</b> (chosen by you)
cycle-line = • <b>{ $cycle }</b>: { $state }
cycle-sample = { " " }({ $note })
cycle-opens = declaring opens on { $date }
cycle-declaring = open for declaring; submit { $deadline }
cycle-reviewing = declaring is over, review is under way; to be finished { $deadline }, then the data are frozen
cycle-frozen = frozen; city confirmation and export are under way
cycle-finished = finished, to look at only
cycle-ask = Tap the year to work on. Declaring, reviewing and lists are about that year from then on, until you switch again.
cycle-only-one = There is only this one year to work on, so there is nothing to choose.
cycle-button-by-date = By today's date
cycle-set = Switched to { $cycle }

desk-used = You are acting for <b>{ $organisation }</b>.
desk-used-first = You hold roles in several organisations and have chosen none; the role given to you first is used.
desk-line = • <b>{ $organisation }</b>: { $roles }
desk-separator = { ", " }
desk-ask = Tap the organisation to act for now. It stays so until you switch again.
desk-only-one = You hold roles only in <b>{ $organisation }</b> ({ $roles }), so there is nothing to switch.
desk-none = This is for people who hold an office in an organisation. Send /help to see what you can do.
desk-button-first = None in particular
desk-set = Switched to { $organisation }
