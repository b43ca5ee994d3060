verdict-go = Call: the project makes sense for the client, and only their organisation holds it back.
verdict-prepare = Prepare first: { $count ->
    [one] one point is
   *[other] { $count } points are
} still to be found out or settled before anybody calls.
verdict-do-not-real-cause = Do not call: back to basics. A call would only expose this higher up: { $causes }.
verdict-do-not-project = Do not call: back to basics. The client says there is no need.
verdict-do-not-overused = Do not call now: those who could call or be called have been asked too often lately.
verdict-do-not-friction = Do not call: back to basics. What was seen does not point to the organisation alone.

title-paths = Who calls whom
title-paths-once-prepared = Who could call whom, once that is done
title-excluded = Left out
title-rules = The rules
title-basics = Back to basics

contact-line = Usual contact: { $contact }.
manager-line = N+{ $level }: { $person }
manager-vacant = vacant seat
no-paths = No path: nobody above the usual contact, or nobody of ours to call, is known.
lost-lines = { $count ->
    [one] One reporting line was
   *[other] { $count } reporting lines were
} set aside, because sources disagree.

path-line = { $rank }. { $caller } calls { $target } (N+{ $level }), { $how }.
path-directly = directly: they know each other
path-cold = cold: no acquaintance is strong enough
path-introduced = introduced by { $introducers }
path-fit = Fit { NUMBER($fit, minimumFractionDigits: 2, maximumFractionDigits: 2) }: rank { NUMBER($rank, minimumFractionDigits: 2, maximumFractionDigits: 2) }, function { NUMBER($function, minimumFractionDigits: 2, maximumFractionDigits: 2) }, acquaintance { NUMBER($warmth, minimumFractionDigits: 2, maximumFractionDigits: 2) }, calls already made { NUMBER($freshness, minimumFractionDigits: 2, maximumFractionDigits: 2) }.
path-decision = { NUMBER($share, style: "percent") } of the decision lies with or under them.
path-conflict = They stand above those who disagree.
path-down = Then down to the usual contact: { $people }.

step-caller = { $person } makes the call.
step-introduces = { $person } makes the introduction.
step-calls = { $person } takes the call.
step-manages = { $person } comes next on the reporting line.
step-manages-vacant = The next seat on the reporting line is vacant.
step-influences = { $person } has the ear of the next person.

excluded-line = { $caller } calling { $target }: { $why }
rule-line = { $name }: { $status }. { $why }
remedy-line = To do: { $what }
cause-line = { $cause } ({ $likelihood })
nothing-observed = Nothing was noted yet, so nothing can be said.
basics-line = To answer { $cause }: { $who } ({ $level }).
basics-nobody = To answer { $cause }: the right person is still to be found.
somebody = somebody not named here

pressure-message = { $followUps ->
    [0] No follow-up
    [one] One follow-up
   *[other] { $followUps } follow-ups
} and { $discounts ->
    [0] no discount
    [one] one discount
   *[other] { $discounts } discounts
} lately.
pressure-warning = One more would be felt as pressure and make it worse.

list-and = { $first } and { $last }
day = { DATETIME($day, dateStyle: "long") }
blocks-line = What seems to block it: { $causes }.
blocks-nothing = Nothing that was seen points to a cause.
