"""A server's own sentence about a failure, for logs and whoever runs the app; never for a candidate's page.

What a request said is cut out of it, and whatever looks like a key or an address of a person.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from interview.model.server_errors import told

MAX_CHARS = 300
LONGEST_ECHO = 24
"""A run of so many characters of a request may survive; one more may not."""
CUT = "…"

_MAX_READ = 3_000
_SECRETS = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|\bbearer\s+\S+"
    r"|\b(?:sk|pk|gsk|xai|hf|nvapi|org|proj|req|key)[-_][\w*.-]{4,}"
    r"|\bAIza[\w*-]+"
    r"|\+\d[\d ()/.-]{7,}\d"
    r"|[A-Za-z0-9+/_=*-]{24,}",
    re.IGNORECASE,
)
_PLAIN_NAME = re.compile(r"[a-z]{1,16}(?:[_/-][a-z]{1,16})+")
_ESCAPES = re.compile(r"\\u([0-9a-fA-F]{4})|\\[ntr]|\\([\"'/\\])")
_NAME = re.compile(r"(?<![^\W_])[A-Z](?=\w*[a-z])\w+")
_OF_SERVERS = (
    "api access account azure bad budget content context country error exceeded failed input insufficient internal "
    "invalid json limit max missing model not openai please provider quota rate request resource service the this "
    "token tokens too unauthorized unknown unsupported user you your"
)
# What is compared with the request, piece by piece, and how many pieces in a row are an echo.
_ECHOES = (
    (re.compile(r"[^\W_]+"), 5),
    (re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"), 12),
    (re.compile(r"[^\W_]"), 20),
)


def server_words(exc: Exception, sent: Sequence[str]) -> str:
    """The server's sentence in at most MAX_CHARS printable characters, without `sent` and without keys; or ""."""
    sentences = map(_without_secrets, without_echo(told(exc).sentences, sent))
    said = _shortened(next((text for text in sentences if re.search(r"[^\W_]{2}", text)), ""))
    return "" if _still_echoes(said, sent) else said


def _shortened(text: str) -> str:
    """At most MAX_CHARS characters; whole words and a sign that there were more, where it has words."""
    if len(text) <= MAX_CHARS:
        return text.strip()
    whole, gap, _ = text[: MAX_CHARS - len(CUT)].rpartition(" ")
    return f"{whole.rstrip(f' {CUT}')} {CUT}" if gap else text[:MAX_CHARS].strip()


def without_echo(sentences: Sequence[str], sent: Sequence[str]) -> list[str]:
    """The sentences without what they repeat of `sent`."""
    request = " ".join(_plain("\n".join(sent)).split())
    runs = [(unit, least, _runs(_units(request, unit), least)) for unit, least in _ECHOES]
    return [_scrubbed(sentence, request, runs) for sentence in sentences]


def _scrubbed(sentence: str, request: str, runs: Sequence[tuple[re.Pattern[str], int, set[str]]]) -> str:
    text = " ".join(_plain(sentence[:_MAX_READ]).split())
    for unit, least, known in runs:
        text = _without(text, _repeated(text, unit, least, known))
    text = _without(text, _names(text, request))
    lowered, asked, length = text.lower(), request.lower(), LONGEST_ECHO + 1
    is_alike = len(lowered) == len(text)
    starts = range(len(text) - LONGEST_ECHO) if is_alike else ()
    return _without(text, [(at, at + length) for at in starts if lowered[at : at + length] in asked])


def _plain(text: str) -> str:
    """Without escapes and without what cannot be printed."""
    text = _ESCAPES.sub(lambda found: chr(int(found[1], 16)) if found[1] else found[2] or " ", text)
    return "".join(character if character.isprintable() else " " for character in text)


def _units(text: str, unit: re.Pattern[str]) -> list[str]:
    return [found.casefold() for found in unit.findall(text)]


def _runs(units: Sequence[str], least: int) -> set[str]:
    """Every `least` units that follow each other."""
    return {"\n".join(units[at : at + least]) for at in range(len(units) - least + 1)}


def _repeated(text: str, unit: re.Pattern[str], least: int, known: set[str]) -> list[tuple[int, int]]:
    """Where `least` units in a row are among the known ones."""
    units = [(found.group().casefold(), found.start(), found.end()) for found in unit.finditer(text)]
    return [
        (units[at][1], units[at + least - 1][2])
        for at in range(len(units) - least + 1)
        if "\n".join(piece for piece, _, _ in units[at : at + least]) in known
    ]


def _names(text: str, request: str) -> list[tuple[int, int]]:
    """Words that the request has with a capital alone, as names of people and firms: one of them tells who it was."""
    small = set(re.findall(r"(?<![^\W_])[^\WA-Z_][^\W_]*", request))
    asked = {found for found in _NAME.findall(request) if found.lower() not in small.union(_OF_SERVERS.split())}
    return [found.span() for found in _NAME.finditer(text) if found.group() in asked]


def _without(text: str, marks: Sequence[tuple[int, int]]) -> str:
    kept: list[str] = []
    at = 0
    for start, end in marks:
        if start > at or not kept:
            kept.append(text[at:start].strip(" \"'`"))
        at = max(at, end)
    kept.append(text[at:].strip(" \"'`") if marks else text)
    return f" {CUT} ".join(part for part in kept if part) if any(kept) else ""


def _without_secrets(text: str) -> str:
    return _SECRETS.sub(lambda found: found.group() if _PLAIN_NAME.fullmatch(found.group()) else CUT, text)


def _still_echoes(said: str, sent: Sequence[str]) -> bool:
    """Whether a run of the request is left, as it was sent: what was cut away may have brought two parts together."""
    length = LONGEST_ECHO + 1
    return any(said[at : at + length] in text for at in range(len(said) - length + 1) for text in sent)
