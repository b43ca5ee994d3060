# Ce qui fait la force d’un lien.
label-declared = déclaré par l’un des nôtres
label-connection = en relation sur un réseau
label-connection-recent = en relation depuis peu
label-exchanges = échanges de messages suivis de réponses
label-vouched = compétence validée ou recommandation
label-former-colleagues = anciens collègues dans la même entreprise
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

# Ce que ferait un appel, en points de probabilité, effets ajoutés dans cet ordre.
label-call-stance = son avis devient plus favorable
label-call-salience = la personne appelée s’y intéresse
label-call-visibility = ses équipes voient que le sujet compte pour elle
label-call-arbitration = la personne appelée peut trancher
label-call-voice = l’interlocuteur habituel, prévenu, prend la parole
label-call-disavowal = l’interlocuteur habituel peut se sentir désavoué
label-call-freshness = appels déjà passés récemment

# Ce qu’il coûte, en points de probabilité.
label-cost-disavowal = la confiance de l’interlocuteur habituel est en jeu
label-cost-future = son soutien dans son prochain poste aussi
label-cost-exposure = une objection réelle peut être exposée plus haut
label-cost-call = le temps d’un de nos dirigeants
label-cost-level = à valeur égale, le niveau le plus bas est préféré

# L’interlocuteur habituel se sentirait-il désavoué ? En log-cotes.
label-disavowal-base = tout appel passé au-dessus de quelqu’un
label-disavowal-level = un appel plus haut que le niveau suivant
label-disavowal-untold = pas prévenu avant l’appel
label-disavowal-owner = aura à mener le projet
label-disavowal-distrust = confiance en nous encore incomplète
label-disavowal-distrust-assumed = confiance en nous inconnue, supposée moyenne
label-disavowal-bypassed = a déjà été contourné
label-disavowal-conflict = en conflit avec la personne appelée
label-disavowal-promotion = pourrait bientôt évoluer
label-disavowal-in-person = prévenu de vive voix
label-disavowal-credited = reçoit le mérite devant son responsable
label-disavowal-suggested = a suggéré l’appel

# Ce que la carte dit du blocage, en log-cotes.
label-structure-weak-champion = le champion ne pourrait pas emporter seul la décision
label-structure-strong-champion = le champion pourrait emporter seul la décision
label-structure-sponsor = un sponsor au-dessus de l’interlocuteur habituel
label-structure-split = part des écarts qui sépare les fonctions
label-structure-cold-deciders = ceux qui décident y prêtent peu d’attention
label-stated = annoncé et jamais démenti

# Qui peut être le responsable de quelqu’un, quand aucune source ne le dit.
label-inferred-rank = un rang au-dessus
label-inferred-department = le même service
label-inferred-function = la même fonction
label-inferred-general-management = direction générale

# Ce que pèse quelqu’un, et qui peut s’opposer.
label-formal-authority = rang et effectifs
label-social-power = poids de son avis auprès des autres
label-brokerage = d’autres passent par cette personne pour s’informer
label-opposes = probabilité d’une opposition
label-leverage = poids auprès de ceux qui décident

# Pourquoi deux personnes n’en sont peut-être qu’une.
label-same-name = le même nom
label-same-name-elsewhere = le même nom dans une autre entreprise : peut-être un changement de poste
label-similar-name = des noms qui se ressemblent
label-initials = une initiale qui convient
label-part-of-name = un nom contenu dans l’autre
label-other-surname = le même prénom : peut-être un mariage
label-names-of-others = deux orthographes que d’autres portent aussi
label-namesakes = d’autres personnes de ce nom
label-rival = quelqu’un d’autre a un nom aussi proche
label-same-mailbox = la même boîte aux lettres sur deux domaines
label-same-title = le même intitulé de poste
label-same-department = le même service
label-employer-of-address = une adresse dans l’entreprise de l’autre
label-has-left = l’une des deux est partie
