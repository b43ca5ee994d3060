rule-name-project-makes-sense = The project makes sense for the client
rule-name-organisational-friction = Only organisational friction blocks it
rule-name-no-budget-problem = No real budget problem
rule-name-no-technical-constraint = No legitimate technical constraint
rule-name-no-product-weakness = No objective weakness of the product
rule-name-no-price-standoff = No standoff on price
rule-name-not-overused = Calls have not been overused
rule-name-contact-can-be-told-first = The usual contact can be told first
rule-name-target-has-authority = The person called can settle it
rule-name-caller-fits = The caller is a match for the person called
rule-name-disavowal-acceptable = The usual contact would take the call well

status-pass = holds
status-fail = does not hold
status-unknown = to find out

# The project makes sense.
rule-project-makes-sense-confirmed = The need is confirmed and its value shown.
rule-project-makes-sense-denied = The need is denied, and nothing later says otherwise.
remedy-project-makes-sense-denied = Understand with the usual contact whether the need exists; do not call before.
rule-project-makes-sense-need-unconfirmed = Nobody has confirmed the need.
remedy-project-makes-sense-need-unconfirmed = Have the client confirm the need in their own words.
rule-project-makes-sense-value-unconfirmed = The need is confirmed, but neither figures nor a pilot show its value.
remedy-project-makes-sense-value-unconfirmed = Put the value in figures with the client, or run a pilot.

# Organisational friction.
rule-organisational-friction-friction = What was seen points to the organisation and to nothing else ({ $likelihood }).
rule-organisational-friction-not-organisational = From what was seen, it is { $likelihood } that the organisation alone holds it back.
remedy-organisational-friction-not-organisational = Look for the real objection and answer it at the right level.
rule-organisational-friction-unclear = What was seen may point to the organisation, or to something else.
remedy-organisational-friction-unclear = Find out what holds the decision back: who has to agree, what worries them, what else is urgent.
rule-organisational-friction-nothing-observed = Nothing was noted about this deal yet.
remedy-organisational-friction-nothing-observed = Note what was seen: replies, meetings put off, who decides, what was confirmed.

# The four real causes; $cause names one of them.
rule-cause-stated = It was stated: { $signals }. Nothing later takes it back.
remedy-cause-stated = Answer it where it is decided, and note when it is settled; a call would only expose it higher up.
rule-cause-likely = What was seen makes it { $likelihood }.
remedy-cause-likely = Ask openly about { $cause }, and answer it at the right level first.
rule-cause-countered = It was set aside: { $signals }.
rule-cause-unlikely = What was seen makes it { $likelihood }.
rule-cause-open = What was seen neither confirms it nor sets it aside.
remedy-cause-open = Ask the client directly whether there is { $cause }.
rule-cause-no-evidence = Nothing that was seen says anything about it.
remedy-cause-no-evidence = Ask the client directly whether there is { $cause }.

# Overuse.
rule-not-overused-fresh = There is still somebody who can call without wearing it out.
rule-not-overused-all-overused = Everyone who could call or be called has been asked too often lately, until { $until } at the earliest.
remedy-not-overused-all-overused = Wait until { $until }; until then, work with the usual contact.
rule-not-overused-caller-overused = { $count ->
    [one] This caller made one call lately
   *[other] This caller made { $count } calls lately
}, which is enough until { $until }.
remedy-not-overused-caller-overused = Let somebody else call, or wait until { $until }.
rule-not-overused-account-overused = { $count ->
    [one] This client received one call lately
   *[other] This client received { $count } calls lately
}, which is enough until { $until }.
remedy-not-overused-account-overused = Wait until { $until }; until then, work with the usual contact.
rule-not-overused-target-overused = { $count ->
    [one] This person was called once lately
   *[other] This person was called { $count } times lately
}, which is enough until { $until }.
remedy-not-overused-target-overused = Call somebody else, or wait until { $until }.

