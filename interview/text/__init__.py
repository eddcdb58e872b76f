"""Plain facts about texts: sentences, words, languages, excerpts, claims to ask about. No vectors, no scores."""
