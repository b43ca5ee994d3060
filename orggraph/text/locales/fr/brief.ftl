# La page de la personne qui appelle : une feuille A4. Chaque ligne est une phrase entière.
brief-title-call = Note d’appel : { $deal }
brief-title-prepare = À découvrir avant tout appel : { $deal }
brief-title-back-to-basics = Revenir aux fondamentaux : { $deal }
brief-subtitle = { $account } · { $day }
brief-footer = Les probabilités relèvent du jugement d’experts. Toute personne nommée ici peut demander à lire cette page.

brief-head-who = Qui, quand, pourquoi cette personne
brief-head-stakes = L’enjeu pour le client
brief-head-blocks = Ce qui bloque, d’après ce qui a été vu
brief-head-unlocks = Ce que l’appel peut débloquer, et ce qu’il ne peut pas
brief-head-opening = Pour commencer
brief-head-questions = Questions à poser
brief-head-tone = Le ton, et ce qu’il ne faut pas dire
brief-head-contact = L’interlocuteur habituel
brief-head-after = Après l’appel
brief-head-verdict = Pourquoi ne pas appeler
brief-head-not-yet = Pourquoi pas encore
brief-head-settle = À vérifier ou à régler d’abord
brief-head-instead = Que faire à la place
brief-head-avoid = Ce qu’il vaut mieux éviter
brief-head-next = Et ensuite

brief-calls = { $caller } appelle { $target }, N+{ $level } par rapport à { $contact }.
brief-calls-no-contact = { $caller } appelle { $target }.
brief-window = Prévu le { $day }, possible { $window }.
brief-made = L’appel a été passé le { $day }.
brief-relation-known = Ces deux personnes se connaissent : appeler directement.
brief-relation-introduced = Elles se connaissent peu : { $people } fait la mise en relation.
brief-relation-cold = Elles ne se connaissent pas : dire en deux phrases qui appelle, et pourquoi.
brief-above-held = Un niveau sépare { $target } et l’interlocuteur habituel. Demander comment l’associer, et ne rien régler sans ce niveau.
brief-above-vacant = Le poste entre { $target } et l’interlocuteur habituel est vacant : demander qui en assure l’intérim.
brief-promotion = { $contact } pourrait bientôt occuper un autre poste. Ce n’est pas à nous d’en parler ; le mérite reconnu aujourd’hui comptera aussi demain.

brief-stakes = Avec les mots du client : « { $stakes } »
brief-stakes-unknown = Personne ne l’a noté avec les mots du client : le lui faire dire avant de parler du projet.
brief-proof = Acquis : { $facts }.
brief-fact = { $fact } (le { $day })

brief-chance = Déblocage de l’affaire sans l’appel : { $before } ; après l’appel : { $after }.
brief-can = Effets attendus : { $effects }.
brief-can-timid-champion = Il peut faire connaître le projet au niveau supérieur, pour que l’interlocuteur habituel ne le porte pas seul.
brief-can-low-political-weight = Il peut amener le projet là où la décision se prend.
brief-can-no-consensus = Il peut faire dire ce qui doit être convenu, par qui, et dans quel ordre.
brief-can-low-urgency = Il peut donner au projet sa place parmi les autres priorités.
brief-cannot = Il ne règle ni le prix, ni le périmètre, ni la technique, et ne décide pas à la place du client. Si une objection réelle apparaît, la noter et la laisser aux équipes.

brief-tone = Naturel et confraternel, d’égal à égal, dix minutes : s’intéresser avant de convaincre. Les deux équipes travaillent bien ; personne n’est en cause si le sujet prend du temps.
brief-not-discount = Pas de remise, pas de prix, pas de geste commercial.
brief-not-pressure = Pas de date butoir, pas de « dernière chance », pas de relance.
brief-not-names = Aucun nom de personne réservée sur le projet, et rien de ce qui a été dit en confiance.
brief-not-teams = Rien contre les équipes en place, les leurs ou les nôtres ; ne jamais laisser entendre que l’interlocuteur habituel n’y arrivait pas.

brief-contact-told = { $contact } est au courant depuis le { $day }.
brief-contact-to-tell = { $who } prévient { $contact } au plus tard le { $day }. Ne pas appeler avant.
brief-contact-says = Ce qui lui est dit : cet échange avec { $target } aura lieu, il s’appuie sur le travail déjà fait, et nous en rendrons compte le jour même.
brief-contact-none = Aucun interlocuteur habituel n’est connu : personne n’a été prévenu.

brief-after-credit = Le jour même : { $who } raconte à { $contact } ce qui s’est dit, et lui en laisse le mérite.
brief-after-joint = Au plus tard le { $day } : la suite se prépare à deux, et l’interlocuteur habituel la mène.
brief-after-log = Au plus tard le { $day } : noter ce qui en est ressorti. Pas de second appel à { $target } avant le { $until }.

brief-ask-timid-champion-1-formal = Comment voyez-vous ce projet, de là où vous êtes ?
brief-ask-timid-champion-1-familiar = Comment vois-tu ce projet, de là où tu es ?
brief-ask-timid-champion-2-formal = De quoi les personnes qui y travaillent auraient-elles besoin de votre part pour avancer ?
brief-ask-timid-champion-2-familiar = De quoi les personnes qui y travaillent auraient-elles besoin de ta part pour avancer ?
brief-ask-timid-champion-3 = Qu’est-ce qui rendrait cette décision facile à assumer ?
brief-ask-low-political-weight-1 = Qui doit être à l’aise avec ce projet avant qu’il soit décidé ?
brief-ask-low-political-weight-2-formal = Que voudriez-vous lire avant de décider ?
brief-ask-low-political-weight-2-familiar = Que voudrais-tu lire avant de décider ?
brief-ask-low-political-weight-3 = Avec qui devrions-nous travailler à partir de maintenant ?
brief-ask-no-consensus-1-formal = Qu’en attend chacune de vos équipes ?
brief-ask-no-consensus-1-familiar = Qu’en attend chacune de tes équipes ?
brief-ask-no-consensus-2 = Sur quoi faut-il se mettre d’accord en premier, et qui peut trancher ?
brief-ask-no-consensus-3 = Quelle première étape conviendrait à tout le monde ?
brief-ask-low-urgency-1-formal = Où se situe ce sujet parmi vos priorités de l’année ?
brief-ask-low-urgency-1-familiar = Où se situe ce sujet parmi tes priorités de l’année ?
brief-ask-low-urgency-2-formal = Que vous coûte le fait de laisser les choses en l’état ?
brief-ask-low-urgency-2-familiar = Que te coûte le fait de laisser les choses en l’état ?
brief-ask-low-urgency-3-formal = Quelle date de votre calendrier aurait du sens pour ce projet ?
brief-ask-low-urgency-3-familiar = Quelle date de ton calendrier aurait du sens pour ce projet ?

brief-candidate = Une fois ces points réglés, un appel est possible : { $caller } vers { $target }.
brief-candidate-none = Personne n’est encore désigné pour un appel.
brief-ask-whom = À demander à { $contact }, dans une conversation ordinaire, d’ici le { $day }.
brief-ask-again = Reposer la question le { $day }.
brief-avoid-call = Pas d’appel au-dessus de l’interlocuteur habituel pour l’instant : il serait vécu comme un contournement.
brief-avoid-push = Ni nouvelle relance ni remise : l’une comme l’autre se liraient comme une pression.
brief-answer-who = { $cause } : à voir avec { $who }.
brief-answer-nobody = { $cause } : la bonne personne reste à trouver.
