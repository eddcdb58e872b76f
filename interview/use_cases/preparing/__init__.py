"""Writing the rest of an interview while its first question is answered. Start with run.py."""
