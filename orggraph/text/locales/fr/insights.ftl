# Ce qu’un lecteur devrait remarquer : le message, et la règle qui dit quand il s’applique. $people sont les personnes, $count leur nombre.
insight-no-decider = { $count ->
    [0] On ne sait pas qui décide.
   *[other] On ne sait pas qui décide ; le premier responsable commun à toutes les personnes concernées est retenu à la place : { $people }.
}
insight-rule-no-decider = Aucune partie prenante de l’affaire n’est indiquée comme décidant.
insight-no-champion = Personne n’est indiqué comme champion du projet.
insight-rule-no-champion = Aucune partie prenante de l’affaire n’a le rôle de champion.
insight-veto-against = { $count ->
    [one] { $people } peut dire non, et y est probablement défavorable.
   *[other] { $people } peuvent dire non, et y sont probablement défavorables.
}
insight-rule-veto-against = Une personne qui peut s’opposer y est défavorable dans au moins la moitié des simulations.
insight-champion-manager-opposes = { $count ->
    [one] { $people }, à qui le champion rend compte, y est probablement défavorable.
   *[other] { $people }, à qui le champion rend compte, y sont probablement défavorables.
}
insight-rule-champion-manager-opposes = Le responsable direct du champion y est défavorable dans au moins la moitié des simulations.
insight-champion-only-thread = Le champion, { $people }, est notre seul contact sur place.
insight-rule-champion-only-thread = De toutes les parties prenantes, les nôtres ne connaissent que le champion.
insight-decider-stance-unknown = On ne connaît pas la position { $count ->
    [one] d’une personne dont dépend la décision : { $people }.
   *[other] de personnes dont dépend la décision : { $people }.
}
insight-rule-decider-stance-unknown = Une personne qui décide ou peut s’opposer n’a aucune position notée.
insight-key-player-uncovered = Aucun des nôtres n’est en contact avec { $people }, dont dépend la décision.
insight-rule-key-player-uncovered = Une personne qui décide ou peut s’opposer n’est connue d’aucun des nôtres et n’a pas été rencontrée.
insight-no-power-engaged = Aucune des personnes avec qui nous sommes en contact n’a le rang ou le poids pour emporter la décision.
insight-rule-no-power-engaged = Aucune partie prenante connue des nôtres n’est au moins directeur, ni ne pourrait emporter seule la décision.
insight-single-thread = { $people } est notre seul contact sur place, sans en être le champion.
insight-rule-single-thread = De toutes les parties prenantes, les nôtres n’en connaissent qu’une, qui n’est pas le champion.
insight-supporters-not-more = Favorables : { $supporters } ; réservés ou opposés : { $opponents } ({ $people }).
insight-rule-supporters-not-more = Les personnes connues comme favorables ne sont pas plus nombreuses que les réservées ou opposées.
insight-champion-silent = { $people }, qui porte le projet, reste en retrait, en réunion ou lors des relances.
insight-rule-champion-silent = Le champion n’a pas pris la parole en réunion, ou trois relances de suite sont restées sans réponse.
insight-rival-near-buyer = { $count ->
    [one] { $people }, en conflit avec le champion, pèse davantage auprès de ceux qui décident.
   *[other] { $people }, en conflit avec le champion, pèsent davantage auprès de ceux qui décident.
}
insight-rule-rival-near-buyer = Une personne en conflit avec le champion pèse plus que lui auprès de ceux qui décident.
insight-champion-leaving = { $people }, qui porte le projet, devrait changer de poste.
insight-rule-champion-leaving = Un poste que le champion pourrait prendre est noté.
insight-manager-unknown = Aucune source ne dit à qui { $people } rend compte.
insight-rule-manager-unknown = Aucune source ne nomme le responsable de l’interlocuteur habituel, ni ne dit qu’il n’en a pas.
insight-under-pressure = { pressure-message } { pressure-warning }
insight-rule-under-pressure = Relances et remises ont récemment atteint le nombre à partir duquel elles sont ressenties comme une pression.
insight-stale-map = Rien n’a été noté depuis { $days } jours : la carte n’est peut-être plus à jour.
insight-rule-stale-map = Ni signal ni appel depuis plus longtemps qu’une carte ne reste à jour.
insight-nobody-opposes = Personne n’est connu pour avoir des réserves : peut-être que la question n’a pas été posée.
insight-rule-nobody-opposes = Au moins deux positions sont connues, et aucune n’est réservée ni opposée.

severity-critical = grave
severity-warning = à surveiller
severity-info = à savoir
health-red = Rouge : la carte montre au moins un point grave.
health-amber = Orange : la carte montre des points à surveiller, aucun grave.
health-green = Vert : la carte ne montre rien de grave ni à surveiller.
health-rule-red = Au moins un constat grave s’applique.
health-rule-amber = Aucun constat grave ne s’applique, mais au moins un à surveiller.
health-rule-green = Aucun des deux ne s’applique.
