rule-name-project-makes-sense = Le projet a du sens pour le client
rule-name-organisational-friction = Seule l’organisation le freine
rule-name-no-budget-problem = Pas de réel problème de budget
rule-name-no-technical-constraint = Pas de contrainte technique légitime
rule-name-no-product-weakness = Pas de faiblesse objective du produit
rule-name-no-price-standoff = Pas de blocage sur le prix
rule-name-not-overused = Les appels n’ont pas été trop fréquents
rule-name-contact-can-be-told-first = L’interlocuteur habituel peut être prévenu d’abord
rule-name-target-has-authority = La personne appelée peut trancher
rule-name-caller-fits = La personne qui appelle est un homologue crédible
rule-name-disavowal-acceptable = L’interlocuteur habituel prendrait bien l’appel

status-pass = respecté
status-fail = non respecté
status-unknown = à vérifier

# Le projet a du sens.
rule-project-makes-sense-confirmed = Le besoin est confirmé et sa valeur démontrée.
rule-project-makes-sense-denied = Le besoin n’est pas reconnu, et rien depuis ne dit le contraire.
remedy-project-makes-sense-denied = Comprendre avec l’interlocuteur habituel si le besoin existe ; ne pas appeler avant.
rule-project-makes-sense-need-unconfirmed = Personne n’a confirmé le besoin.
remedy-project-makes-sense-need-unconfirmed = Faire confirmer le besoin par le client, dans ses propres mots.
rule-project-makes-sense-value-unconfirmed = Le besoin est confirmé, mais ni chiffres ni pilote n’en montrent la valeur.
remedy-project-makes-sense-value-unconfirmed = Chiffrer la valeur avec le client, ou mener un pilote.

# L’organisation.
rule-organisational-friction-friction = Ce qui a été vu désigne l’organisation et rien d’autre ({ $likelihood }).
rule-organisational-friction-not-organisational = D’après ce qui a été vu, il est { $likelihood } que seule l’organisation le freine.
remedy-organisational-friction-not-organisational = Chercher l’objection réelle et y répondre au bon niveau.
rule-organisational-friction-unclear = Ce qui a été vu peut tenir à l’organisation, ou à autre chose.
remedy-organisational-friction-unclear = Chercher ce qui retient la décision : qui doit être d’accord, ce qui inquiète, ce qui est plus urgent.
rule-organisational-friction-nothing-observed = Rien n’a encore été noté sur cette affaire.
remedy-organisational-friction-nothing-observed = Noter ce qui a été vu : réponses, réunions reportées, qui décide, ce qui est confirmé.

# Les quatre causes réelles ; $cause nomme l’une d’elles.
rule-cause-stated = C’est établi : { $signals }. Rien depuis ne le contredit.
remedy-cause-stated = Y répondre là où cela se décide, et noter quand c’est réglé ; un appel ne ferait que l’exposer plus haut.
rule-cause-likely = Ce qui a été vu rend ce motif { $likelihood }.
remedy-cause-likely = Aborder ouvertement ce point ({ $cause }), et y répondre d’abord au bon niveau.
rule-cause-countered = C’est écarté : { $signals }.
rule-cause-unlikely = Ce qui a été vu rend ce motif { $likelihood }.
rule-cause-open = Ce qui a été vu ne permet ni de le confirmer ni de l’écarter.
remedy-cause-open = Demander directement au client s’il y a { $cause }.
rule-cause-no-evidence = Rien de ce qui a été vu n’en dit quoi que ce soit.
remedy-cause-no-evidence = Demander directement au client s’il y a { $cause }.

# Fréquence des appels.
rule-not-overused-fresh = Quelqu’un peut encore appeler sans lasser.
rule-not-overused-all-overused = Toutes les personnes qui pourraient appeler ou être appelées l’ont été trop souvent récemment, au moins jusqu’au { $until }.
remedy-not-overused-all-overused = Attendre le { $until } ; d’ici là, avancer avec l’interlocuteur habituel.
rule-not-overused-caller-overused = { $count ->
    [one] Un appel a été passé récemment par cette personne
   *[other] { $count } appels ont été passés récemment par cette personne
} : c’est assez jusqu’au { $until }.
remedy-not-overused-caller-overused = Confier l’appel à quelqu’un d’autre, ou attendre le { $until }.
rule-not-overused-account-overused = { $count ->
    [one] Ce client a reçu un appel récemment
   *[other] Ce client a reçu { $count } appels récemment
} : c’est assez jusqu’au { $until }.
remedy-not-overused-account-overused = Attendre le { $until } ; d’ici là, avancer avec l’interlocuteur habituel.
rule-not-overused-target-overused = { $count ->
    [one] Cette personne a été appelée une fois récemment
   *[other] Cette personne a été appelée { $count } fois récemment
} : c’est assez jusqu’au { $until }.
remedy-not-overused-target-overused = Appeler quelqu’un d’autre, ou attendre le { $until }.

# L’interlocuteur habituel.
rule-contact-can-be-told-first-can-be-told = L’interlocuteur habituel est connu et joignable : le prévenir avant l’appel.
rule-contact-can-be-told-first-contact-left = L’interlocuteur habituel a quitté l’entreprise.
remedy-contact-can-be-told-first-contact-left = Trouver et rencontrer d’abord la personne qui lui succède.
rule-contact-can-be-told-first-will-not-be-told = L’appel devait être passé sans prévenir l’interlocuteur habituel.
remedy-contact-can-be-told-first-will-not-be-told = Prévenir d’abord l’interlocuteur habituel, et en faire son succès.
rule-contact-can-be-told-first-no-contact = Aucun interlocuteur habituel n’est connu pour cette affaire.
remedy-contact-can-be-told-first-no-contact = Nommer l’interlocuteur habituel, ou le champion.
rule-contact-can-be-told-first-silent = { $count ->
    [one] Une relance est restée
   *[other] { $count } relances de suite sont restées
} sans réponse, et rien n’est venu depuis.
remedy-contact-can-be-told-first-silent = Joindre l’interlocuteur habituel autrement, sans une relance de plus.

