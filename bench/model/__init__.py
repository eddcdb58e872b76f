"""Measures how far the configured grader agrees with answers whose grade is known: `python -m bench.model`."""
