"""Signs that a text is a resume: a way to reach a person, headings, dates, a profession. A hint, never a verdict.

Prose without any of them may tell of somebody's work all the same, which only its reader finds.
"""

from __future__ import annotations

import re

from interview.resume.profile.reader import understand

_SIGNS = (
    re.compile(r"[\w.+-]+@[\w-]+\.\w+|\+?\d[\d ().-]{7,}\d|linkedin\.com|github\.com", re.IGNORECASE),
    re.compile(
        r"\b(?:experience|employment|work history|career|expérience|experiencia|(?:berufs)?erfahrung)\b|"
        r"工作经[历验]|项目经[历验]|实习经[历验]|職務経歴|경력",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:education|university|college|degree|b\.?sc|m\.?sc|bachelor|master|ph\.?d|formation|ausbildung|educación|"
        r"istruzione)\b|教育|大学|学历|本科|硕士|学歴|학력",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:skills|technologies|competences|compétences|kenntnisse|habilidades|certifications?)\b|技能|スキル|기술",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:19|20)\d\d\b.{0,20}?(?:[-–—~]|to|until|至|到).{0,12}?(?:(?:19|20)\d\d|present|now|current|today|heute|至今|今)",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:engineer|developer|analyst|manager|designer|consultant|scientist|architect|administrator|intern|programmer|"
        r"entwickler|ingénieur|ingeniero|nurse|teacher|accountant)\b|工程师|开发|经理|设计师|エンジニア|개발자",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?:summary|profile|objective|projects?|references|languages)\b|项目|自我评价", re.IGNORECASE),
)
_ENOUGH = 2
_MOST_CHARACTERS = 50_000
# Who tells of their work in prose has done so after a few pages, and to read them takes longer.
_MOST_PROSE = 10_000


def looks_like_a_resume(text: str) -> bool:
    """Whether `text` has two kinds of what resumes have in common, or tells an occupation or years of work."""
    text = text[:_MOST_CHARACTERS]
    if sum(bool(sign.search(text)) for sign in _SIGNS) >= _ENOUGH:
        return True
    told = understand(text[:_MOST_PROSE])
    return bool(told.occupation) or told.years is not None


def word_count(text: str) -> int:
    """Words as a reader would count them; two Chinese, Japanese or Korean characters make one."""
    total = 0.0
    for token in text.split():
        ideographs = sum("\u3040" <= c <= "\u9fff" or "\uac00" <= c <= "\ud7af" for c in token)
        total += ideographs / 2 if ideographs else any(c.isalnum() for c in token)
    return int(total)
