# Les étapes d’un appel.
plan-step-check-golden-rule = Vérifier une dernière fois la règle d’or
plan-step-brief-caller = Préparer la personne qui appelle
plan-step-notify-contact = Prévenir d’abord l’interlocuteur habituel
plan-step-make-call = Passer l’appel
plan-step-debrief-contact = Remercier l’interlocuteur habituel le jour même
plan-step-joint-follow-up = Donner suite ensemble
plan-step-log-outcome = Noter ce qui en est ressorti
plan-step-stop-condition = S’arrêter dans l’un de ces cas

# Les mêmes étapes quand personne ne doit appeler, ou pas encore.
plan-prepare-step-check-golden-rule = D’abord vérifier et régler
plan-prepare-step-stop-condition = Pas encore d’appel
plan-back-to-basics-step-check-golden-rule = Reposer la question
plan-back-to-basics-step-joint-follow-up = Plutôt qu’un appel
plan-back-to-basics-step-stop-condition = Pas d’appel

plan-caller = Qui appelle : { $person }.
plan-target = À appeler : { $person }.
plan-line = { $order }. { $step } : { $who }, pour le { $day }.
plan-line-with = { $order }. { $step } : { $who } avec { $whom }, pour le { $day }.
plan-possible = Possible { $window }.
plan-window = du { $first } au { $last }
plan-window-day = le { $day }
plan-entry = { $step } : { $whom }
plan-waits = En attente de : { $steps }.
plan-done = Fait le { $day }.
plan-calendar-unknown = Les jours fériés d’un des pays ne sont pas connus ici : vérifier les dates.

# Pourquoi, et quel jour.
plan-why-check-again = Les faits changent : revoir le jour même si le projet a du sens pour le client et si seule son organisation le freine.
plan-why-brief = Avant l’appel, cette personne sait pourquoi s’adresser à { $target }, ce qui bloque le projet, ce que l’appel peut changer et ce qu’il ne faut pas dire.
plan-why-introduced = Demander à { $person } la mise en relation avec { $target }.
plan-why-tell-first = Annoncer à l’avance l’échange entre { $caller } et { $target } : pour tenir au courant l’interlocuteur habituel, jamais pour demander la permission.
plan-why-tell-in-person = De vive voix vaut mieux que par écrit.
plan-why-whom = { $target } est N+{ $level } et peut trancher.
plan-why-planned = L’appel était prévu ce jour-là.
plan-why-planned-moved = L’appel était prévu le { $on }.
plan-why-credit-contact = Dire à l’interlocuteur habituel ce qui s’est dit, et lui laisser le mérite face à { $target }.
plan-why-contact-leads = L’interlocuteur habituel mène et les nôtres aident : { $target } doit y voir un projet de son équipe.
plan-why-learn = Les prévisions suivantes en tirent les leçons. Avant le { $until }, aucun second appel à { $target } n’est proposé.
plan-why-stop-contact = { $contact } donne une raison sérieuse de ne pas appeler : l’entendre d’abord.
plan-why-stop-real-cause = Une objection réelle apparaît, sur le budget, la technique, le produit ou le prix : y répondre à son niveau.
plan-why-stop-declined = { $target } décline, ou reste injoignable deux fois : ne pas insister, et ne pas rappeler avant le { $until }.
plan-why-not-yet = Personne n’appelle avant que ces points soient réglés. Reposer la question le { $on }.
plan-why-offered-again = À partir du { $on }, un appel serait de nouveau proposé.
plan-why-ask-again = Voir alors si quelque chose a changé.
plan-why-answer-objection = Répondre à cette objection là où elle se pose : { $cause }.
plan-why-instead = Des autres voies, c’est celle qui aide le plus.

# Quand le silence vaut mieux.
plan-why-after-reminder = La dernière relance date du { $on } : jusqu’au { $until }, le silence vaut mieux qu’une de plus.
plan-why-after-discount = Une remise a été proposée le { $on } : jusqu’au { $until }, le silence vaut mieux qu’un nouveau signe d’empressement.
plan-why-away-august = En août, presque personne n’est là : attendre le { $until }.
plan-why-away-year-end = Le client clôt son exercice : attendre le { $until }.

# Ce qui rend l’appel naturel : des faits notés, et rien d’autre.
plan-why-no-occasion = Aucune occasion n’est notée : dire simplement pourquoi l’on appelle, sans en inventer.
plan-why-occasion-meeting-planned = Occasion : une réunion est prévue le { $on }.
plan-why-occasion-event-planned = Occasion : un événement a lieu le { $on }.
plan-why-occasion-new-position = Occasion : { $person } a pris de nouvelles fonctions le { $since }.
plan-why-occasion-anniversary = Occasion : le { $on }, ces deux personnes se connaîtront depuis { $years ->
    [one] un an
   *[other] { $years } ans
}.
plan-why-occasion-renewal-due = Occasion : un contrat arrive à renouvellement le { $on }.
plan-why-occasion-deadline-set = Occasion : une échéance a été fixée au { $on }.
plan-why-occasion-executive-interest = Occasion : { $person } a montré de l’intérêt le { $since }.
plan-why-occasion-pilot-succeeded = Occasion : le résultat du pilote, noté le { $since }, mérite un mot entre dirigeants.
plan-why-occasion-recent-contact = Occasion : ces deux personnes ont échangé le { $since } pour la dernière fois, et l’appel reprend à partir de là.
