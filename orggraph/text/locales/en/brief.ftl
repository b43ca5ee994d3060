# The page for whoever calls: one A4 sheet. Each line is a whole sentence.
brief-title-call = Call brief: { $deal }
brief-title-prepare = To find out before any call: { $deal }
brief-title-back-to-basics = Back to basics: { $deal }
brief-subtitle = { $account } · { $day }
brief-footer = The likelihoods are expert judgement. Whoever is named here may ask to read this page.

brief-head-who = Who, when, why this person
brief-head-stakes = What is at stake for the client
brief-head-blocks = What blocks, as it was seen
brief-head-unlocks = What the call can and cannot unlock
brief-head-opening = Opening lines
brief-head-questions = Questions to ask
brief-head-tone = Tone, and what not to say
brief-head-contact = The usual contact
brief-head-after = After the call
brief-head-verdict = Why no call
brief-head-not-yet = Why not yet
brief-head-settle = To find out or settle first
brief-head-instead = What to do instead
brief-head-avoid = What to leave out
brief-head-next = And then

brief-calls = { $caller } calls { $target }, N+{ $level } of { $contact }.
brief-calls-no-contact = { $caller } calls { $target }.
brief-window = Due on { $day }, possible { $window }.
brief-made = The call was made on { $day }.
brief-relation-known = The two know each other: call directly.
brief-relation-introduced = They do not know each other well: { $people } makes the introduction.
brief-relation-cold = They do not know each other: say who you are and why, in two sentences.
brief-above-held = Someone stands between { $target } and the usual contact. Ask how they are to be brought in, and settle nothing over their head.
brief-above-vacant = The seat between { $target } and the usual contact is vacant: ask who looks after it meanwhile.
brief-promotion = { $contact } may hold another post before long. It is not ours to mention; the credit you give now counts for later too.

brief-stakes = In the client’s words: “{ $stakes }”
brief-stakes-unknown = Nobody has noted it in the client’s own words: let them say it before you speak of the project.
brief-proof = Established: { $facts }.
brief-fact = { $fact } ({ $day })

brief-chance = The deal gets moving without the call: { $before }; after it: { $after }.
brief-can = Expected effects: { $effects }.
brief-can-timid-champion = It can bring the project up at the level above, so that the usual contact does not carry it alone.
brief-can-low-political-weight = It can bring the project to where the decision is made.
brief-can-no-consensus = It can have somebody say what is to be agreed on, by whom, and in which order.
brief-can-low-urgency = It can give the project its place among the other priorities.
brief-cannot = It settles neither price nor scope nor technique, and takes no decision for the client. Should a real objection come up, note it and leave it for the teams.

brief-tone = Natural and collegial, between equals, ten minutes: take an interest before you make a point. Both teams work well; nobody is to blame for the time it takes.
brief-not-discount = No discount, no price, no commercial gesture.
brief-not-pressure = No date to sign by, no “last chance”, no reminder.
brief-not-names = No name of anybody with reservations, and nothing of what somebody said in confidence.
brief-not-teams = Nothing against the teams in place, theirs or ours; never that the usual contact could not do it.

brief-contact-told = { $contact } was told on { $day }.
brief-contact-to-tell = { $who } tells { $contact } by { $day }. Do not call before.
brief-contact-says = What is said there: that you will speak to { $target }, that it rests on the work already done, and that they hear from us the same day.
brief-contact-none = No usual contact is known: nobody has been told.

brief-after-credit = The same day: { $who } tells { $contact } what was said, and leaves them the credit.
brief-after-joint = By { $day }: the follow-up is written together, and the usual contact leads.
brief-after-log = By { $day }: what came of it is written down. No second call to { $target } before { $until }.

brief-ask-timid-champion-1-formal = How do you see this project from where you are?
brief-ask-timid-champion-1-familiar = How do you see this project from where you are?
brief-ask-timid-champion-2-formal = What would those who work on it need from you to take it further?
brief-ask-timid-champion-2-familiar = What would those who work on it need from you to take it further?
brief-ask-timid-champion-3 = What would make it an easy decision to stand by?
brief-ask-low-political-weight-1 = Who has to be at ease with it before it is decided?
brief-ask-low-political-weight-2-formal = What would you want to read before you decide?
brief-ask-low-political-weight-2-familiar = What would you want to read before you decide?
brief-ask-low-political-weight-3 = Who should we work with from here on?
brief-ask-no-consensus-1-formal = What does each of your teams expect from it?
brief-ask-no-consensus-1-familiar = What does each of your teams expect from it?
brief-ask-no-consensus-2 = What has to be agreed on first, and who can settle it?
brief-ask-no-consensus-3 = Which first step would suit everybody?
brief-ask-low-urgency-1-formal = Where does this stand among your priorities this year?
brief-ask-low-urgency-1-familiar = Where does this stand among your priorities this year?
brief-ask-low-urgency-2-formal = What does it cost you to leave it as it is?
brief-ask-low-urgency-2-familiar = What does it cost you to leave it as it is?
brief-ask-low-urgency-3-formal = Which date in your year would make sense for it?
brief-ask-low-urgency-3-familiar = Which date in your year would make sense for it?

brief-candidate = Once this is settled, a call is possible: { $caller } to { $target }.
brief-candidate-none = Nobody is named for a call yet.
brief-ask-whom = To be asked of { $contact }, in an ordinary conversation, by { $day }.
brief-ask-again = Ask the question again on { $day }.
brief-avoid-call = No call above the usual contact for now: it would be felt as going over their head.
brief-avoid-push = No further reminder and no discount: both would read as pressure.
brief-answer-who = { $cause }: take it up with { $who }.
brief-answer-nobody = { $cause }: the right person is still to be found.
