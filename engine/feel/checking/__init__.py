"""The checks of expressions: one file for each thing that is checked, `walk.py` goes through the tree."""
