"""The model interviewer: an OpenAI-compatible server asks, judges and sums up; its claims are checked here."""
