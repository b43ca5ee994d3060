cause-timid-champion = the champion is not in a position to carry it higher yet
cause-low-political-weight = the decision is made above the usual contact
cause-no-consensus = those concerned have not agreed
cause-low-urgency = it is not seen as urgent
cause-budget = a budget problem
cause-technical-constraint = a technical constraint
cause-product-weakness = a weakness of the product
cause-price-standoff = a standoff on price

likelihood-very-likely = very likely
likelihood-likely = likely
likelihood-possible = possible
likelihood-unlikely = unlikely

# Questions that help to understand a real objection and to answer it.
objection-budget-1 = What is the budget decided on, by whom, and when is it next reviewed?
objection-budget-2 = Which part of the project would be worth financing first?
objection-budget-3 = Which expense would it replace, and what does waiting cost?
objection-technical-constraint-1 = Which constraint exactly, and is it written down somewhere?
objection-technical-constraint-2 = Who can say what would satisfy it?
objection-technical-constraint-3 = Could a smaller scope or another integration meet it?
objection-product-weakness-1 = What is missing, and what is it needed for?
objection-product-weakness-2 = How is it done today, and what does the alternative offer?
objection-product-weakness-3 = What would have to be shown, and to whom, for the product to be considered again?
objection-price-standoff-1 = What is the price compared with, and over which period?
objection-price-standoff-2 = Which figure for the value do we both accept?
objection-price-standoff-3 = What could be taken out, rather than discounted?

seniority-owner-or-board = owner or board
seniority-c-level = executive management
seniority-vice-president = vice president
seniority-director = director
seniority-manager = manager
seniority-senior = senior
seniority-staff = staff
seniority-assistant = assistant
seniority-unknown = level unknown
