"""One situation at a time, as fast as Python goes: the rules of a day as one generated function."""
