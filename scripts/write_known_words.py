"""Write the words that the scorer knows beside those of its tokenizer: python scripts/write_known_words.py

They are the rarer words of our own texts: the question bank, the names of skills, and the sentences that the judge was
taught with, of these what stands there more than once, as some are mistyped on purpose.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from interview.scorer.judge import TOKENIZER, Reader
from interview.scorer.spelling import KNOWN_WORDS
from interview.scorer.weights_version import WEIGHTS

ROOT = Path(__file__).resolve().parents[1]
_WORD = re.compile(r"\b[a-z]{5,}\b")
_ONCE = (ROOT / "interview" / "question_bank" / "questions", ROOT / "interview" / "resume" / "profile")


def words() -> list[str]:
    """All of them, in order."""
    whole = Reader(WEIGHTS / TOKENIZER).whole_words()
    ours = {word for folder in _ONCE for file in sorted(folder.glob("*.yaml")) for word in _of(file)}
    taught = Counter(word for file in sorted((ROOT / "training/judge/data/learn").glob("*.txt")) for word in _of(file))
    return sorted((ours | {word for word, count in taught.items() if count > 1}) - set(whole))


def _of(file: Path) -> list[str]:
    return _WORD.findall(file.read_text(encoding="utf-8").lower())


if __name__ == "__main__":
    KNOWN_WORDS.write_text("\n".join(words()) + "\n", encoding="utf-8")
