"""The same rules written for something else, by hand, to be measured against."""
