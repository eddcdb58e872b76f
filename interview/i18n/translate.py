"""What a report says, in the language of its interview: English is written where it is said, others are looked up.

A language is a file languages/LANGUAGE.yaml; tests hold it complete. What people and models wrote is never translated.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime, tzinfo
from functools import cache
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent / "languages"
_TAGS = {"zh": "zh-CN"}
_PLACE = re.compile(r"\{(\w+)[^}]*\}")


class Words:
    """Says sentences in one language. `tag` names it for readers of HTML and PDF (BCP 47)."""

    def __init__(self, language: str, labels: Mapping[str, str], sentences: Mapping[str, str]) -> None:
        self.language = language
        self.tag = _TAGS.get(language, language)
        self._known = {**labels, **sentences}
        self._patterns = [(_pattern(english), said) for english, said in sentences.items() if _PLACE.search(english)]

    def __call__(self, english: str, **values: object) -> str:
        """A sentence written here in English, with its values filled in."""
        said = self._known.get(english, english)
        return said.format(**values) if values else said

    def said(self, sentence: str) -> str:
        """A sentence that the code made in English elsewhere, also earlier; any other text comes back as it is."""
        if sentence in self._known:
            return self._known[sentence]
        for pattern, said in self._patterns:
            found = pattern.fullmatch(sentence)
            if found is not None:
                return _PLACE.sub(lambda place, found=found: self.said(found[place[1]]), said)  # type: ignore[misc]
        return sentence

    def listed(self, items: Iterable[str]) -> str:
        """Items one after the other."""
        return self(", ").join(items)

    def day(self, at: datetime, zone: tzinfo) -> str:
        """A date, as "24 Nov 2026"."""
        local = at.astimezone(zone)
        return self("{day} {month} {year}", day=local.day, month=self(f"{local:%b}"), year=local.year)

    def short_day(self, at: datetime, zone: tzinfo) -> str:
        """A date without its year, as "24 Nov"."""
        local = at.astimezone(zone)
        return self("{day} {month}", day=local.day, month=self(f"{local:%b}"))

    def moment(self, at: datetime, zone: tzinfo) -> str:
        """A moment with its offset, as "24 November 2026, 14:02 (UTC+01:00)"."""
        local = at.astimezone(zone)
        offset = local.strftime("%z")
        return self(
            "{day} {month} {year}, {time} ({zone})",
            day=local.day,
            month=self(f"{local:%B}"),
            year=local.year,
            time=f"{local:%H:%M}",
            zone="UTC" if offset == "+0000" else f"UTC{offset[:3]}:{offset[3:5]}",
        )

    def when(self, at: datetime, zone: tzinfo) -> str:
        """A moment for a reader whose zone is known, as "24 Nov 2026, 14:02"."""
        return self("{day}, {time}", day=self.day(at, zone), time=f"{at.astimezone(zone):%H:%M}")


def _pattern(english: str) -> re.Pattern[str]:
    parts, at = [], 0
    for place in _PLACE.finditer(english):
        parts += [re.escape(english[at : place.start()]), f"(?P<{place[1]}>.+?)"]
        at = place.end()
    return re.compile("".join([*parts, re.escape(english[at:])]), re.DOTALL)


@cache
def words(language: str) -> Words:
    """The words of a language; English where there is no file for it."""
    file = FOLDER / f"{language}.yaml"
    if not re.fullmatch(r"[a-z]{2,3}", language) or not file.is_file():
        return ENGLISH
    found = yaml.safe_load(file.read_text(encoding="utf-8"))
    return Words(language, found["labels"], found["sentences"])


ENGLISH = Words("en", {}, {})
