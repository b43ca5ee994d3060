"""OrgGraph: what blocks a stalled deal, whether our executive should call theirs, whom, and who of us."""
