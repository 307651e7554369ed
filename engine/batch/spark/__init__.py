"""Populations by Apache Spark, where one machine is not enough: each worker runs the columns of Polars on its rows."""
