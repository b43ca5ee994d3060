cause-timid-champion = le champion n’est pas encore en mesure de porter le projet plus haut
cause-low-political-weight = la décision se prend au-dessus de l’interlocuteur habituel
cause-no-consensus = les personnes concernées ne se sont pas mises d’accord
cause-low-urgency = le sujet n’est pas perçu comme urgent
cause-budget = un problème de budget
cause-technical-constraint = une contrainte technique
cause-product-weakness = une faiblesse du produit
cause-price-standoff = un blocage sur le prix

likelihood-very-likely = très probable
likelihood-likely = probable
likelihood-possible = possible
likelihood-unlikely = peu probable

# Des questions pour comprendre une objection réelle et y répondre.
objection-budget-1 = Sur quels critères le budget est-il décidé, par qui, et quand sera-t-il revu ?
objection-budget-2 = Quelle partie du projet mériterait d’être financée en premier ?
objection-budget-3 = Quelle dépense remplacerait-il, et que coûte l’attente ?
objection-technical-constraint-1 = De quelle contrainte s’agit-il exactement, et est-elle écrite quelque part ?
objection-technical-constraint-2 = Qui peut dire ce qui la lèverait ?
objection-technical-constraint-3 = Un périmètre plus réduit ou une autre intégration conviendrait-il ?
objection-product-weakness-1 = Que manque-t-il, et pour quel usage ?
objection-product-weakness-2 = Comment fait-on aujourd’hui, et qu’apporte l’autre solution ?
objection-product-weakness-3 = Que faudrait-il montrer, et à qui, pour que le produit soit de nouveau envisagé ?
objection-price-standoff-1 = À quoi le prix est-il comparé, et sur quelle durée ?
objection-price-standoff-2 = Quel chiffrage de la valeur acceptons-nous de part et d’autre ?
objection-price-standoff-3 = Que pourrait-on retirer, plutôt que d’accorder une remise ?

seniority-owner-or-board = propriétaire ou conseil
seniority-c-level = direction générale
seniority-vice-president = vice-présidence
seniority-director = direction
seniority-manager = encadrement
seniority-senior = confirmé
seniority-staff = équipe
seniority-assistant = assistanat
seniority-unknown = niveau inconnu
