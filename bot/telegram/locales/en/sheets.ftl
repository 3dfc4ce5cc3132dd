# School HR: noting the signed sheets that arrived.

sheets-title = <b>Signed sheets</b> · { $school } · { $cycle }
sheets-awaited = Teachers who confirmed and whose signed sheet has not arrived: { $count } (page { $page } of { $pages }). Tap a name for each sheet you received.
sheets-none = No signed sheet is awaited at the moment. Teachers appear here once they confirmed their profile.
sheets-received = ✅ Noted: the signed sheet of <b>{ $name }</b> is here.
sheets-taken-back = ↩️ Taken back: the signed sheet of <b>{ $name }</b> is awaited again.
sheets-there = Teachers whose signed sheet was noted: { $count } (page { $page } of { $pages }). Tap a name to take back what was noted by mistake; after a wrong tap, note it again in the list of those awaited.
sheets-there-none = No signed sheet has been noted so far.
sheets-button-there = See or take back those noted ({ $count })
sheets-button-awaited = ‹ Back to those awaited
sheets-button-take-back = Take back: { $name } (noted { $at })
sheets-button-received = Received: { $name } (confirmed { $date })