# The usual contact.
rule-contact-can-be-told-first-can-be-told = The usual contact is known and in touch: tell them before the call.
rule-contact-can-be-told-first-contact-left = The usual contact no longer works there.
remedy-contact-can-be-told-first-contact-left = Find and meet their successor first.
rule-contact-can-be-told-first-will-not-be-told = The call was to be made without telling the usual contact.
remedy-contact-can-be-told-first-will-not-be-told = Tell the usual contact first, and make it their success.
rule-contact-can-be-told-first-no-contact = No usual contact is known for this deal.
remedy-contact-can-be-told-first-no-contact = Name the usual contact, or the champion.
rule-contact-can-be-told-first-silent = { $count ->
    [one] A follow-up
   *[other] { $count } follow-ups in a row
} had no reply, and nothing was heard since.
remedy-contact-can-be-told-first-silent = Reach the usual contact another way, without one more reminder.

# Too many calls asked for by one of us.
rule-not-overused-owner-overused = { $count ->
    [one] The owner of this deal asked for one call lately
   *[other] The owner of this deal asked for { $count } calls lately
}, which is enough until { $until }.
remedy-not-overused-owner-overused = Wait until { $until }; until then, work with the usual contact.

# Whether the person called could settle it.
rule-target-has-authority-above-conflict = The person called stands above those who disagree, and can settle it.
rule-target-has-authority-holds-decision = { NUMBER($share, style: "percent") } of the decision lies with the person called or below them.
rule-target-has-authority-no-say = The person called does not stand above those who disagree, and does not hold enough of the decision.
remedy-target-has-authority-no-say = Look for whoever stands above all those who have to agree.
rule-target-has-authority-no-decider = Who decides is not known, so nothing says that the person called could settle it.
remedy-target-has-authority-no-decider = Ask the usual contact who signs, and who can say no.
rule-target-has-authority-inferred-line = That the person called manages the usual contact was only read from titles; no source says so.
remedy-target-has-authority-inferred-line = Ask the usual contact whom they report to, and enter it.
rule-target-has-authority-inferred-decider = Nobody is known to decide; the lowest manager of all those concerned was taken instead.
remedy-target-has-authority-inferred-decider = Ask the usual contact who signs, and who can say no.
rule-target-has-authority-briefed-against = The person called has already been told about it, and is against it.
remedy-target-has-authority-briefed-against = Do not call them about it; understand first what they were told and what worries them.
rule-target-has-authority-briefed = The person called has already been told about it; where they stand is not known.
remedy-target-has-authority-briefed = Ask the usual contact what they were told, and what they made of it.

# Whether the caller is a match.
rule-caller-fits-fits = The two match well enough: fit { NUMBER($fit, minimumFractionDigits: 2, maximumFractionDigits: 2) }, rank { NUMBER($rank, minimumFractionDigits: 2, maximumFractionDigits: 2) }.
rule-caller-fits-ranks-apart = The two are too far apart in rank: fit { NUMBER($fit, minimumFractionDigits: 2, maximumFractionDigits: 2) }, rank { NUMBER($rank, minimumFractionDigits: 2, maximumFractionDigits: 2) }.
remedy-caller-fits-ranks-apart = Let somebody of ours of a nearer rank make the call.
rule-caller-fits-weak-fit = The two have too little in common in rank, function and acquaintance: fit { NUMBER($fit, minimumFractionDigits: 2, maximumFractionDigits: 2) }, rank { NUMBER($rank, minimumFractionDigits: 2, maximumFractionDigits: 2) }.
remedy-caller-fits-weak-fit = Look for an introduction, or for somebody closer to the person called.
rule-caller-fits-rank-unread = The title of one of the two does not tell their rank.
remedy-caller-fits-rank-unread = Enter the full title, or the rank, of both.

# Whether the usual contact would take it well.
rule-disavowal-acceptable-acceptable = The risk that the usual contact feels bypassed is small enough ({ NUMBER($risk, minimumFractionDigits: 2, maximumFractionDigits: 2) }).
rule-disavowal-acceptable-too-high = The risk that the usual contact feels bypassed is too high ({ NUMBER($risk, minimumFractionDigits: 2, maximumFractionDigits: 2) }).
remedy-disavowal-acceptable-too-high = Tell the usual contact face to face before the call and give them the credit, or call a level below.
rule-disavowal-acceptable-no-contact = No usual contact is known, so this risk cannot be judged.
remedy-disavowal-acceptable-no-contact = Name the usual contact, or the champion.

# Without a pair, whatever the rule.
rule-no-pair = Nobody to call, or nobody to make the call, is known.
remedy-no-pair = Find out who is above the usual contact, and enter our managers.
