"""The words of a question in a reply that is still arriving, for whoever waits to look at.

Nobody checked them: they are no question yet, and may never become one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from interview.core.interviewer import OnWords
from interview.model.thoughts import without_thoughts

_BEGINS = re.compile(r'"text"\s*:\s*"')
_WHOLE = re.compile(r'(?:[^"\\]|\\u[0-9a-fA-F]{4}|\\[^u])*')
_HALF_A_PLACEHOLDER = re.compile(r"\[[^\]]{0,40}$")
_HALF_A_PAIR = re.compile("[\ud800-\udfff]")


def words_so_far(content: str) -> str:
    """The text of the first question as far as it has come; "" before it begins."""
    said = without_thoughts(content)
    begins = _BEGINS.search(said)
    if begins is None:
        return ""
    found = _WHOLE.match(said, begins.end())
    try:
        words = json.loads(f'"{found[0] if found else ""}"', strict=False)
    except ValueError:
        return ""
    return _HALF_A_PAIR.sub("", str(words))


def heard_by(
    on_words: OnWords | None, restored: Callable[[str], str] = lambda words: words
) -> Callable[[str], None] | None:
    """What hears all that has come of a reply, and passes on the words of the question, `restored`, when there are
    others; a placeholder that has not come whole is waited for."""
    if on_words is None:
        return None
    last = ""

    def hear(content: str) -> None:
        nonlocal last
        words = restored(_HALF_A_PLACEHOLDER.sub("", words_so_far(content)))
        if words != last:
            last = words
            on_words(words)

    return hear
