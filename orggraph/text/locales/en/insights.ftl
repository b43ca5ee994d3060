# What a reader should notice: the message, and the rule that says when it applies. $people are its people, $count how many.
insight-no-decider = { $count ->
    [0] Nobody is known to decide.
   *[other] Nobody is known to decide; the lowest manager of all those concerned is taken instead: { $people }.
}
insight-rule-no-decider = No stakeholder of the deal is marked as deciding.
insight-no-champion = Nobody is marked as the champion of the project.
insight-rule-no-champion = No stakeholder of the deal has the role of champion.
insight-veto-against = { $count ->
    [one] { $people } can say no, and is probably against it.
   *[other] { $people } can say no, and are probably against it.
}
insight-rule-veto-against = Somebody who can veto is against it in at least half of the simulations.
insight-champion-manager-opposes = { $count ->
    [one] { $people }, to whom the champion reports, is probably against it.
   *[other] { $people }, to whom the champion reports, are probably against it.
}
insight-rule-champion-manager-opposes = The manager of the champion is against it in at least half of the simulations.
insight-champion-only-thread = The champion, { $people }, is the only one there with whom we are in touch.
insight-rule-champion-only-thread = Of all stakeholders, ours know only the champion.
insight-decider-stance-unknown = It is not known where { $people } { $count ->
    [one] stands
   *[other] stand
}, on whom the decision hangs.
insight-rule-decider-stance-unknown = Somebody who decides or can veto has no position noted.
insight-key-player-uncovered = Nobody of ours is in touch with { $people }, on whom the decision hangs.
insight-rule-key-player-uncovered = Somebody who decides or can veto is known to none of ours and was not met.
insight-no-power-engaged = None of those with whom we are in touch has the rank or the weight to carry the decision.
insight-rule-no-power-engaged = No stakeholder known to ours is a director or above, or could carry the decision alone.
insight-single-thread = { $people } is the only one there with whom we are in touch, and is not the champion.
insight-rule-single-thread = Of all stakeholders, ours know only one, who is not the champion.
insight-supporters-not-more = In favour: { $supporters }; with reservations or against: { $opponents } ({ $people }).
insight-rule-supporters-not-more = Those known to be in favour are not more than those with reservations or against.
insight-champion-silent = { $people }, the champion, has been silent, in meetings or when followed up.
insight-rule-champion-silent = The champion did not speak in meetings, or three follow-ups in a row had no reply.
insight-rival-near-buyer = { $count ->
    [one] { $people }, in conflict with the champion, weighs more with those who decide.
   *[other] { $people }, in conflict with the champion, weigh more with those who decide.
}
insight-rule-rival-near-buyer = Somebody in conflict with the champion has more weight with those who decide than the champion has.
insight-champion-leaving = { $people }, the champion, is expected to move to another post.
insight-rule-champion-leaving = A post is noted to which the champion may move.
insight-manager-unknown = No source says to whom { $people } reports.
insight-rule-manager-unknown = No source names the manager of the usual contact, or says that there is none.
insight-under-pressure = { pressure-message } { pressure-warning }
insight-rule-under-pressure = Follow-ups and discounts have lately reached the number from which they are felt as pressure.
insight-stale-map = Nothing was noted for { $days } days: the map may no longer hold.
insight-rule-stale-map = No signal and no call for longer than a map stays fresh.
insight-nobody-opposes = Nobody is known to have reservations: perhaps nobody was asked.
insight-rule-nobody-opposes = At least two positions are known, and none is with reservations or against.

severity-critical = serious
severity-warning = to watch
severity-info = good to know
health-red = Red: the map shows something serious.
health-amber = Amber: the map shows something to watch, nothing serious.
health-green = Green: the map shows nothing serious and nothing to watch.
health-rule-red = At least one serious insight applies.
health-rule-amber = No serious insight applies, but at least one to watch.
health-rule-green = Neither applies.
