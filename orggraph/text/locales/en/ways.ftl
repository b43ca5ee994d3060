# Who calls whom, and what else could be done.
title-paths = Who calls whom
title-paths-once-prepared = Who could call whom, once that is done
title-excluded = Left out
title-alternatives = Instead of a call

path-line = { $rank }. { $caller } calls { $target } (N+{ $level }), { $how }.
path-directly = directly: they know each other
path-cold = cold: no acquaintance is strong enough
path-to-introduce = once introduced
path-introduced = introduced by { $introducers }
path-after = The deal gets moving after the call: { $judgement }, { $effect }; mostly between { NUMBER($low, minimumFractionDigits: 2, maximumFractionDigits: 2) } and { NUMBER($high, minimumFractionDigits: 2, maximumFractionDigits: 2) }.
path-effects = What counts most: { $effects }.
path-effect = { $label } ({ $change })
path-risk = The usual contact feels bypassed: { $judgement }; the deal gets moving all the same: { $outcome }.
path-mitigations = To lower that risk: { $ways }.
path-mitigation = { $label } ({ NUMBER($risk, minimumFractionDigits: 2, maximumFractionDigits: 2) })
path-down = Then down to the usual contact: { $people }.
path-short = The deal gets moving: { $judgement }, { $effect }; the usual contact feels bypassed: { $bypassed }.
path-unmet = To settle first: { $why } { $what }
path-more = { $count ->
    [one] One more way is worth less.
   *[other] { $count } more ways are worth less.
}
no-paths = No path: nobody above the usual contact, or nobody of ours to call, is known.
no-paths-yet = No path yet: too little is known to rank any.

excluded-line = { $caller } calling { $target }: { $why }
excluded-whoever = { $target }, whoever calls ({ $count } could): { $why }

alternative-line = { $effect }: { $ways }
