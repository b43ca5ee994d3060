# Ce qui se dit et s’écrit autour d’un appel. -formal vouvoie, -familiar tutoie.

# À l’interlocuteur habituel, avant l’appel.
message-spoken = De vive voix :
message-email = Par e-mail :
message-hello-formal = Bonjour,
message-hello-familiar = Bonjour,
message-regards-formal = Bien cordialement,
message-regards-familiar = À très vite,
message-contact-subject = Objet : { $deal }
message-contact-announce-formal = Je tenais à vous prévenir avant que cela se fasse : { $caller } et { $target } vont échanger, sans doute le { $day }.
message-contact-announce-familiar = Je tenais à te prévenir avant que cela se fasse : { $caller } et { $target } vont échanger, sans doute le { $day }.
message-contact-above-formal = Je sais que ce n’est pas le niveau juste au-dessus : comment préférez-vous que le niveau intermédiaire en soit informé ?
message-contact-above-familiar = Je sais que ce n’est pas le niveau juste au-dessus : comment préfères-tu que le niveau intermédiaire en soit informé ?
message-contact-timid-champion-formal = L’idée est que la direction entende aussi parler du projet par nous, pour qu’il ne repose pas sur vous seulement.
message-contact-timid-champion-familiar = L’idée est que la direction entende aussi parler du projet par nous, pour qu’il ne repose pas sur toi seulement.
message-contact-low-political-weight = L’idée est de parler du projet là où il sera décidé.
message-contact-no-consensus = L’idée est que les personnes qui ont leur mot à dire s’accordent sur ce qui vient en premier.
message-contact-low-urgency = L’idée est de voir quelle place a le projet parmi les priorités de l’année.
message-contact-other = L’idée est de parler du projet au niveau de la direction.
message-contact-credit-formal = Tout repose sur le travail que vous avez fait, et ce sera dit.
message-contact-credit-familiar = Tout repose sur le travail que tu as fait, et ce sera dit.
message-contact-ask-formal = Y a-t-il un point que vous aimeriez voir abordé, ou plutôt laissé de côté ?
message-contact-ask-familiar = Y a-t-il un point que tu aimerais voir abordé, ou plutôt laissé de côté ?
message-contact-after-formal = Je vous raconterai le jour même ce qui s’est dit.
message-contact-after-familiar = Je te raconterai le jour même ce qui s’est dit.

# À la personne qui appelle.
message-caller-ask-formal = Auriez-vous dix minutes pour appeler { $target }, le { $day } ou dans les jours qui suivent ? C’est au sujet du projet « { $deal } ».
message-caller-ask-familiar = Aurais-tu dix minutes pour appeler { $target }, le { $day } ou dans les jours qui suivent ? C’est au sujet du projet « { $deal } ».
message-caller-known = Vous vous connaissez déjà : l’échange en sera plus naturel.
message-caller-introduced = { $people } peut faire la mise en relation ; je m’en occupe.
message-caller-cold = Ce sera un premier contact, mais entre homologues.
message-caller-brief = La note est jointe : l’enjeu pour eux, ce qu’il faut demander, ce qu’il vaut mieux taire.
message-caller-wait-formal = Je préviens d’abord { $contact } ; merci de ne pas appeler avant que je vous le confirme.
message-caller-wait-familiar = Je préviens d’abord { $contact } ; merci de ne pas appeler avant que je te le confirme.

