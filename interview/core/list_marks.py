"""How the items of a list begin: with signs, or with a number or a letter that counts them.

It takes marks away and says nothing of what is listed; what several lines of a resume begin with is for its reader.
"""

from __future__ import annotations

import re

SIGNS = r"•●▪■◦‣∙·\u25a0-\u25ff\u2022\uf0b7\uf0a7○➢➤✓✔★☆►▶→⇒➔➜›⁃"
"""They begin an item wherever they stand at the beginning, for a set of a pattern."""
LOOSE_SIGNS = "-*+–—~>"
"""With a blank behind them they do: "-v" and "*so*" begin none."""
NUMBER = r"\(?\d{1,2}[.)、]"
"""Where no digit is next: "3.5 percent" begins none."""
_SIGNS = rf"(?:[{SIGNS}]+|[{LOOSE_SIGNS}#]+(?=\s|$))"
_COUNTED = rf"(?:{NUMBER}(?!\d)|\(?[a-z]\)(?=\s|$))"
_MARKS = re.compile(rf"\s*(?:{_SIGNS}\s*)*(?:{_COUNTED}\s*)?", re.IGNORECASE)


def without_list_mark(line: str) -> str:
    """The line without the marks of a list, or of a heading in Markdown, before its words; "" for marks alone."""
    return _MARKS.sub("", line, count=1)
