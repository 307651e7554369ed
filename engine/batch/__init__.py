"""Populations: the typed tree of the rules lowered to columns, run by Polars, Spark or a database."""
