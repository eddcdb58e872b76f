"""Reviewed questions by topic (questions/*.yaml), and which topics a resume or a job calls for."""