# Trop d’appels demandés par une même personne de chez nous.
rule-not-overused-owner-overused = { $count ->
    [one] Un appel a été demandé récemment par la personne qui suit cette affaire
   *[other] { $count } appels ont été demandés récemment par la personne qui suit cette affaire
} : c’est assez jusqu’au { $until }.
remedy-not-overused-owner-overused = Attendre le { $until } ; d’ici là, avancer avec l’interlocuteur habituel.

# La personne appelée peut-elle trancher ?
rule-target-has-authority-above-conflict = La personne appelée est au-dessus de celles qui ne sont pas d’accord et peut trancher.
rule-target-has-authority-holds-decision = { NUMBER($share, style: "percent") } de la décision se prend au niveau de la personne appelée ou en dessous.
rule-target-has-authority-no-say = La personne appelée n’est pas au-dessus de celles qui ne sont pas d’accord et n’a pas la main sur une part suffisante de la décision.
remedy-target-has-authority-no-say = Chercher qui est au-dessus de toutes les personnes dont l’accord est nécessaire.
rule-target-has-authority-no-decider = On ne sait pas qui décide : rien ne dit que la personne appelée puisse trancher.
remedy-target-has-authority-no-decider = Demander à l’interlocuteur habituel qui signe, et qui peut dire non.
rule-target-has-authority-inferred-line = Le lien hiérarchique entre la personne appelée et l’interlocuteur habituel est seulement déduit des intitulés de poste ; aucune source ne le confirme.
remedy-target-has-authority-inferred-line = Demander à l’interlocuteur habituel à qui il rend compte, et le saisir.
rule-target-has-authority-inferred-decider = On ne sait pas qui décide ; le premier responsable commun à toutes les personnes concernées a été retenu à la place.
remedy-target-has-authority-inferred-decider = Demander à l’interlocuteur habituel qui signe, et qui peut dire non.
rule-target-has-authority-briefed-against = La personne appelée connaît déjà le sujet et y est opposée.
remedy-target-has-authority-briefed-against = Ne pas l’appeler à ce sujet ; comprendre d’abord ce qui lui a été dit et ce qui l’inquiète.
rule-target-has-authority-briefed = La personne appelée connaît déjà le sujet ; on ne sait pas ce qu’elle en pense.
remedy-target-has-authority-briefed = Demander à l’interlocuteur habituel ce qui lui a été dit, et comment elle a réagi.

# Celui ou celle qui appelle est-il un homologue ?
rule-caller-fits-fits = Les deux interlocuteurs sont assez proches : adéquation { NUMBER($fit, minimumFractionDigits: 2, maximumFractionDigits: 2) }, rang { NUMBER($rank, minimumFractionDigits: 2, maximumFractionDigits: 2) }.
rule-caller-fits-ranks-apart = L’écart de rang entre les deux est trop grand : adéquation { NUMBER($fit, minimumFractionDigits: 2, maximumFractionDigits: 2) }, rang { NUMBER($rank, minimumFractionDigits: 2, maximumFractionDigits: 2) }.
remedy-caller-fits-ranks-apart = Confier l’appel à quelqu’un de chez nous d’un rang plus proche.
rule-caller-fits-weak-fit = Rang, fonction et connaissance mutuelle ne rapprochent pas assez les deux : adéquation { NUMBER($fit, minimumFractionDigits: 2, maximumFractionDigits: 2) }, rang { NUMBER($rank, minimumFractionDigits: 2, maximumFractionDigits: 2) }.
remedy-caller-fits-weak-fit = Chercher une mise en relation, ou quelqu’un de plus proche de la personne appelée.
rule-caller-fits-rank-unread = L’intitulé de poste de l’un des deux ne dit pas son rang.
remedy-caller-fits-rank-unread = Saisir l’intitulé complet, ou le rang, des deux.

# L’interlocuteur habituel le prendrait-il bien ?
rule-disavowal-acceptable-acceptable = Le risque que l’interlocuteur habituel se sente désavoué est assez faible ({ NUMBER($risk, minimumFractionDigits: 2, maximumFractionDigits: 2) }).
rule-disavowal-acceptable-too-high = Le risque que l’interlocuteur habituel se sente désavoué est trop élevé ({ NUMBER($risk, minimumFractionDigits: 2, maximumFractionDigits: 2) }).
remedy-disavowal-acceptable-too-high = Prévenir l’interlocuteur habituel de vive voix avant l’appel et lui en laisser le mérite, ou appeler un niveau plus bas.
rule-disavowal-acceptable-no-contact = Aucun interlocuteur habituel n’est connu : ce risque ne peut pas être apprécié.
remedy-disavowal-acceptable-no-contact = Nommer l’interlocuteur habituel, ou le champion.

# Sans personne à appeler ou pour appeler, quelle que soit la règle.
rule-no-pair = On ne connaît personne à appeler, ou personne pour appeler.
remedy-no-pair = Chercher qui est au-dessus de l’interlocuteur habituel, et saisir nos responsables.
