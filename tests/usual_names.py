"""The usual name of a skill, by which tests and measurements compare what was found."""

from interview.resume.profile.lexicon import lexicon


def usual_name(name: str) -> str:
    """The usual name of a skill under any of its spellings; an unknown name unchanged."""
    entry = lexicon().lookup(name)
    return name if entry is None else entry.name
