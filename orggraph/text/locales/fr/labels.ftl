# Ce qui fait la force d’un lien.
label-declared = déclaré par l’un des nôtres
label-connection = en relation sur un réseau
label-connection-recent = en relation depuis peu
label-last-contact = échange récent
label-colleagues = collègues chez nous

# Ce qui fait l’adéquation de deux homologues.
label-rank-parity = rangs comparables
label-function-parity = fonctions proches
label-warmth = connaissance
label-freshness = appels déjà passés

# Ce que dit un intitulé de poste.
label-executive-committee = siège au comité exécutif
label-title = lu dans l’intitulé de poste
label-level-word = un mot de ce niveau
label-level-implied = niveau usuel pour ce métier
label-function-word = un mot de cette fonction
label-usual-function = fonction usuelle pour ce rôle
label-several-functions = plusieurs fonctions citées
label-several-roles = plusieurs rôles cités
label-ambiguous-word = un mot à plusieurs sens
label-deputy = adjoint
label-interim = par intérim
label-junior = débutant
label-intern = stage
label-wanted-role = un rôle recherché, pas occupé
label-former-role = un rôle occupé auparavant
label-honorary-role = un rôle honorifique
label-slogan-role = une devise, pas un rôle
label-mention-role = un rôle cité, pas occupé
label-bank-grade = un grade de banque
label-small-british-company = director d’une petite société britannique
label-partnership = associé dans une profession libérale
label-partner-in-name = associé en titre, vu la taille de la société
label-partner-unproved = associé, peut-être en titre seulement
