"""Public aids as data: the rules, their meaning, and the decision for one situation."""
