"""`schemes check`: what is wrong in a folder of rules and in its cases, and what is merely doubtful.

What is wrong keeps rules from being loaded, and `engine.rulebook` says it. What is doubtful is said here, as warnings:
a rule is one module of `engine.lint.rules`, found by itself, written like those of `engine.rulebook.coherence`.
"""
