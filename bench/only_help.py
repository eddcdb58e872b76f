"""What a measure does is said where `--help` asks for it, before anything is measured."""

from __future__ import annotations

import argparse


def explained(doc: str | None) -> argparse.ArgumentParser:
    """Reads the arguments of a measure, and says this text where it is asked for."""
    return argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)


def only_help(doc: str | None) -> None:
    """For a measure without arguments: any other than `--help` is an error."""
    explained(doc).parse_args()
