"""One module a rule. `CODES` are the codes it may give; each has its page in `engine/explain/pages`.

A rule about all schemes that says that something is nowhere sets `NEEDS_ALL`: it waits until every file can be read.
"""
