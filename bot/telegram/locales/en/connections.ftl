# Connections of other systems
command-connections = connections of other systems
conn-head =
    <b>Connections</b>
    Other systems (staff offices, training providers) can send data, and download lists and statistics, signed as agreed.
conn-none = No connection is in use at the moment.
conn-count = { $count } in use. Tap one to look at it, rotate its key or withdraw it.
conn-entry = { $name } · { $organisation }
conn-never = never
conn-no-types = nothing
conn-card =
    <b>{ $name }</b>
    Organisation: { $organisation }
    Id: <code>{ $id }</code>
    May send: { $sends }
    May download: { $downloads }
    At most { $pace } calls a minute, { $size } a message
    Keys in force, made: { $keys }
    Connected: { $made }
    Last message: { $last }
conn-refused-lately = ⚠️ { $count ->
    [one] One call was
   *[other] { $count } calls were
  } refused within the last hour; why stands in the audit trail.
conn-withdrawn = Withdrawn on { $at }.
conn-button-new = New connection
conn-button-all = All connections
conn-button-one = See this connection
conn-button-rotate = Rotate the key
conn-button-older = Withdraw the older key
conn-button-allow = Change what it may
conn-button-limit = Change the limits
conn-button-people = Numbers of people
conn-button-end = Withdraw
conn-ask-rotate = Make a new key for “{ $name }”? Both keys hold until you withdraw the older one, after the other side has changed to the new one.{ $keys ->
    [1] {""}
   *[other] {" "}Two are in force now: the older of them ends at once.
  }
conn-button-rotate-sure = Make a new key
conn-rotate-done = The new key is in the next message. When the other side uses it, come back and withdraw the older one.
conn-ask-older = Withdraw the older key of “{ $name }”? Make sure the other side uses the new one: messages signed with the older one are refused from then on.
conn-button-older-sure = Withdraw the older key
conn-older-done = The older key is withdrawn.
conn-ask-limit = “{ $name }” may call { $pace } times a minute now, with { $size } a message. Please choose:
conn-button-pace-of = { $pace } a minute
conn-button-size-of = { $size } a message
conn-limit-done = The limits are changed, from now on.
conn-ask-allow = What may “{ $name }” send and download? Tap what applies, then “Next”. Nothing changes before you confirm.
conn-check-allow =
    “{ $name }” will be allowed this:
    To send: { $sends }
    To download: { $downloads }

    It holds at once when you confirm; what was sent already stands.
conn-button-allow-sure = Change it
conn-allow-done = Changed, from now on.
conn-people-head =
    <b>Numbers of people</b>: { $name }
    The staff of offices and providers have no continuing-education number. When the other system gives or takes their roles, it names them by these. A number opens nothing by itself; please hand it to the other side’s engineers with the key.
conn-people-none = Nobody needs a number: everybody with an account within its reach has a continuing-education number.
conn-person =
    { $name } · { $organisation }
    { $roles }
    <code>{ $number }</code>
conn-person-no-role = (no role now)
conn-ask-end = Withdraw “{ $name }”? Its keys, roles and subscriptions end at once and for good; what it has sent stands.
conn-button-end-sure = Withdraw it
conn-end-done = Withdrawn.
conn-ask-place = Whose system is it? Please send a part of the organisation’s name, such as 明德.
conn-places-found = Please choose the organisation:
conn-ask-types = What may the system of “{ $organisation }” send and download? Tap what applies, then “Next”. Choose nothing if it is only told what happens.
conn-button-all-types = All / none
conn-button-next = Next
conn-button-send = Send: { $type }
conn-button-download = Download: { $type }
conn-ask-limits = How often a minute may the system of “{ $organisation }” call, and how large may a message be? What is usual is marked: tap “Next” to keep it. It can be changed later.
conn-ask-name = Please send a name for this connection, such as “District staff system”. It stands in the records of review.
conn-name-hint = Name of the connection
conn-check =
    Please check:
    Name: <b>{ $name }</b>
    Organisation: { $organisation }
    May send: { $sends }
    May download: { $downloads }
    At most { $pace } calls a minute, { $size } a message

    If the name is wrong, just send it again.
conn-button-make = Make it
conn-made = “{ $name }” of “{ $organisation }” is connected. Its key is in the next message.
conn-key =
    ⚠️ <b>Shown once: keep it now</b>
    Id (webhook-connection):
    <code>{ $id }</code>
    Key:
    <code>{ $key }</code>
    Please hand it to the other side’s engineers in a safe way and forward it to no group. If it is lost, it can only be rotated.
conn-button-kept = Kept: remove this message
conn-type-organisation-upserted = organisations
conn-type-person-upserted = people
conn-type-role-granted = roles granted
conn-type-role-withdrawn = roles withdrawn
conn-type-record-registered = hours registered
conn-type-declaration-approved = declarations approved
conn-type-declaration-returned = declarations returned (school) or sent back (office)
conn-type-complaint-registered = complaints registered
conn-type-complaint-settled = complaints settled
conn-type-export-result = results of an export
conn-type-download-publicity = public lists
conn-type-download-statistics = statistics
conn-type-download-export = the export
