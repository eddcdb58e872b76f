"""Names of things that more than one room says: interviewers, scales, bands, key points, interviews."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from interview.core.comparability import Scale
from interview.core.grading import Verdict
from interview.core.identity import InterviewerId, InterviewerKind
from interview.core.key_point import KeyPoint
from interview.core.question import Source
from interview.core.rounds import Round
from interview.core.rubric import RUBRIC, Band, Dimension, DimensionName
from interview.core.story import Competency
from interview.i18n.translate import ENGLISH, Words
from interview.messages import Message


def interviewer_name(identity: InterviewerId | None, say: Words = ENGLISH) -> str:
    """An interviewer in words; "" for nobody."""
    if identity is None:
        return ""
    if identity.kind is InterviewerKind.PRACTICE:
        return say("Practice interviewer")
    if identity.kind is InterviewerKind.RULE:
        return say("By rule")
    if identity.kind is InterviewerKind.PERSON:
        return say("a real interviewer")
    if identity.kind is InterviewerKind.CANDIDATE:
        return say("Own marks")
    return say("Model {name}", name=identity.model)


def scale_name(scale: Scale, say: Words = ENGLISH) -> str:
    """A scale in words, for a legend; the rules of today need no name."""
    both = say(" and ")
    who = both.join(interviewer_name(name, say) for name in scale.graded_by) or say("Unanswered, 0 by rule")
    if scale.rubric_versions == (RUBRIC.version,):
        return who
    return say("{who}, scoring rules {versions}", who=who, versions=both.join(scale.rubric_versions))


def band_name(band: Band, say: Words = ENGLISH) -> str:
    """A band's name."""
    return say.message(Message.of(f"band.{band.name}"))


def dimension_name(name: DimensionName, say: Words = ENGLISH) -> str:
    """A dimension's name, as a title. What the code calls accuracy says nothing of whether an answer is true."""
    names = {
        DimensionName.ACCURACY: say("Agreement"),
        DimensionName.COMPLETENESS: say("Completeness"),
        DimensionName.CLARITY: say("Clarity"),
    }
    return names[name]


def dimension_meaning(dimension: Dimension, say: Words = ENGLISH) -> str:
    """What a dimension measures."""
    return say.message(Message.of(f"dimension.{dimension.name}.meaning"))


def point_text(point: KeyPoint, say: Words = ENGLISH) -> str:
    """A key point in words, as a line of its own: its statement, or the name of the part of a story."""
    if isinstance(point.said, Message):
        return say.message(point.said)
    said = say.key_point(point.said)
    return said if said == point.said else said[:1].upper() + said[1:]


def verdict_name(verdict: Verdict, say: Words = ENGLISH) -> str:
    """What an answer does with a key point, in a word or two."""
    return say.message(Message.of(f"verdict.{verdict}"))


def language_name(code: str, say: Words = ENGLISH) -> str:
    """A language that an interview can be held in, by its ISO 639-1 code; the code itself for any other."""
    names = {
        "en": say("English"),
        "zh": say("Chinese"),
        "de": say("German"),
        "es": say("Spanish"),
        "fr": say("French"),
        "it": say("Italian"),
        "nl": say("Dutch"),
        "pl": say("Polish"),
        "pt": say("Portuguese"),
        "sv": say("Swedish"),
        "cs": say("Czech"),
        "tr": say("Turkish"),
        "uk": say("Ukrainian"),
        "ru": say("Russian"),
        "ja": say("Japanese"),
        "ko": say("Korean"),
    }
    return names.get(code, code)


def round_name(kind: Round, say: Words = ENGLISH) -> str:
    """A kind of interview in words."""
    return say.message(Message.of(f"round.{kind}"))


def round_meaning(kind: Round, say: Words = ENGLISH) -> str:
    """What a kind of interview is about, in a sentence."""
    return say.message(Message.of(f"round.{kind}.meaning"))


def competency_name(competency: Competency, say: Words = ENGLISH) -> str:
    """What a story shows, in a few words."""
    return say.message(Message.of(f"competency.{competency}"))


def source_name(name: str, say: Words = ENGLISH) -> str:
    """What an interview or resume is called: its name, or that its text was pasted."""
    return name or say("Pasted text")


def source_told(source: Source | None, say: Words = ENGLISH) -> str:
    """Which pack a question is from and under which licence; "" for one that is from none."""
    if source is None:
        return ""
    if source.author:
        told = Message.of("pack.source_by", name=source.name, author=source.author, licence=source.licence)
    else:
        told = Message.of("pack.source", name=source.name, licence=source.licence)
    return say.message(told)


def category_name(category: str, say: Words = ENGLISH) -> str:
    """What a question is counted under in words: a fixed name, one of a topic of ours, or as others called theirs."""
    return say(category)


def category_names(categories: Iterable[str], say: Words = ENGLISH) -> Mapping[str, str]:
    """The same of several that stand beside each other. A topic has a name in each language that is asked in, and one
    of these may be what another is called here: then that other has its own name beside it."""
    said = {each: category_name(each, say) for each in categories}
    times = Counter(said.values())
    return {
        each: name if times[name] == 1 or name == each else say("{name} ({own})", name=name, own=each)
        for each, name in said.items()
    }


def duration(seconds: float, say: Words = ENGLISH) -> str:
    """A time in words, as "45 s", "2 min 10 s" or "3 h 5 min"."""
    whole = round(seconds)
    if whole < 60:
        return say("{seconds} s", seconds=whole)
    minutes, rest = divmod(whole, 60)
    if minutes < 60:
        return say("{minutes} min {seconds} s", minutes=minutes, seconds=rest) if rest else _minutes(minutes, say)
    hours, minutes = divmod(minutes, 60)
    return say("{hours} h {minutes} min", hours=hours, minutes=minutes) if minutes else say("{hours} h", hours=hours)


def _minutes(minutes: int, say: Words) -> str:
    return say("{minutes} min", minutes=minutes)
