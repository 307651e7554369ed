"""What a program asks of the rules, in Python: the names that `public_aids` gives."""
