# School HR: noting the signed sheets that arrived.

sheets-title = <b>Signed sheets</b> · { $school } · { $cycle }
sheets-awaited = Teachers who confirmed and whose signed sheet has not arrived: { $count } (page { $page } of { $pages }). Tap a name for each sheet you received.
sheets-none = No signed sheet is awaited at the moment. Teachers appear here once they confirmed their profile.
sheets-received = ✅ Noted: the signed sheet of <b>{ $name }</b> is here.
sheets-button-received = Received: { $name } (confirmed { $date })
sheets-button-previous = ‹ Previous
sheets-button-next = Next ›
