title-why = Pourquoi
title-basics = Revenir aux fondamentaux
title-questions = À découvrir

chance-line = Déblocage de l’affaire sans appel : { $judgement }.
manager-line = { $line } : { $person }
manager-inferred = { $person } (déduit des intitulés de poste, à confirmer)
manager-level = N+{ $level }
manager-level-dotted = N+{ $level }, lien fonctionnel
firmness = Le verdict reste le même dans { NUMBER($verdict, style: "percent") } des simulations, le premier chemin dans { NUMBER($first, style: "percent") }.
firmness-verdict = Le verdict reste le même dans { NUMBER($verdict, style: "percent") } des simulations.
calibrated = Les chiffres relèvent du jugement d’experts, confronté aux suites des appels précédents.
uncalibrated = Les chiffres relèvent du jugement d’experts et n’ont pas encore été confrontés à ce qui s’est passé.

contact-line = Interlocuteur habituel : { $contact }.
manager-vacant = poste vacant
lost-lines = { $count ->
    [one] Un lien hiérarchique a été écarté
   *[other] { $count } liens hiérarchiques ont été écartés
}, car les sources se contredisent.

step-caller = { $person } passe l’appel.
step-introduces = { $person } fait la mise en relation.
step-calls = { $person } reçoit l’appel.
step-manages = { $person } vient ensuite sur la ligne hiérarchique.
step-manages-vacant = Le poste suivant sur la ligne hiérarchique est vacant.
step-influences = { $person } a l’oreille de la personne suivante.

rule-line = { $name } : { $status }. { $why }
remedy-line = À faire : { $what }
cause-line = { $cause } ({ $likelihood })
nothing-observed = Rien n’a encore été noté : on ne peut rien en dire.
basics-line = Pour répondre à { $cause } : { $who } ({ $level }).
basics-nobody = Pour répondre à { $cause } : la bonne personne reste à trouver.
somebody = une personne non nommée ici

pressure-message = { $followUps ->
    [0] Aucune relance
    [one] Une relance
   *[other] { $followUps } relances
} et { $discounts ->
    [0] aucune remise
    [one] une remise
   *[other] { $discounts } remises
} récemment.
pressure-warning = Une de plus serait ressentie comme une pression et aggraverait les choses.

list-and = { $first } et { $last }
day = { DATETIME($day, dateStyle: "long") }
day-first = 1er { $month } { $year }
blocks-line = Ce qui semble bloquer : { $causes }.
blocks-nothing = Rien de ce qui a été vu ne désigne une cause.
