# Ce qui bloque une affaire et qui se situe où, comme le terminal le montre.
title-causes = Ce qui peut bloquer
title-agreement = Qui est d’accord
title-against = Qui peut s’opposer
title-insights = À remarquer

organisational-line = Seule l’organisation la freine : { $judgement }.
cause-whole = { $cause } : { $judgement }
cause-parts = pour : { $parts }
cause-parts-against = contre : { $parts }
agreement-line = L’écart entre les positions est de { NUMBER($polarisation, minimumFractionDigits: 2, maximumFractionDigits: 2) } (0 : toutes du même avis) ; { NUMBER($share, style: "percent") } de cet écart sépare les fonctions.
conflict-line = Les plus éloignées : { $one } et { $other } ({ NUMBER($distance, minimumFractionDigits: 2, maximumFractionDigits: 2) }).
conflict-settled = Les plus éloignées : { $one } et { $other } ({ NUMBER($distance, minimumFractionDigits: 2, maximumFractionDigits: 2) }) ; responsable commun : { $manager }.
pivot-line = Soutien qui aiderait le plus, s’il était entier : { $person } ({ $change }).
threat-line = { $person } : opposition { $judgement }, poids auprès de ceux qui décident { NUMBER($leverage, minimumFractionDigits: 2, maximumFractionDigits: 2) } ; en cas de bascule contre le projet, déblocage : { $turned }.
camp-with-champion = Avec le champion : { $people }.
camp-against = Contre : { $people }.
balance-line = Rapport de forces : { $balance } (1 : tout du côté du champion, −1 : tout contre).
nobody-against = Personne sur la carte ne pèse contre le projet.
insight-line = { $severity } : { $message }

# Les métiers.
function-general-management = direction générale
function-finance = finance
function-it = informatique
function-marketing = marketing
function-sales = commerce
function-customer = service client
function-operations = opérations
function-human-resources = ressources humaines
function-legal = juridique
function-procurement = achats
function-research-and-product = recherche et produit
function-administration = administration
function-other = autres fonctions
function-unknown = fonction inconnue
