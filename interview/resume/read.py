"""Uploaded bytes or pasted words → clean, bounded text of a resume.

Files are read in a child process with hard limits; what is wrong with one is said in words its owner can act on.
It stores nothing, and what a resume says is never obeyed, logged or put into a message.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from interview import beside
from interview.beside import GaveUp
from interview.core.posting import MAX_JOB_CHARS
from interview.errors import Code, Invalid
from interview.messages import Message
from interview.resume.files.kinds import SUPPORTED, check_content, kind_of_name
from interview.resume.files.laid_out import in_reading_order
from interview.resume.files.launch import reply_of_child
from interview.resume.files.normalise import normalise, with_few_marks, without_unseen
from interview.resume.files.outcome import MAX_CHARACTERS, Refused
from interview.resume.files.signs import looks_like_a_resume, word_count

__all__ = [
    "MAX_FILE_BYTES",
    "SUPPORTED",
    "ResumeText",
    "read_job_description",
    "read_pasted",
    "read_resume",
    "safe_file_name",
]

MAX_FILE_BYTES = 10 * 1024 * 1024
# A resume of ten pages is shorter. What is longer is looked through beside, where it keeps nobody who types waiting.
QUICK_CHARS = 30_000

_MIN_WORDS = 3
_MAX_NAME = 120
_MAX_ENDING = 12

_REFUSALS = (
    Code.RESUME_FILE_EMPTY,
    Code.RESUME_TOO_SHORT,
    Code.RESUME_FILE_TOO_LARGE,
    Code.RESUME_FILE_TYPE_NOT_SUPPORTED,
    Code.RESUME_FILE_TYPE_MISMATCH,
    Code.RESUME_PARSE_FAILED,
    Code.RESUME_ENCRYPTED,
    Code.RESUME_NO_TEXT,
    Code.RESUME_TOO_COMPLEX,
    Code.RESUME_UNSAFE,
)
_CUT = Message.of("resume.cut", characters=MAX_CHARACTERS)
_GUESSED = Message.of("resume.guessed_encoding")
_NO_RESUME = Message.of("resume.no_resume")


@dataclass(frozen=True)
class ResumeText:
    """Clean text, `kind` (pdf, docx, txt, md or pasted), pages where the file has them, and notes for its owner."""

    text: str
    kind: str
    pages: int | None
    notes: tuple[Message, ...]


def read_resume(file_name: str, data: bytes) -> ResumeText:
    """The text of an uploaded file, at most MAX_CHARACTERS long.

    Invalid with a RESUME_ code where the file has to change; Unavailable where too many are being read at once. At most
    MAX_FILE_BYTES; a door that receives files refuses larger ones before they are in memory.
    """
    if len(data) > MAX_FILE_BYTES:
        raise _invalid(Code.RESUME_FILE_TOO_LARGE)
    try:
        kind = kind_of_name(safe_file_name(file_name))
        check_content(kind, data)
        reply = reply_of_child(kind, data)
    except Refused as refusal:
        raise _invalid(refusal.code) from refusal
    if "refused" in reply:
        raise _invalid(_known(reply["refused"]))
    text = str(reply.get("text", ""))[:MAX_CHARACTERS]
    pages = reply.get("pages")
    nothing = Code.RESUME_NO_TEXT if kind in ("pdf", "docx") else Code.RESUME_FILE_EMPTY
    found = _beside_if_long(_looked_at, text)
    return _judged(found, kind, pages if isinstance(pages, int) else None, nothing, _notes(reply))


def read_pasted(text: str) -> ResumeText:
    """Pasted words in the same clean form and with the same bounds as a file's."""
    notes = [_CUT] if len(text) > MAX_CHARACTERS else []
    given = text[:MAX_CHARACTERS]
    return _judged(_beside_if_long(_cleaned, given), "pasted", None, Code.RESUME_FILE_EMPTY, notes)


def read_job_description(text: str) -> str:
    """A pasted job description in the same clean form, at most MAX_JOB_CHARS characters of it; "" for none."""
    return normalise(text[:MAX_JOB_CHARS])


def safe_file_name(name: str) -> str:
    """The name for display: no path, nothing invisible, at most 120 characters with the ending kept, never empty.

    Still text from outside: a page has to escape it.
    """
    last = name[:4096].replace("\\", "/").rpartition("/")[2]
    shown = with_few_marks(unicodedata.normalize("NFC", with_few_marks(without_unseen(last), 4)))
    shown = " ".join(shown.split())
    stem, dot, ending = shown.rpartition(".")
    if not dot or len(ending) > _MAX_ENDING:
        stem, dot, ending = shown, "", ""
    if not stem.strip(". "):
        stem = "resume"
    return f"{stem[: _MAX_NAME - len(dot + ending)]}{dot}{ending}"


class _Looked(NamedTuple):
    text: str
    words: int
    is_a_resume: bool


def _looked_at(text: str) -> _Looked:
    return _Looked(text, word_count(text), looks_like_a_resume(text))


def _cleaned(text: str) -> _Looked:
    return _looked_at(normalise(in_reading_order(text)))


def _beside_if_long(look: Callable[[str], _Looked], text: str) -> _Looked:
    try:
        return beside.run(look, text) if len(text) > QUICK_CHARS else look(text)
    except GaveUp as exc:
        raise _invalid(Code.RESUME_TOO_COMPLEX) from exc


def _judged(found: _Looked, kind: str, pages: int | None, nothing: Code, notes: list[Message]) -> ResumeText:
    if not found.text:
        raise _invalid(nothing)
    if found.words < _MIN_WORDS:
        raise _invalid(Code.RESUME_TOO_SHORT)
    if not found.is_a_resume:
        notes = [*notes, _NO_RESUME]
    return ResumeText(found.text, kind, pages, tuple(notes))


def _notes(reply: dict[str, Any]) -> list[Message]:
    pages, read, pictures = (reply.get(name) or 0 for name in ("pages", "pages_read", "picture_pages"))
    notes = []
    if read < pages:
        notes.append(Message.of("resume.first_pages", pages=read))
    if pictures == 1:
        notes.append(Message.of("resume.picture_page"))
    elif pictures:
        notes.append(Message.of("resume.picture_pages", pages=pictures))
    if reply.get("cut"):
        notes.append(_CUT)
    if reply.get("guessed_encoding"):
        notes.append(_GUESSED)
    return notes


def _known(code: object) -> Code:
    return next((known for known in _REFUSALS if known == code), Code.RESUME_PARSE_FAILED)


def _invalid(code: Code) -> Invalid:
    return Invalid(code, Message.of(f"error.{code.lower()}"))
