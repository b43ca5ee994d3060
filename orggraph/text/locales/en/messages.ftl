# What is said and written around a call. -formal and -familiar: how the person is addressed.

# To the usual contact, before the call.
message-spoken = In person or by phone:
message-email = By e-mail:
message-hello-formal = Hello,
message-hello-familiar = Hi,
message-regards-formal = Kind regards,
message-regards-familiar = Talk soon,
message-contact-subject = Subject: { $deal }
message-contact-announce-formal = I wanted you to hear it from me first: { $caller } and { $target } will be speaking, probably on { $day }.
message-contact-announce-familiar = I wanted you to hear it from me first: { $caller } and { $target } will be talking, probably on { $day }.
message-contact-above-formal = I know this is not the next level up: how would you like the level in between to hear of it?
message-contact-above-familiar = I know this isn’t the next level up: how would you like the level in between to hear of it?
message-contact-timid-champion-formal = The point is that management hears of the project from us as well, so that it does not rest on you alone.
message-contact-timid-champion-familiar = The point is that management hears of the project from us too, so that it isn’t all on you.
message-contact-low-political-weight = The point is to speak of the project where it will be decided.
message-contact-no-consensus = The point is that those who have a say agree on what comes first.
message-contact-low-urgency = The point is to see where the project stands among this year’s priorities.
message-contact-other = The point is to speak of the project at management level.
message-contact-credit-formal = It all rests on the work you have done, and that will be said.
message-contact-credit-familiar = It all rests on the work you’ve done, and that will be said.
message-contact-ask-formal = Is there anything you would like to be mentioned, or rather left out?
message-contact-ask-familiar = Is there anything you’d like mentioned, or left out?
message-contact-after-formal = I will tell you the same day what was said.
message-contact-after-familiar = I’ll tell you the same day what was said.

# To whoever calls.
message-caller-ask-formal = Would you have ten minutes to call { $target } about “{ $deal }”, on { $day } or in the days after?
message-caller-ask-familiar = Could you spare ten minutes to call { $target } about “{ $deal }”, on { $day } or in the days after?
message-caller-known = You know each other, and that is what will make it natural.
message-caller-introduced = { $people } can make the introduction; I will see to it.
message-caller-cold = You have not met, but you are the right match for each other.
message-caller-brief = The brief is attached: what is at stake for them, what to ask, what to leave out.
message-caller-wait-formal = I will tell { $contact } first; please do not call before I confirm that this is done.
message-caller-wait-familiar = I’ll tell { $contact } first; please don’t call before I confirm it’s done.

# What whoever calls opens with.
message-open-known-formal = It is good to speak to you again.
message-open-known-familiar = Good to talk to you again.
message-open-introduced-formal = Thank you for taking my call, and thanks to { $people } for the introduction.
message-open-introduced-familiar = Thanks for taking my call, and thanks to { $people } for the introduction.
message-open-cold-formal = We have not met yet: this is { $caller }, of { $ours }.
message-open-cold-familiar = We’ve not met yet: this is { $caller }, of { $ours }.
message-open-meeting-planned = We have a meeting coming up on { $on }, and I wanted to say a word before.
message-open-event-planned-formal = There is the event of { $on }: I thought of you.
message-open-event-planned-familiar = There’s the event of { $on }: I thought of you.
message-open-new-position-formal = You took up your post not long ago: how is it going?
message-open-new-position-familiar = You took up your post not long ago: how’s it going?
message-open-after-meeting-planned = I wanted to come back to the meeting of { $on }.
message-open-after-event-planned = I wanted to come back to you after the event of { $on }.
message-open-anniversary = We have now known each other for { $years ->
    [one] a year
   *[other] { $years } years
}, and I thought it a good reason to call.
message-open-renewal-due-formal = The contract between our firms comes up for renewal on { $on }: a good moment to hear how you see things.
message-open-renewal-due-familiar = The contract between our firms comes up for renewal on { $on }: a good moment to hear how you see things.
message-open-deadline-set = A date was set, { $on }, and I wanted to hear how things look from your side before then.
message-open-executive-interest-formal = You showed an interest in what our teams are doing together, and I wanted to thank you for it.
message-open-executive-interest-familiar = You showed an interest in what our teams are doing together, and I wanted to thank you for it.
message-open-pilot-succeeded = The pilot our teams ran went well, and I thought it worth a word between us.
message-open-recent-contact-formal = I wanted to pick up from when we last spoke.
message-open-recent-contact-familiar = I wanted to pick up from when we last talked.
message-open-no-occasion = I am calling about one thing, and will be brief.
message-open-credit-formal = Your team, { $contact } above all, has done solid work with ours on “{ $deal }”.
message-open-credit-familiar = Your team, { $contact } above all, has done solid work with ours on “{ $deal }”.
message-open-subject-formal = Our teams have been working together on “{ $deal }”.
message-open-subject-familiar = Our teams have been working together on “{ $deal }”.
message-open-listen-formal = I have nothing to ask of you today; I would like to hear how you see it.
message-open-listen-familiar = I’ve nothing to ask of you today; I’d like to hear how you see it.

# To the usual contact, the same day.
message-thanks-formal = Thank you again: { $caller } and { $target } have spoken, and it could only happen thanks to your work.
message-thanks-familiar = Thanks again: { $caller } and { $target } have talked, and it only happened thanks to your work.
message-thanks-tell-formal = When can I call you, to tell you what was said?
message-thanks-tell-familiar = When can I call, to tell you what was said?
message-thanks-lead-formal = What comes next is yours to lead: I will help in whichever way you prefer.
message-thanks-lead-familiar = What comes next is yours to lead: I’ll help however you like.

# Following up together.
message-follow-formal = Since { $caller } and { $target } have spoken, I suggest that the two of us prepare what comes next.
message-follow-familiar = Now that { $caller } and { $target } have talked, shall the two of us prepare what comes next?
message-follow-timid-champion = One page would do: what it brings, what it takes, what is to be decided. We can present it together.
message-follow-low-political-weight = One page would do: what is to be decided, by whom, on which grounds.
message-follow-no-consensus = Half an hour with everybody concerned would do, on one question: what has to be agreed first.
message-follow-low-urgency = One page would do: what each month of waiting costs, and when it could start.
message-follow-other = One page would do: what it brings, what it takes, what comes next.
message-follow-sign-formal = It would go out in your name, if that suits you.
message-follow-sign-familiar = It would go out in your name, if that suits you.
