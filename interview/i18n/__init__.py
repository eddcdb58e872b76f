"""Codes and values put into words, in the language of the interview."""
