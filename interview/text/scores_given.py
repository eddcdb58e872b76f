"""Words that give an answer a number or a grade: what a model writes is no score, and may not look like one.

Knows English, German and Chinese. "20 % faster" and "name three points" are none.
"""

from __future__ import annotations

import re

from interview.text.quotations import QUOTED

_MOST = r"(?:100|10|20|(?:an? )?hundred|ten|hundert)"
_MANY = r"(?:\d{2,}|\d+[.,]\d+|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|half(?: of)? the)"
_WON = (
    r"(?:tak(?:e|ing)|took|deduct\w*|lose|losing|lost|costs?|award\w*|worth|earn\w*|gain\w*|gets?|got|minus|plus|"
    r"g[ia]ve (?:you|this|it|the answer))"
)
_SCORES = re.compile(
    "|".join(
        (
            rf"\b\d+(?:[.,]\d+)?\s*(?:of|/|von|aus)\s*{_MOST}\b|\bout of {_MOST}\b",
            # A single digit before "points" counts key points more often than marks.
            rf"\b{_MANY}\s*(?:points?|marks|pts|punkte?n?)\b|\b(?:points?|marks)\s+(?:off|deducted|lost)\b",
            rf"\b{_WON}\s+(?:you\s+)?(?:\w+\s+)?(?:points|marks)\b",
            r"\b(?:your|overall|total|final)\s+(?:(?:overall|total|final)\s+)?(?:score|grade|marks?|rating|points)\b"
            r"(?:\s+(?:of|is|was)\s+\d+)?",
            r"\bscor(?:e|es|ed|ing)\s+(?:(?:of|is|was|at|an?)\s+)?\d+|\b(?:score|grade)\s*[:=]\s*\w+",
            r"\b\d+(?:[.,]\d+)?\s*(?:%|percent|per cent)\s+(?:of\s+(?:the|a|your|all|full)\s+(?:\w+\s+)?"
            r"(?:score|points|marks|grade|credit)|(?:score|grade|correct|right|complete|there))\b",
            r"\bgrade\s+(?:of\s+)?(?:an?\s+)?[A-F][+-]?(?!\w)|(?<!\w)A\+(?![\w+])|\b(?:\d|four|five)\s+stars\b",
            r"\b(?:deine|ihre)\s+(?:punktzahl|note|bewertung|punkte)\b|\bpunkt(?:zahl|abzug)\b|\bpunkte abgezogen\b",
            r"\b(?:mit|die|eine|der)\s+note\s+\d|\b\d+\s*(?:%|prozent)\s+(?:der\s+punkt\w*|richtig|korrekt)\b",
            r"[扣得打给]了?\s*\d+\s*分|\d+\s*分(?!钟|之|布|区|支|片|层|类|别|析|享|组|公司|配|店|成|级)",
            r"满分|得分|分数|扣分|打分",
        )
    ),
    re.IGNORECASE,
)


def scores_given(text: str) -> tuple[str, ...]:
    """The words of a text that give an answer a score, a part of one or a grade; what is quoted does not count."""
    return tuple(found.group() for found in _SCORES.finditer(QUOTED.sub("…", text)))
