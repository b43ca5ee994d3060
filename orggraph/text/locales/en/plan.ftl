# The steps of a call.
plan-step-check-golden-rule = Check the golden rule once more
plan-step-brief-caller = Brief whoever calls
plan-step-notify-contact = Tell the usual contact first
plan-step-make-call = Make the call
plan-step-debrief-contact = Thank the usual contact the same day
plan-step-joint-follow-up = Follow up together
plan-step-log-outcome = Write down what came of it
plan-step-stop-condition = Stop if one of these happens

# The same steps where nobody should call, or not yet.
plan-prepare-step-check-golden-rule = Find out and settle first
plan-prepare-step-stop-condition = No call yet
plan-back-to-basics-step-check-golden-rule = Ask again
plan-back-to-basics-step-joint-follow-up = Instead of a call
plan-back-to-basics-step-stop-condition = No call

plan-caller = Caller: { $person }.
plan-target = To be called: { $person }.
plan-line = { $order }. { $step }: { $who }, due { $day }.
plan-line-with = { $order }. { $step }: { $who } with { $whom }, due { $day }.
plan-possible = Possible { $window }.
plan-window = from { $first } to { $last }
plan-window-day = on { $day }
plan-entry = { $step }: { $whom }
plan-waits = Waits for: { $steps }.
plan-done = Done on { $day }.
plan-calendar-unknown = The public holidays of a country are not known here: check the days.

# Why, and on which day.
plan-why-check-again = Facts change: look again on the day whether the project makes sense for the client and only their organisation holds it back.
plan-why-brief = Before the call they know why it goes to { $target }, what blocks the project, what the call can change, and what is not to be said.
plan-why-introduced = Ask { $person } for the introduction to { $target }.
plan-why-tell-first = Announce that { $caller } and { $target } will speak: to keep the usual contact in the loop, never to ask permission.
plan-why-tell-in-person = Face to face, or by phone, is better than in writing.
plan-why-whom = { $target } is N+{ $level } and can settle it.
plan-why-planned = It was planned for that day.
plan-why-planned-moved = It was planned for { $on }.
plan-why-credit-contact = Tell the usual contact what was said, and leave them the credit before { $target }.
plan-why-contact-leads = The usual contact leads and ours help, so that { $target } sees it as their own project.
plan-why-learn = What came of it is what the next forecast learns from. Before { $until } no second call to { $target } is offered.
plan-why-stop-contact = { $contact } gives a serious reason against the call: hear it first.
plan-why-stop-real-cause = A real objection shows up, on budget, technique, product or price: answer it at its own level.
plan-why-stop-declined = { $target } declines, or cannot be reached twice: do not insist, and do not call again before { $until }.
plan-why-not-yet = Nobody calls before these are settled. Ask again on { $on }.
plan-why-offered-again = From { $on } on, a call would be offered again.
plan-why-ask-again = Look then whether anything has changed.
plan-why-answer-objection = Answer this where it arises: { $cause }.
plan-why-instead = Of the other ways, this one helps most.

# When silence is better.
plan-why-after-reminder = The last reminder was on { $on }: until { $until } silence is better than one more.
plan-why-after-discount = A discount was offered on { $on }: until { $until } silence is better than another sign of haste.
plan-why-away-august = In August hardly anybody is there: wait until { $until }.
plan-why-away-year-end = The client is closing its year: wait until { $until }.

# What makes the call natural: recorded facts only.
plan-why-no-occasion = No occasion is recorded: say plainly why the call is made, and make none up.
plan-why-occasion-meeting-planned = Occasion: a meeting is planned for { $on }.
plan-why-occasion-event-planned = Occasion: an event takes place on { $on }.
plan-why-occasion-new-position = Occasion: { $person } took up a new post on { $since }.
plan-why-occasion-anniversary = Occasion: on { $on }, the two will have known each other for { $years ->
    [one] one year
   *[other] { $years } years
}.
plan-why-occasion-renewal-due = Occasion: a contract is up for renewal on { $on }.
plan-why-occasion-deadline-set = Occasion: a date was set, { $on }.
plan-why-occasion-executive-interest = Occasion: { $person } showed interest on { $since }.
plan-why-occasion-pilot-succeeded = Occasion: the result of the pilot, noted on { $since }, is worth a word between executives.
plan-why-occasion-recent-contact = Occasion: the two were last in touch on { $since }, and the call picks up from there.
