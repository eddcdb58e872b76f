"""Takes a person's name and contact data out of what a model reads, and puts them back into what it writes.

Each spelling has a placeholder of its own, so that a quote put back stands in the answer letter by letter. One disguise
is made anew for every request from the same texts in the same order, so that placeholders mean the same throughout an
interview; it is kept nowhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar, cast

from pydantic import BaseModel

from interview.core.interviewer import Brief
from interview.core.profile import lines_behind
from interview.core.session import InterviewSession
from interview.model.gaps import GAP
from interview.resume.own_details import own_details, told_names
from interview.text.contacts import Detail, Found, apart, details
from interview.text.marks import Marked
from interview.text.quotations import quotations

_PLACEHOLDER = re.compile(
    rf"[\[【［]\s*({'|'.join(kind.value.replace(' ', r'[ _]') for kind in Detail)})([\s_-]*)(\d{{0,4}})\s*[\]】］]",
    re.IGNORECASE,
)
# What a model writes in place of ours when it makes one up or translates it.
_MADE_UP = re.compile(
    r"[\[【［]\s*(?:"
    r"(?:(?:YOUR|FIRST|LAST|FULL|CANDIDATE(?:['’]S)?|PERSON(?:['’]S)?|COMPANY|PROJECT)[ _])*"
    r"(?:NAME|EMAIL|PHONE|ADDRESS|CANDIDATE|PERSON|COMPANY|EMPLOYER|UNIVERSITY|CITY|LOCATION|REDACTED)[ _-]*\d{0,4}"
    r"|[Yy]our (?:[Ff]ull |[Cc]ompany )?[Nn]ame|(?:Candidate|Company|Full|First|Last) [Nn]ame"
    r"|(?:你的|您的|候选人)?(?:姓名|名字|邮箱|电话|地址|公司名称|公司)[ _-]*\d{0,4}"
    r")\s*[\]】］]"
)
# A query names a column in brackets: what was written as no placeholder of ours is, and goes on to the end of the line.
_QUERY = re.compile(
    r"\b(?:SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE TABLE|ALTER TABLE|(?:ORDER|GROUP) BY|WHERE)\b[^\n;]*$"
)
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_FIRST_NAME = f"[{Detail.NAME.value}]"
# These stand in brackets in queries, logs and texts about links, too.
_WORDS_OF_CODE = frozenset({Detail.NUMBER.value, Detail.LINK.value})
Made = TypeVar("Made")


class Disguise:
    """Placeholders for the details of `resume` and then of `texts`. Of further texts it hides what it finds, too.
    `marks` are those of a resume that is no longer there; where there are none either, as a release before marks
    deleted it, `names` are forms of the name that are known otherwise."""

    def __init__(
        self, resume: str, texts: Iterable[str] = (), marks: Iterable[str] = (), names: Iterable[str] = ()
    ) -> None:
        every = (resume, *texts)
        self._marked = Marked(marks)
        # Whoever writes a placeholder means these very letters.
        self._taken = {_key(match) for text in every for match in _PLACEHOLDER.finditer(text)}
        self._typed = {match.group() for text in every for match in _MADE_UP.finditer(text)}
        self._known = own_details(resume)
        self._known |= dict.fromkeys(names, Detail.NAME)
        self._pattern = _any_of(self._known)
        self._placeholders: dict[str, str] = {}
        self._forms: dict[tuple[str, int], str] = {}
        forms = [form for form, kind in self._known.items() if kind is Detail.NAME]
        if forms:
            self._placeholder(_in_text(forms, resume or "\n".join(every)), Detail.NAME)
        for text in every:
            self.hide(text)

    @staticmethod
    def of_brief(brief: Brief) -> Disguise:
        """For the questions of an interview."""
        asked = (*brief.asked_before, *((brief.step.opening,) if brief.step else ()))
        texts = (*(each.line for each in brief.job.requirements), *asked)
        is_name_lost = not brief.resume_text and not brief.detail_marks
        names = told_names((), lines_behind(brief.profile)) if is_name_lost else ()
        return Disguise(brief.resume_text, texts, brief.detail_marks, names)

    @staticmethod
    def of_session(session: InterviewSession, texts: Iterable[str] = ()) -> Disguise:
        """For what is said in an interview."""
        said = [text for turn in session.turns for text in (turn.question.text, turn.answer.text or "")]
        told = (*(each.line for each in session.job.requirements), *said, *texts)
        is_name_lost = session.is_resume_deleted and not session.detail_marks
        quoted = (quote for turn in session.turns for quote in quotations(turn.question.text))
        names = told_names(said, quoted) if is_name_lost else ()
        return Disguise(session.resume_text, told, session.detail_marks, names)

    def hide(self, text: str, instead: str = "") -> str:
        """The text with placeholders, or with `instead` for each detail. What looks like one already gets one of its
        own where it could be mistaken."""
        self._typed |= {match.group() for match in _MADE_UP.finditer(text)}
        found = [*self._mistakable(text), *details(text), *self._known_in(text), *self._marked.find(text)]
        parts, at = [], 0
        for start, end, kind in apart(found):
            placeholder = instead or self._placeholder(text[start:end], kind)
            if placeholder == _FIRST_NAME and _is_in_code(text[start - 1 : start], text[end : end + 1]):
                # With a number it is never taken for code.
                placeholder = f"[{Detail.NAME.value} 1]"
            parts += [text[at:start], placeholder]
            at = end
        return "".join((*parts, text[at:]))

    def put_back(self, text: str) -> str:
        """The text with what its placeholders stand for, and a gap for those that stand for nothing. What a person
        typed stays, and so does what only looks like one, such as `row[name]`."""

        def form(match: re.Match[str]) -> str:
            if not _is_meant(match) or (key := _key(match)) in self._taken:
                return match.group()
            # "SELECT [ID]" is code; a model that was told no such detail writes no placeholder for one.
            if not match.group(3) and key not in self._forms and key[0] in _WORDS_OF_CODE:
                return match.group()
            if not match.group(3) and not match.group(1).isupper() and _QUERY.search(match.string, 0, match.start()):
                return match.group()
            is_one_of_several = not match.group(3) and key[0] != Detail.NAME and (key[0], 2) in self._forms
            return GAP if is_one_of_several else self._forms.get(key, GAP)

        def gap(match: re.Match[str]) -> str:
            is_known = match.group() in self._typed or _PLACEHOLDER.fullmatch(match.group())
            return match.group() if is_known or _is_code(match) else GAP

        return _MADE_UP.sub(gap, _PLACEHOLDER.sub(form, text))

    def hidden(self, value: Made) -> Made:
        """The same value with every text in it hidden."""
        return everywhere(value, self.hide)

    def restored(self, value: Made) -> Made:
        """The same value with every text in it put back."""
        return everywhere(value, self.put_back)

    @property
    def counts(self) -> Counter[Detail]:
        """How many spellings of each kind were replaced so far."""
        return Counter(Detail(kind) for kind, _ in self._forms)

    def _mistakable(self, text: str) -> Iterator[Found]:
        """What was typed as a placeholder that stands for a detail already; any other keeps its letters from now on."""
        for match in _PLACEHOLDER.finditer(text):
            if _key(match) in self._forms:
                yield (*match.span(), Detail(_key(match)[0]))
            else:
                self._taken.add(_key(match))

    def _known_in(self, text: str) -> list[Found]:
        if self._pattern is None:
            return []
        return [(*match.span(), self._known[match.group()]) for match in self._pattern.finditer(text)]

    def _placeholder(self, form: str, kind: Detail) -> str:
        if form not in self._placeholders:
            number = 1
            while (kind.value, number) in self._forms or (kind.value, number) in self._taken:
                number += 1
            self._forms[kind.value, number] = form
            is_first_name = kind is Detail.NAME and number == 1
            self._placeholders[form] = _FIRST_NAME if is_first_name else f"[{kind.value} {number}]"
        return self._placeholders[form]


def unnamed(text: str, session: InterviewSession) -> str:
    """A text of an interview to be read aloud by a server: with a pause where a detail was."""
    hidden = Disguise.of_session(session).hide(text, "…")
    return hidden if hidden == text else " ".join(hidden.split())


def everywhere(value: Made, change: Callable[[str], str]) -> Made:
    """A value with every text in it changed: in data classes, shapes of replies, lists and mappings. Codes stay."""
    return cast(Made, _changed(value, change))


def _changed(value: object, change: Callable[[str], str]) -> object:
    if type(value) is str:
        return change(value)
    if isinstance(value, BaseModel):
        return value.model_copy(
            update={name: _changed(getattr(value, name), change) for name in type(value).model_fields}
        )
    if is_dataclass(value) and not isinstance(value, type):
        said = {each.name: getattr(value, each.name) for each in fields(value) if each.init}
        new = {name: found for name, old in said.items() if (found := _changed(old, change)) is not old}
        return replace(value, **new) if new else value
    if type(value) in (tuple, list):
        parts = [_changed(part, change) for part in value]  # type: ignore[attr-defined]
        same = all(one is other for one, other in zip(parts, value, strict=True))  # type: ignore[call-overload]
        return value if same else type(value)(parts)  # type: ignore[call-arg]
    if isinstance(value, Mapping):
        return {_changed(key, change): _changed(part, change) for key, part in value.items()}
    return value


def _is_meant(match: re.Match[str]) -> bool:
    """Whether it is a placeholder and no code: with its number, or in capitals or the name where it is not in code."""
    kind, between, number = match.groups()
    if number and not between.strip():
        return True
    is_name = kind.upper() == Detail.NAME.value and not between.strip()
    return (is_name or kind.isupper()) and not _is_code(match)


def _is_code(match: re.Match[str]) -> bool:
    """Whether a word or path goes before, or an address of a link behind."""
    before, after = match.string[match.start() - 1 : match.start()], match.string[match.end() : match.end() + 1]
    # Behind another bracket a placeholder stands as it was given; `a[0][name]` is code.
    is_index = before == "]" and not match.group().isupper()
    return is_index or _is_in_code(before, after)


def _is_in_code(before: str, after: str) -> bool:
    is_word = before.isalnum() and not _CHINESE.match(before)
    return is_word or before in ("_", "/", ")", ".") or after == "("


def _key(match: re.Match[str]) -> tuple[str, int]:
    return match.group(1).upper().replace("_", " "), int(match.group(3) or 1)


def _any_of(forms: Iterable[str]) -> re.Pattern[str] | None:
    """Any of these as words of their own; Chinese has no gaps between words."""
    listed = sorted((form for form in forms if form), key=lambda form: -len(form))
    if not listed:
        return None
    return re.compile(
        "|".join(
            re.escape(form) if _CHINESE.search(form) else rf"(?<![\w]){re.escape(form)}(?![\w])" for form in listed
        )
    )


def _in_text(forms: Iterable[str], text: str) -> str:
    """The first of these that stands there as it is, else the first."""
    listed = list(forms)
    return next((form for form in listed if form in text), listed[0])
