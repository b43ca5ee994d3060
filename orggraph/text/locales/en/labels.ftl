# Parts of a tie's strength.
label-declared = declared by somebody of ours
label-connection = connected on a network
label-connection-recent = connected not long ago
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
