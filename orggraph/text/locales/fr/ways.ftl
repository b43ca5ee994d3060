# Qui appelle qui, et que faire d’autre.
title-paths = Qui appelle qui
title-paths-once-prepared = Qui pourrait appeler qui, une fois cela fait
title-excluded = Chemins écartés
title-alternatives = Plutôt qu’un appel

path-line = { $rank }. { $caller } appelle { $target } (N+{ $level }), { $how }.
path-directly = directement : ces deux personnes se connaissent
path-cold = à froid : aucune connaissance n’est assez solide
path-to-introduce = une fois la mise en relation faite
path-introduced = avec une mise en relation par { $introducers }
path-after = Déblocage de l’affaire après l’appel : { $judgement }, { $effect } ; le plus souvent entre { NUMBER($low, minimumFractionDigits: 2, maximumFractionDigits: 2) } et { NUMBER($high, minimumFractionDigits: 2, maximumFractionDigits: 2) }.
path-effects = Ce qui compte le plus : { $effects }.
path-effect = { $label } ({ $change })
path-risk = Désaveu ressenti par l’interlocuteur habituel : { $judgement } ; déblocage malgré cela : { $outcome }.
path-mitigations = Pour réduire ce risque : { $ways }.
path-mitigation = { $label } ({ NUMBER($risk, minimumFractionDigits: 2, maximumFractionDigits: 2) })
path-down = Puis, jusqu’à l’interlocuteur habituel : { $people }.
path-short = Déblocage : { $judgement }, { $effect } ; désaveu ressenti par l’interlocuteur habituel : { $bypassed }.
path-unmet = À régler d’abord : { $why } { $what }
path-more = { $count ->
    [one] Un autre chemin vaut moins.
   *[other] { $count } autres chemins valent moins.
}
no-paths = Aucun chemin : on ne connaît personne au-dessus de l’interlocuteur habituel, ou personne chez nous pour appeler.
no-paths-yet = Aucun chemin pour l’instant : on en sait trop peu pour en classer un.

excluded-line = { $caller } vers { $target } : { $why }
excluded-whoever = { $target }, quelle que soit la personne qui appelle ({ $count } possibles) : { $why }

alternative-line = { $effect } : { $ways }
