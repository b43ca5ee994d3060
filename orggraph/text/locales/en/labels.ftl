# Parts of a tie's strength.
label-declared = declared by somebody of ours
label-connection = connected on a network
label-connection-recent = connected not long ago
label-exchanges = messages that were answered
label-vouched = endorsed or recommended
label-former-colleagues = worked in the same firm
label-last-contact = in touch lately
label-colleagues = colleagues of ours

# Parts of a counterpart's fit.
label-rank-parity = comparable rank
label-function-parity = related functions
label-warmth = acquaintance
label-freshness = calls already made

# What a title says.
label-executive-committee = sits on the executive committee
label-title = read in the title
label-level-word = a word for this level
label-level-implied = level usual with this trade
label-function-word = a word for this function
label-usual-function = function usual with this role
label-several-functions = several functions named
label-several-roles = several roles named
label-ambiguous-word = a word with several senses
label-deputy = deputy
label-interim = acting
label-junior = junior
label-intern = internship
label-wanted-role = a role looked for, not held
label-former-role = a role held before
label-honorary-role = an honorary role
label-slogan-role = a motto, not a role
label-mention-role = a role mentioned, not held
label-bank-grade = a grade in a bank
label-small-british-company = a director of a small British company
label-partnership = a partner in a profession
label-partner-in-name = partner in name, by the firm’s size
label-partner-unproved = partner, perhaps in name only

# What a call would do, in points of probability, switched on in this order.
label-call-stance = their view of it becomes more favourable
label-call-salience = the person called gives it attention
label-call-visibility = their teams notice that it matters to them
label-call-arbitration = the person called can settle it
label-call-voice = the usual contact, told first, speaks up
label-call-disavowal = the usual contact may feel bypassed
label-call-freshness = calls already made lately

# What it costs, in points of probability.
label-cost-disavowal = the goodwill of the usual contact is at stake
label-cost-future = so is their support in the post they may hold next
label-cost-exposure = a real objection may be exposed higher up
label-cost-call = the time of an executive of ours
label-cost-level = of two ways, the lower one is preferred

# Whether the usual contact would feel bypassed, in log-odds.
label-disavowal-base = any call over somebody
label-disavowal-level = a call above the next level
label-disavowal-untold = not told before the call
label-disavowal-owner = has to deliver the project
label-disavowal-distrust = as far as they do not trust us yet
label-disavowal-distrust-assumed = how far they trust us is not known; a middling trust is assumed
label-disavowal-bypassed = was bypassed before
label-disavowal-conflict = in conflict with the person called
label-disavowal-promotion = may be about to move up
label-disavowal-in-person = told face to face
label-disavowal-credited = given the credit in front of their manager
label-disavowal-suggested = suggested the call

# What the map says of what blocks the deal, in log-odds.
label-structure-weak-champion = the champion could not carry the decision alone
label-structure-strong-champion = the champion could carry the decision alone
label-structure-sponsor = a sponsor above the usual contact
label-structure-split = how far the differences lie between functions
label-structure-cold-deciders = those who decide pay it little attention
label-stated = stated and never taken back

# Who may manage somebody, where no source says so.
label-inferred-rank = a rank above
label-inferred-department = the same department
label-inferred-function = the same function
label-inferred-general-management = general management

# How much somebody counts, and who may stand against.
label-formal-authority = rank and people below
label-social-power = weight of their opinion with others
label-brokerage = others hear of each other through them
label-opposes = how likely they are against it
label-leverage = their weight with those who decide

# Why two people may be one.
label-same-name = the same name
label-same-name-elsewhere = the same name at another company: they may have changed jobs
label-similar-name = names that are alike
label-initials = an initial that fits
label-part-of-name = one name is part of the other
label-other-surname = the same given name: they may have married
label-names-of-others = both spellings are names that others bear
label-namesakes = more people of that name
label-rival = somebody else’s name is as like
label-same-mailbox = the same mailbox at two domains
label-same-title = the same title
label-same-department = the same department
label-employer-of-address = an address of the other’s company
label-has-left = one of them has left
