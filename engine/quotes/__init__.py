"""Quotes held against the documents they were taken from."""
