"""A report beside the owner's other reports: score per session, and categories against comparable earlier sessions.

Sessions with another interviewer or rubric are shown, never averaged with this one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from enum import Enum, auto

from interview.core.comparability import MOST_BESIDE, Scale, scale_of
from interview.core.report import Report
from interview.core.whole_numbers import whole
from interview.i18n.names import scale_name
from interview.i18n.translate import Words, words
from interview.text.excerpts import one_line


@dataclass(frozen=True)
class Stop:
    """One session on the line: overall score 0–100. `day` is its date in words, `current` the report in hand."""

    at: datetime
    day: str
    overall: int
    line: int
    current: bool


class NoScore(Enum):
    """Why a category has no score to compare: it was not asked, nobody answered, or nobody is sure enough for a
    number."""

    NOT_ASKED = auto()
    NOT_ANSWERED = auto()
    NO_NUMBER = auto()


@dataclass(frozen=True)
class CategoryChange:
    """A category's score this time and its mean over `sessions` earlier comparable sessions; None where it has none,
    and `lacks_now`, `lacked_before` then say why."""

    name: str
    now: int | None
    before: int | None
    sessions: int
    lacks_now: NoScore
    lacked_before: NoScore


@dataclass(frozen=True)
class Comparison:
    """`stops` oldest first; `stop.line` is an index into `lines`, the names of what they were measured with.

    All words are those of the report in hand; `zone` is the time zone of its times. With `is_everybodys` nobody signs
    in, so that those of other people at the same address stand here, too. `has_own_word`: in one of the scores the
    candidate's own word counts.
    """

    stops: tuple[Stop, ...]
    lines: tuple[str, ...]
    categories: tuple[CategoryChange, ...]
    comparable: int
    zone: tzinfo = UTC
    is_everybodys: bool = False
    has_own_word: bool = False

    @property
    def is_full(self) -> bool:
        """Whether as many others stand here as may: there may be more."""
        return sum(not stop.current for stop in self.stops) >= MOST_BESIDE

    @property
    def has_current(self) -> bool:
        """Whether the report in hand is on the line: one without an overall score is not."""
        return any(stop.current for stop in self.stops)


def comparison(
    report: Report,
    others: Sequence[Report],
    zone: tzinfo = UTC,
    say: Words | None = None,
    *,
    is_everybodys: bool = False,
) -> Comparison | None:
    """None where the score of the report in hand is no measure, and unless at least two sessions, with this one, have
    an overall score. `others` are those whose score is a measure."""
    if not report.is_measure:
        return None
    say = say or words(report.session.language)
    others = [each for each in others if each.is_ready]
    every = sorted([report, *others], key=lambda each: (each.session.created_at, each.session.id))
    scored = [(each, each.totals, _measured(each)) for each in every]
    scored = [entry for entry in scored if entry[1].overall is not None]
    if len(scored) < 2:
        return None
    lines = list(dict.fromkeys(measure for _, _, measure in scored))
    stops = tuple(
        Stop(
            at=each.session.created_at,
            day=say.day(each.session.created_at, zone),
            overall=totals.overall or 0,
            line=lines.index(measure),
            current=each is report,
        )
        for each, totals, measure in scored
    )
    earlier = [each for each in others if each.session.created_at < report.session.created_at]
    comparable = _comparable(earlier, _measured(report))
    return Comparison(
        stops,
        tuple(one_line(scale_name(line, say), 120) for line in lines),
        _categories(report, comparable, say),
        len(comparable),
        zone,
        is_everybodys,
        has_own_word=any(each.settled[0] for each, _, _ in scored),
    )


def _measured(report: Report) -> Scale:
    return scale_of(report.grades.values())


def _comparable(reports: Sequence[Report], measure: Scale) -> list[Report]:
    return [each for each in reports if each.totals.overall is not None and _measured(each) == measure]


def _categories(report: Report, earlier: Sequence[Report], say: Words) -> tuple[CategoryChange, ...]:
    now = report.comparable_categories
    before: dict[str, list[int]] = {}
    for each in earlier:
        for name, value in each.comparable_categories.items():
            before.setdefault(name, []).append(value)
    return tuple(
        CategoryChange(
            say(one_line(name, 60)),
            now.get(name),
            whole(sum(before[name]) / len(before[name])) if name in before else None,
            len(before.get(name, [])),
            lacks_now=_lacks(name, [report]),
            lacked_before=_lacks(name, earlier),
        )
        for name in dict.fromkeys([*now, *before])
    )


def _lacks(name: str, reports: Sequence[Report]) -> NoScore:
    """Why these reports have no score in this category, if they have none."""
    if any(name in each.answered_in for each in reports):
        return NoScore.NO_NUMBER
    is_asked = any(turn.question.category == name for each in reports for turn in each.session.turns)
    return NoScore.NOT_ANSWERED if is_asked else NoScore.NOT_ASKED
