"""Judges an answer against the key points of its question, offline and repeatable. It computes no score."""
