"""Plain facts about texts: sentences, words, languages, excerpts. No vectors, no scores."""
