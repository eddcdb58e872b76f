"""Turning an uploaded file into text: one module per format, run in a child process with hard limits.

launch.py starts the child and bounds it, child.py is its entry point. Nothing here follows a link, resolves an
entity, runs a macro or writes a file.
"""
