"""Add what is new to the words that the scorer knows beside those of its tokenizer: python scripts/write_known_words.py

They are the rarer words of the question bank and of the names of skills. Those of the texts that the judge was first
taught with stand there, too, and stay; what it learned from later is mistyped on purpose and in dialects.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from interview.scorer.judge import TOKENIZER, Reader
from interview.scorer.spelling import KNOWN_WORDS, rarer_words
from interview.scorer.weights_version import WEIGHTS

ROOT = Path(__file__).resolve().parents[1]
_WORD = re.compile(r"\b[a-z]{5,}\b")
_FOLDERS = (ROOT / "interview" / "question_bank" / "questions", ROOT / "interview" / "resume" / "profile")


def words() -> list[str]:
    """All of them, in order."""
    files = (file for folder in _FOLDERS for file in sorted(folder.glob("*.yaml")))
    ours = {word for file in files for word in _WORD.findall(file.read_text(encoding="utf-8").lower())}
    return sorted((ours | set(rarer_words(0))) - set(Reader(WEIGHTS / TOKENIZER).whole_words()))


if __name__ == "__main__":
    KNOWN_WORDS.write_text("\n".join(words()) + "\n", encoding="utf-8")
