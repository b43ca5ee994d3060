# Des façons d’appeler, côte à côte : les colonnes, puis ce qui y figure.
compare-way = façon
compare-pair = qui appelle qui
compare-verdict = verdict
compare-chance = déblocage
compare-change = écart
compare-bypassed = désaveu
compare-worth = valeur
compare-open = non respecté
compare-who = { $caller } → { $target } (N+{ $level })
compare-nobody = personne qui le puisse
compare-verdict-go = appeler
compare-verdict-prepare = préparer
compare-verdict-do-not = ne pas appeler
compare-figure = { NUMBER($figure, minimumFractionDigits: 2, maximumFractionDigits: 2) }
