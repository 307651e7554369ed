"""One module a rule. `CODES` are the codes it may give; each has its page in `engine/explain/texts`."""
