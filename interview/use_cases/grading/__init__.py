"""Grading a session: claim, run, batches, retries, recovery. Start with service.py."""
