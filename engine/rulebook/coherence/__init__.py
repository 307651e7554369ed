"""Rules that contradict themselves or each other, though each file is well formed: errors that keep them from loading.

A rule of this room is one module of `engine.rulebook.coherence.rules`, found by itself: `of_scheme` looks at one
scheme, `of_folder` at what all of them declare (their cards). A rule names the path of keys to what it is about; the
place is looked up afterwards, so that no tree need be kept while a thousand files are read. What is doubtful, or wrong
where no answer is drawn from it, is for `engine.lint`.
"""
