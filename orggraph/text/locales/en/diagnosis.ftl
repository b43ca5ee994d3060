# What blocks a deal and who stands where, as the terminal shows it.
title-causes = What may block it
title-agreement = Who agrees
title-against = Who may stand against
title-insights = What to notice

organisational-line = Only the organisation holds it back: { $judgement }.
cause-whole = { $cause }: { $judgement }
cause-parts = for: { $parts }
cause-parts-against = against: { $parts }
agreement-line = The positions lie { NUMBER($polarisation, minimumFractionDigits: 2, maximumFractionDigits: 2) } apart (0 is all of one mind); { NUMBER($share, style: "percent") } of that lies between functions.
conflict-line = Furthest apart: { $one } and { $other } ({ NUMBER($distance, minimumFractionDigits: 2, maximumFractionDigits: 2) }).
conflict-settled = Furthest apart: { $one } and { $other } ({ NUMBER($distance, minimumFractionDigits: 2, maximumFractionDigits: 2) }); { $manager } stands above both.
pivot-line = Whose full support would help most: { $person } ({ $change }).
threat-line = { $person }: against it { $judgement }, weight with those who decide { NUMBER($leverage, minimumFractionDigits: 2, maximumFractionDigits: 2) }; were they to turn against it, the deal gets moving: { $turned }.
camp-with-champion = With the champion: { $people }.
camp-against = Against: { $people }.
balance-line = Balance of power: { $balance } (1 is all with the champion, −1 all against).
nobody-against = Nobody on the map weighs against it.
insight-line = { $severity }: { $message }

# What people work on.
function-general-management = general management
function-finance = finance
function-it = IT
function-marketing = marketing
function-sales = sales
function-customer = customer service
function-operations = operations
function-human-resources = human resources
function-legal = legal
function-procurement = procurement
function-research-and-product = research and product
function-administration = administration
function-other = other functions
function-unknown = unknown function
