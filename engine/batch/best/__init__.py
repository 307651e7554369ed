"""The best set of aids, in columns."""
