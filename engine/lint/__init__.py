"""`schemes check`: what is wrong in a folder of rules and in its cases, and what is merely doubtful.

What answers would be wrong from keeps rules from being loaded, and `engine.rulebook` says it. What no answer is drawn
from is said here: a rule is one module of `engine.lint.rules`, found by itself, written like those of
`engine.rulebook.coherence`.
"""
