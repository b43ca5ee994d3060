title-why = Why
title-basics = Back to basics
title-questions = What to find out

chance-line = The deal gets moving without a call: { $judgement }.
manager-line = { $line }: { $person }
manager-inferred = { $person } (read from titles, to be confirmed)
manager-level = N+{ $level }
manager-level-dotted = N+{ $level }, dotted line
firmness = The verdict stays the same in { NUMBER($verdict, style: "percent") } of the simulations, the first way in { NUMBER($first, style: "percent") }.
firmness-verdict = The verdict stays the same in { NUMBER($verdict, style: "percent") } of the simulations.
calibrated = The figures are expert judgement, held against what came of earlier calls.
uncalibrated = The figures are expert judgement, not measured yet against what happened.

contact-line = Usual contact: { $contact }.
manager-vacant = vacant seat
lost-lines = { $count ->
    [one] One reporting line was
   *[other] { $count } reporting lines were
} set aside, because sources disagree.

step-caller = { $person } makes the call.
step-introduces = { $person } makes the introduction.
step-calls = { $person } takes the call.
step-manages = { $person } comes next on the reporting line.
step-manages-vacant = The next seat on the reporting line is vacant.
step-influences = { $person } has the ear of the next person.

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
day-first = { $month } 1, { $year }
blocks-line = What seems to block it: { $causes }.
blocks-nothing = Nothing that was seen points to a cause.
