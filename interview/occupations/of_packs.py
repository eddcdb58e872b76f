"""Occupations of packs beside ours, for the whole process.

What people work as is recognised deep inside the reading of resumes, in places that are handed nothing; so the
services put the occupations of packs here once, when they are built. Only services/ calls this.
"""

from __future__ import annotations

from collections.abc import Iterable

from interview.occupations import kin, occupation, recognise


def put_beside(found: Iterable[occupation.Occupation]) -> None:
    """Let these stand beside ours, in place of all that stood there before."""
    wanted = list(found)
    if wanted != occupation.BESIDE:
        occupation.put_beside(wanted)
        recognise.forget_titles()
        kin.forget_words()
