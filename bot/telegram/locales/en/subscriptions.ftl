# Subscriptions: other systems are told what happens
subscriptions-title = <b>Event subscriptions</b>: { $connection }
subscriptions-what = When something of the following happens, a signed message goes to the address that the other side gave.
subscriptions-none = There is no subscription yet.
subscriptions-line = <b>{ $number }.</b> { $host } ({ $organisation })
  { $types }
  { $delivered } delivered, { $open } waiting, { $givenUp } given up
subscriptions-fault = Last one that did not get through: { $fault }
subscriptions-button-list = Event subscriptions
subscriptions-button-new = New subscription
subscriptions-button-end = End no. { $number }
subscriptions-button-again = Resend what no. { $number } missed
subscriptions-button-sure = Yes, end it
subscriptions-choose = Which events?
subscriptions-group-all = All events
subscriptions-group-declarations = Declarations
subscriptions-group-schools = Publicity and confirmation
subscriptions-group-complaints = Complaints
subscriptions-group-cycle = Freeze and export
subscriptions-separator = {", "}
subscriptions-ask-address = Please send the address of the receiver, beginning with https://.
subscriptions-address-hint = https://
subscriptions-made = Subscribed: { $host }. What happens from now on is sent there.
subscriptions-ask-end = End sending to { $host }? { $open } not yet delivered will not be sent any more.
subscriptions-ended = The subscription has ended; nothing more is sent.
subscriptions-again = { $events ->
    [one] One event goes out again.
   *[other] { $events } events go out again.
  }
notice-subscription-gone = The receiver { $host } of “{ $connection }” is gone for good (it answered 410), so its subscription was ended. If they have a new address, please subscribe it again.
refusal-subscription-address = This address cannot be used. Please send a whole address that begins with https://, without a user name, a password or anything behind #, and that is not in a private network.
refusal-subscription-types = There is no such event. Please choose from the list.
refusal-subscription-connection-gone = This connection was not found, or it was withdrawn. Please go back to the list.
refusal-subscription-gone = This subscription has ended or never was. Please go back to the list.
refusal-subscription-nothing-to-redeliver = There is nothing to send again: none was given up, or it is kept no longer.
refusal-download-unknown = There is no such download. There are publicity, statistics and export.
refusal-download-not-allowed = This connection may not download “{ $type }”. If it should, ask the operator of the city to allow it.
refusal-download-too-large = More than { $max } rows make no workbook. Please take the format csv or json.
refusal-download-busy = Many are downloading now. Please try again in a minute.
