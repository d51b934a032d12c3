"""Rows of any table to batches: DuckDB, mapping, grouping. Knows nothing of who sends them, nor of what was sent."""