# Par quoi commence la personne qui appelle.
message-open-known-formal = Cela me fait plaisir de vous entendre.
message-open-known-familiar = Cela me fait plaisir de t’entendre.
message-open-introduced-formal = Merci de prendre mon appel, et merci à { $people } pour la mise en relation.
message-open-introduced-familiar = Merci de prendre mon appel, et merci à { $people } pour la mise en relation.
message-open-cold-formal = Nous n’avons pas encore eu l’occasion d’échanger : { $caller }, chez { $ours }.
message-open-cold-familiar = Nous n’avons pas encore eu l’occasion d’échanger : { $caller }, chez { $ours }.
message-open-meeting-planned = Une réunion est prévue le { $on }, et je voulais échanger un mot avant.
message-open-event-planned-formal = Il y a l’événement du { $on } : j’ai pensé à vous.
message-open-event-planned-familiar = Il y a l’événement du { $on } : j’ai pensé à toi.
message-open-new-position-formal = Vous avez pris vos fonctions il y a peu : comment cela se passe-t-il ?
message-open-new-position-familiar = Tu as pris tes fonctions il y a peu : comment cela se passe-t-il ?
message-open-after-meeting-planned = Je voulais revenir sur la réunion du { $on }.
message-open-after-event-planned = Je souhaitais reprendre contact après l’événement du { $on }.
message-open-anniversary = Cela fait maintenant { $years ->
    [one] un an
   *[other] { $years } ans
} que nous nous connaissons, et j’y ai vu une bonne raison d’appeler.
message-open-renewal-due-formal = Le contrat entre nos deux entreprises arrive à renouvellement le { $on } : un bon moment pour savoir comment vous voyez les choses.
message-open-renewal-due-familiar = Le contrat entre nos deux entreprises arrive à renouvellement le { $on } : un bon moment pour savoir comment tu vois les choses.
message-open-deadline-set = Une échéance a été fixée au { $on }, et je voulais savoir d’ici là comment les choses se présentent.
message-open-executive-interest-formal = Vous avez montré de l’intérêt pour ce que font nos équipes ensemble, et je tenais à vous en remercier.
message-open-executive-interest-familiar = Tu as montré de l’intérêt pour ce que font nos équipes ensemble, et je tenais à t’en remercier.
message-open-pilot-succeeded = Le pilote mené par nos équipes s’est bien passé, et cela méritait un mot entre nous.
message-open-recent-contact-formal = Je voulais reprendre notre dernière conversation là où nous l’avions laissée.
message-open-recent-contact-familiar = Je voulais reprendre notre dernière conversation là où nous l’avions laissée.
message-open-no-occasion = J’appelle pour un seul sujet, et ce sera court.
message-open-credit-formal = Votre équipe, et { $contact } en particulier, a fait un travail solide avec la nôtre sur le projet « { $deal } ».
message-open-credit-familiar = Ton équipe, et { $contact } en particulier, a fait un travail solide avec la nôtre sur le projet « { $deal } ».
message-open-subject-formal = Nos équipes travaillent ensemble sur le projet « { $deal } ».
message-open-subject-familiar = Nos équipes travaillent ensemble sur le projet « { $deal } ».
message-open-listen-formal = Je n’ai rien à vous demander aujourd’hui ; j’aimerais savoir comment vous voyez le sujet.
message-open-listen-familiar = Je n’ai rien à te demander aujourd’hui ; j’aimerais savoir comment tu vois le sujet.

# À l’interlocuteur habituel, le jour même.
message-thanks-formal = Merci encore : { $caller } et { $target } ont échangé, et c’est grâce à votre travail.
message-thanks-familiar = Merci encore : { $caller } et { $target } ont échangé, et c’est grâce à ton travail.
message-thanks-tell-formal = Quand puis-je vous appeler pour vous raconter ce qui s’est dit ?
message-thanks-tell-familiar = Quand puis-je t’appeler pour te raconter ce qui s’est dit ?
message-thanks-lead-formal = La suite est entre vos mains : j’aiderai de la façon qui vous convient.
message-thanks-lead-familiar = La suite est entre tes mains : j’aiderai de la façon qui te convient.

# Donner suite ensemble.
message-follow-formal = Après l’échange entre { $caller } et { $target }, je vous propose que nous préparions la suite à deux.
message-follow-familiar = Après l’échange entre { $caller } et { $target }, je te propose que nous préparions la suite à deux.
message-follow-timid-champion = Une page suffirait : ce que le projet apporte, ce qu’il demande, ce qui est à décider. Nous pouvons la présenter ensemble.
message-follow-low-political-weight = Une page suffirait : ce qui est à décider, par qui, et sur quelle base.
message-follow-no-consensus = Une demi-heure avec toutes les personnes concernées suffirait, autour d’une seule question : sur quoi s’accorder en premier.
message-follow-low-urgency = Une page suffirait : ce que coûte chaque mois d’attente, et quand commencer.
message-follow-other = Une page suffirait : ce que le projet apporte, ce qu’il demande, la prochaine étape.
message-follow-sign-formal = Le tout partirait en votre nom, si cela vous convient.
message-follow-sign-familiar = Le tout partirait en ton nom, si cela te convient.
