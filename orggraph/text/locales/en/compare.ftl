# Ways to make a call, side by side: the columns, then what stands in them.
compare-way = way
compare-pair = who calls whom
compare-verdict = verdict
compare-chance = moves
compare-change = change
compare-bypassed = bypassed
compare-worth = worth
compare-open = not held
compare-who = { $caller } → { $target } (N+{ $level })
compare-nobody = nobody who could
compare-verdict-go = call
compare-verdict-prepare = prepare
compare-verdict-do-not = do not call
compare-figure = { NUMBER($figure, minimumFractionDigits: 2, maximumFractionDigits: 2) }
