# What the answer comes to, and why.
verdict-clear = Call: the project makes sense for the client, and only their organisation holds it back.
verdict-to-prepare = { $count ->
    [0] Prepare first: no way of calling meets every rule at once.
    [one] Prepare first: one point is still to be found out or settled before anybody calls.
   *[other] Prepare first: { $count } points are still to be found out or settled before anybody calls.
}
verdict-too-little-known = { $count ->
    [0] Prepare first: too little is known to tell whether a call would help.
    [one] Prepare first: too little is known to tell whether a call would help, and one point is to be found out or settled.
   *[other] Prepare first: too little is known to tell whether a call would help, and { $count } points are to be found out or settled.
}
verdict-needs-introduction = Prepare first: find somebody they trust to make the introduction, be it the usual contact, a partner, or a colleague who knows them. The figures are those of a call as things stand: it would change too little; introduced, it would be worth it.
verdict-real-cause = Do not call: back to basics. A call would only expose the real problem higher up: { $causes }.
verdict-no-need = Do not call: back to basics. The client says that there is no need.
verdict-not-organisational = Do not call: back to basics. What was seen does not point to the organisation alone.
verdict-overused = Do not call now: those who could call or be called have been asked too often lately.
verdict-nobody-with-authority = Do not call: nobody above the usual contact who could be called could settle it.
verdict-not-worth-it = Do not call: it would change too little for what it risks. { $best }
verdict-already-moves = Do not call: the deal is on its way, and is best left alone. { $best }
verdict-best-other = Of the other ways, this one helps most: { $way }
verdict-no-other = No other way that was looked at helps more than to carry on with the usual contact.

# What else could be done.
alternative-do-nothing = Leave it as it is.
alternative-follow-up = One more follow-up to { $actor }.
alternative-follow-up-nobody = One more follow-up: there is no usual contact to send it to.
alternative-discount = A discount.
alternative-champion-asks-upward = { $actor } speaks of it to { $on }.
alternative-champion-asks-upward-nobody = The champion speaks of it higher up: no convinced champion with a known manager could.
alternative-peer-route = { $actor }, who is in favour, speaks of it to { $on } first.
alternative-peer-route-nobody = An ally speaks of it first: nobody else is known who is in favour and has the ear of those who decide.

# What would make it easier for the usual contact.
mitigation-tell-first = tell the usual contact before the call
mitigation-tell-in-person = tell the usual contact face to face before the call
mitigation-credit-contact = give the usual contact the credit, in front of their manager
mitigation-call-level-below = call one level lower

# Small changes that would give another answer.
flip-signal-seen = Should this be seen: { $signal }.
flip-stance-up = Should { $person } turn more favourable: { $label }.
flip-stance-down = Should { $person } turn less favourable: { $label }.
flip-contact-not-told = Should { $person } not be told before the call.
flip-manager-confirmed = Should it be confirmed that the usual contact reports to { $person }.

# Why a deal is not on the agenda of calls.
gap-to-prepare = Not ready: some points are still to be found out or settled before anybody calls.
gap-too-little-known = Too little is known to tell whether a call would help.
gap-needs-introduction = Not ready: an introduction is needed first.
gap-real-cause = No call: there is a real objection to answer first.
gap-no-need = No call: the client says that there is no need.
gap-not-organisational = No call: what was seen does not point to the organisation alone.
gap-overused = No call now: those who could call or be called have been asked too often lately.
gap-overused-until = No call before { $until }: those who could call or be called have been asked too often lately.
gap-nobody-with-authority = No call: nobody above the usual contact who could be called could settle it.
gap-not-worth-it = No call: it would change too little for what it risks.
gap-already-moves = No call: the deal is on its way.
gap-callers-taken = A call would help, but all those who could make it are already taken by other deals, or those to be called have had enough calls.

stance-strong-supporter = strongly in favour
stance-supporter = in favour
stance-neutral = neutral
stance-reserved = with reservations
stance-opponent = against
stance-unknown = position unknown
