"""What `benchmarks/batch.py` measures."""
