"""For measures that take no arguments: `--help` says what is measured, and does not begin to measure."""

from __future__ import annotations

import argparse


def only_help(doc: str | None) -> None:
    """End with this text where it is asked for, and with an error where anything else is."""
    argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
