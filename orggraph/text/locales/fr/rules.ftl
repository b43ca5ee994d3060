rule-name-project-makes-sense = Le projet a du sens pour le client
rule-name-organisational-friction = Seule l’organisation le freine
rule-name-no-budget-problem = Pas de réel problème de budget
rule-name-no-technical-constraint = Pas de contrainte technique légitime
rule-name-no-product-weakness = Pas de faiblesse objective du produit
rule-name-no-price-standoff = Pas de blocage sur le prix
rule-name-not-overused = Les appels n’ont pas été trop fréquents
rule-name-contact-can-be-told-first = L’interlocuteur habituel peut être prévenu d’abord

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
rule-organisational-friction-not-organisational = Ce qui a été vu ne désigne pas la seule organisation ({ $likelihood }).
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
rule-not-overused-no-pair = On ne connaît personne à appeler, ou personne pour appeler.
remedy-not-overused-no-pair = Chercher qui est au-dessus de l’interlocuteur habituel, et saisir nos responsables.
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
