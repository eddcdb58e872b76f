"""The practice interviewer: chooses from the question bank, reacts, sums up. Needs no network."""
