# La conclusion, et pourquoi.
verdict-clear = Appeler : le projet a du sens pour le client, et seule son organisation le freine.
verdict-to-prepare = { $count ->
    [0] Préparer d’abord : aucune façon d’appeler ne respecte toutes les règles à la fois.
    [one] Préparer d’abord : un point reste à vérifier ou à régler avant tout appel.
   *[other] Préparer d’abord : { $count } points restent à vérifier ou à régler avant tout appel.
}
verdict-too-little-known = { $count ->
    [0] Préparer d’abord : on en sait trop peu pour dire si un appel aiderait.
    [one] Préparer d’abord : on en sait trop peu pour dire si un appel aiderait, et un point reste à vérifier ou à régler.
   *[other] Préparer d’abord : on en sait trop peu pour dire si un appel aiderait, et { $count } points restent à vérifier ou à régler.
}
verdict-needs-introduction = Préparer d’abord : trouver quelqu’un de confiance pour la mise en relation, que ce soit l’interlocuteur habituel, un partenaire ou un collègue qui connaît la personne à appeler. Les chiffres sont ceux d’un appel en l’état : il changerait trop peu de choses ; avec cette recommandation, il en vaudrait la peine.
verdict-real-cause = Ne pas appeler : revenir aux fondamentaux. Un appel ne ferait qu’exposer plus haut le vrai problème : { $causes }.
verdict-no-need = Ne pas appeler : revenir aux fondamentaux. Le client dit ne pas avoir ce besoin.
verdict-not-organisational = Ne pas appeler : revenir aux fondamentaux. Ce qui a été vu ne désigne pas la seule organisation.
verdict-overused = Ne pas appeler pour l’instant : les personnes qui pourraient appeler ou être appelées ont été trop sollicitées récemment.
verdict-nobody-with-authority = Ne pas appeler : au-dessus de l’interlocuteur habituel, aucune des personnes que l’on pourrait appeler ne peut trancher.
verdict-not-worth-it = Ne pas appeler : l’appel changerait trop peu de choses au regard du risque. { $best }
verdict-already-moves = Ne pas appeler : l’affaire avance, mieux vaut la laisser suivre son cours. { $best }
verdict-best-other = Parmi les autres voies, celle-ci aide le plus : { $way }
verdict-no-other = Aucune autre voie étudiée n’aide davantage que de continuer avec l’interlocuteur habituel.

# Que faire d’autre.
alternative-do-nothing = Laisser les choses en l’état.
alternative-follow-up = Une relance de plus adressée à { $actor }.
alternative-follow-up-nobody = Une relance de plus : il n’y a pas d’interlocuteur habituel à qui l’adresser.
alternative-discount = Une remise.
alternative-champion-asks-upward = { $actor } en parle à { $on }.
alternative-champion-asks-upward-nobody = Le champion en parle plus haut : on ne connaît pas de champion convaincu dont le responsable soit connu.
alternative-peer-route = { $actor }, qui y est favorable, en parle d’abord à { $on }.
alternative-peer-route-nobody = Un allié en parle d’abord : on ne connaît personne d’autre qui y soit favorable et que les décideurs écoutent.

# Ce qui faciliterait les choses pour l’interlocuteur habituel.
mitigation-tell-first = prévenir l’interlocuteur habituel avant l’appel
mitigation-tell-in-person = prévenir l’interlocuteur habituel de vive voix avant l’appel
mitigation-credit-contact = laisser le mérite à l’interlocuteur habituel, devant son responsable
mitigation-call-level-below = appeler un niveau plus bas

# De petits changements qui donneraient une autre réponse.
flip-signal-seen = Si l’on constatait ceci : { $signal }.
flip-stance-up = Si { $person } adoptait une position plus favorable : { $label }.
flip-stance-down = Si { $person } adoptait une position moins favorable : { $label }.
flip-contact-not-told = Si { $person } n’était pas au courant avant l’appel.
flip-manager-confirmed = S’il se confirmait que l’interlocuteur habituel rend compte à { $person }.

# Pourquoi une affaire n’est pas au calendrier des appels.
gap-to-prepare = Pas encore prête : des points restent à vérifier ou à régler avant tout appel.
gap-too-little-known = On en sait trop peu pour dire si un appel aiderait.
gap-needs-introduction = Pas encore prête : il faut d’abord une mise en relation.
gap-real-cause = Pas d’appel : il faut d’abord répondre à une objection réelle.
gap-no-need = Pas d’appel : le client dit ne pas avoir ce besoin.
gap-not-organisational = Pas d’appel : ce qui a été vu ne désigne pas la seule organisation.
gap-overused = Pas d’appel pour l’instant : les personnes qui pourraient appeler ou être appelées ont été trop sollicitées récemment.
gap-overused-until = Pas d’appel avant le { $until } : les personnes qui pourraient appeler ou être appelées ont été trop sollicitées récemment.
gap-nobody-with-authority = Pas d’appel : au-dessus de l’interlocuteur habituel, aucune des personnes que l’on pourrait appeler ne peut trancher.
gap-not-worth-it = Pas d’appel : il changerait trop peu de choses au regard du risque.
gap-already-moves = Pas d’appel : l’affaire avance.
gap-callers-taken = Un appel aiderait, mais toutes les personnes qui pourraient le passer sont déjà prises par d’autres affaires, ou celles à appeler ont reçu assez d’appels.

stance-strong-supporter = très favorable
stance-supporter = favorable
stance-neutral = neutre
stance-reserved = réservée
stance-opponent = opposée
stance-unknown = position inconnue
