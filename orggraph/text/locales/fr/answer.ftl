verdict-go = Appeler : le projet a du sens pour le client, et seule son organisation le freine.
verdict-prepare = Préparer d’abord : { $count ->
    [one] un point reste
   *[other] { $count } points restent
} à vérifier ou à régler avant tout appel.
verdict-do-not-real-cause = Ne pas appeler : revenir aux fondamentaux. Un appel ne ferait qu’exposer ceci plus haut : { $causes }.
verdict-do-not-project = Ne pas appeler : revenir aux fondamentaux. Le client dit ne pas avoir ce besoin.
verdict-do-not-overused = Ne pas appeler pour l’instant : les personnes qui pourraient appeler ou être appelées ont été trop sollicitées récemment.
verdict-do-not-friction = Ne pas appeler : revenir aux fondamentaux. Ce qui a été vu ne désigne pas la seule organisation.

title-paths = Qui appelle qui
title-paths-once-prepared = Qui pourrait appeler qui, une fois cela fait
title-excluded = Écartés
title-rules = Les règles
title-basics = Revenir aux fondamentaux

contact-line = Interlocuteur habituel : { $contact }.
manager-line = N+{ $level } : { $person }
manager-vacant = poste vacant
no-paths = Aucun chemin : on ne connaît personne au-dessus de l’interlocuteur habituel, ou personne chez nous pour appeler.
lost-lines = { $count ->
    [one] Un lien hiérarchique a été écarté
   *[other] { $count } liens hiérarchiques ont été écartés
}, car les sources se contredisent.

path-line = { $rank }. { $caller } appelle { $target } (N+{ $level }), { $how }.
path-directly = directement : ces deux personnes se connaissent
path-cold = à froid : aucune connaissance n’est assez solide
path-introduced = avec une mise en relation par { $introducers }
path-fit = Adéquation { NUMBER($fit, minimumFractionDigits: 2, maximumFractionDigits: 2) } : rang { NUMBER($rank, minimumFractionDigits: 2, maximumFractionDigits: 2) }, fonction { NUMBER($function, minimumFractionDigits: 2, maximumFractionDigits: 2) }, connaissance { NUMBER($warmth, minimumFractionDigits: 2, maximumFractionDigits: 2) }, appels déjà passés { NUMBER($freshness, minimumFractionDigits: 2, maximumFractionDigits: 2) }.
path-decision = { NUMBER($share, style: "percent") } de la décision se prend à ce niveau ou en dessous.
path-conflict = Cette personne est au-dessus de celles qui ne sont pas d’accord.
path-down = Puis, jusqu’à l’interlocuteur habituel : { $people }.

step-caller = { $person } passe l’appel.
step-introduces = { $person } fait la mise en relation.
step-calls = { $person } reçoit l’appel.
step-manages = { $person } vient ensuite sur la ligne hiérarchique.
step-manages-vacant = Le poste suivant sur la ligne hiérarchique est vacant.
step-influences = { $person } a l’oreille de la personne suivante.

excluded-line = { $caller } vers { $target } : { $why }
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
blocks-line = Ce qui semble bloquer : { $causes }.
blocks-nothing = Rien de ce qui a été vu ne désigne une cause.
