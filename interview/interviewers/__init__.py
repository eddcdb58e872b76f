"""Who asks and grades: two implementations of the protocol in core/interviewer.py, and what they are made of."""
