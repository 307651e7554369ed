"""Two sets of rules, or one on two days, held against each other: what changed, and for whom."""
