"""`schemes check`: what is wrong or doubtful in a folder of rules, beyond what keeps it from being loaded.

A rule is one module of `engine.lint.rules`, found by itself: `of_scheme` looks at one scheme, `of_folder` at what all
of them declare (their cards). A rule names the path of keys to what it is about; the place is looked up afterwards, so
that no tree need be kept while a thousand files are read.
"""
