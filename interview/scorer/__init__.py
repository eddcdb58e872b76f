"""Judges an answer against the key points of its question, offline and repeatable. It computes no score."""

import os

# ONNX Runtime tells its maker about the computer, the program and each model that is loaded, and keeps an identifier in
# the home folder, unless this is said before it is imported.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
