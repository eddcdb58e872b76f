"""Coaching from verdicts: the strongest sentence, the one thing to change, and how it could be said. No word about the
person, and nothing that the verdicts beside it do not bear out."""

from __future__ import annotations

from collections.abc import Sequence, Set

from interview.core.answer_kind import NOTHING_TOLD, AnswerKind
from interview.core.certainty import (
    is_doubtful,
    is_hardly_said,
    is_perhaps_said,
    is_rather_wrong,
    is_scene,
    is_surely_lacking,
    may_be_turned,
    named,
    said_share,
)
from interview.core.grading import PointJudgement, Verdict
from interview.core.key_point import StoryPart
from interview.core.no_story import without_a_story
from interview.core.none_made import instead_of_change
from interview.core.strongest import strongest, turns_round
from interview.core.told_behind import added_behind, whose_part, without
from interview.messages import Message

_SAID = (
    *("strongest", "could_be_said", "example_story", "all_covered", "both_covered", "one_covered"),
    *("compare", "compare_point", "add", "add_part", "left_out", "left_out_part", "say_more"),
    *("not_sure", "not_sure_part", "check", "check_part", "ask", "ask_part", "also_ask", "also_turned"),
    *("also_check", "also_check_part", "also_add", "also_lacks", "then_all", "then_told", "all_open", "all_open_parts"),
    *("none_made", "begin_with", "not_done", "not_answered", "asked_back"),
    *("story_not_done", "story_refused", "story_asked_back", "nearest", "told_later", "added_behind"),
    "whose_part",
    *("tell_story", "tell_parts", "other_story", "only_supposed", "about_asked", "if_about", "if_about_all"),
)
# What graded answers said of verdicts before, and how one starts again where nothing was recognised.
_BEFORE = (
    "covered",
    "touched",
    "contradicted",
    "missed",
    "unsure",
    "start_again",
    "cannot_tell",
    "cannot_tell_part",
    "strongest_of",
)
_WAYS_TO_MARK = ("open", "left", "rest", "some", "missed", "likely")
ASKS_TO_MARK = frozenset(f"feedback.mark_{way}{one}" for way in _WAYS_TO_MARK for one in ("", "_one"))
"""Codes of feedback that asked to settle what is open before one point was named to begin with."""
_OF_VERDICTS = frozenset(f"feedback.{name}" for name in (*_SAID, *_BEFORE)) | ASKS_TO_MARK
MARKS_ALL = frozenset({"feedback.mark_yourself", "feedback.mark_yourself_points"})
"""Codes of what is said of an answer that no interviewer reads, so that every point is to be marked."""
_COVERED = {1: Message.of("feedback.one_covered"), 2: Message.of("feedback.both_covered")}
REPEATS_VERDICTS = _OF_VERDICTS - ASKS_TO_MARK - {"feedback.all_covered", *(said.code for said in _COVERED.values())}
"""Codes of feedback that only say again what verdicts and coaching beside it say."""
# What asks after a point that may well have been made.
_ASKS = frozenset(
    f"feedback.{name}"
    for name in ("ask", "ask_part", "check", "check_part", "also_ask", "also_check", "also_check_part")
)
# First what is wrong, then what was not recognised, then what is half said.
_CHANGE = (Verdict.CONTRADICTED, Verdict.MISSED, Verdict.TOUCHED)
# Of an answer that makes fewer points the strongest sentence is the only one. Of a question with two points one is
# enough where the other is not rather wrong: it is a right thing to name.
FEWEST_MADE = 2
# What was rather said needs no example of how to say it.
RATHER_SAID = 0.5
# Where a story is about what was asked, a part that is so sure is told: of 55 parts of such stories on the sets judged
# by hand 53 were, of 17 less sure ones six.
TOLD_IF_ABOUT = 0.7
# The first key points of a question weigh more than so little difference in how sure a verdict is.
NEARLY = 0.05
# What a story should not be without, what listeners ask for first in front.
_MISSED_MOST = (
    *(StoryPart.OWN_ACTION, StoryPart.RESULT, StoryPart.DECISION_REASON, StoryPart.OBSTACLE, StoryPart.MEASURE),
    *(StoryPart.ALTERNATIVES, StoryPart.TASK, StoryPart.OTHERS, StoryPart.LESSON),
)
RANKS: dict[StoryPart | None, int] = {part: rank for rank, part in enumerate(_MISSED_MOST)}


def advice(feedback: Sequence[Message]) -> Message | None:
    """The advice on form in such feedback, which no verdict stands behind."""
    found = (said for said in feedback if said.code.startswith("feedback.") and said.code not in _OF_VERDICTS)
    return next(found, None)


def is_short_story(advice: Message | None) -> bool:
    """Whether that is advice to tell more of a story."""
    return advice is not None and advice.code == "feedback.short_story"


def coaching(
    points: Sequence[PointJudgement],
    advice: Message | None,
    *,
    goes_on: bool = False,
    is_elsewhere: bool = False,
    kind: AnswerKind | None = None,
    is_unplaced: bool = False,
    only_we: bool = False,
    unmarked: str = "",
    made_behind: Set[str] = frozenset(),
) -> tuple[Message, ...]:
    """The strongest sentence, what to change and how that could be said, and `advice` on form.

    An answer to a follow-up `goes_on`, one that tells a story which rather is about something else `is_elsewhere`, one
    that does something in place of what was asked has a `kind`, one of which no sentence may be praised `is_unplaced`,
    and one that says `only_we` says of nobody who it was. `unmarked` is what it says without marks,
    `made_behind` ids of points that a later answer to the same question makes.
    """
    # Who tells nothing has nothing to put into other sentences.
    advice = None if kind in NOTHING_TOLD else advice
    untold = without_a_story(points, is_elsewhere=is_elsewhere, kind=kind)
    if not goes_on and untold is not None:
        # Another story is asked for: how short this one is helps nobody.
        kept = None if is_short_story(advice) and untold.code != "feedback.about_asked" else advice
        return tuple(line for line in (untold, if_about(points, untold), kept) if line is not None)
    left = without(points, made_behind)
    change = to_look_at(left)
    added = added_behind(points, made_behind)
    if made_behind and is_short_story(advice):
        advice = None
    lines = [None if is_unplaced else _strongest(points, change, unmarked)]
    if change is not None:
        # Who does not know, or tells of something else, is told of one point.
        first = instead_of_change(points, change, kind)
        lines += [first] if first else [changed(change), also_turned(left, change), also_asked(left, change)]
        if added is None:
            lines.append(then_all(points, [line for line in lines if line is not None]))
        if example := example_for(change):
            is_of_a_story = change.point.part is not None
            lines.append(
                Message.of("feedback.example_story" if is_of_a_story else "feedback.could_be_said", example=example)
            )
    elif added is not None:
        lines.append(added)
    elif points and all(point.settled is None for point in points):
        lines.append(_COVERED.get(len(points)) or Message.of("feedback.all_covered", count=len(points)))
    lines.append(whose_part(points, only_we=only_we, made_behind=made_behind))
    return tuple(line for line in (*lines, advice) if line is not None)


def example_for(change: PointJudgement) -> str:
    """How the reference answer says what is to change, "" where it was rather said already."""
    return "" if is_rather_said(change) else change.example


def is_rather_said(point: PointJudgement) -> bool:
    """Whether nobody is sure that a point was made, and it rather was."""
    return is_perhaps_said(point) and point.share(Verdict.COVERED) >= RATHER_SAID


def also_asked(points: Sequence[PointJudgement], change: PointJudgement) -> Message | None:
    """The point beside `change` that is likeliest turned round of those of which nobody is sure, with its sentence.
    Where none may be, what surely lacks most beside one that is rather wrong, the only other that surely lacks, or the
    one without a sentence that is likeliest not said; nothing beside one that surely is wrong."""
    others = [point for point in points if point is not change and point.settled is None]
    elsewhere = [point for point in others if point.quote != change.quote]
    turned = max(filter(may_be_turned, elsewhere), key=lambda point: point.share(Verdict.CONTRADICTED), default=None)
    if turned is not None:
        return Message.of("feedback.also_ask", quote=turned.quote, point=named(turned.point))
    found = _also_unfound(others, change)
    if found is None:
        return None
    if is_rather_wrong(change):
        return Message.of("feedback.also_lacks", point=named(found.point))
    if change.verdict is found.verdict is Verdict.MISSED and is_surely_lacking(found):
        return Message.of("feedback.also_add", point=named(found.point))
    is_part = found.point.part is not None
    return Message.of("feedback.also_check_part" if is_part else "feedback.also_check", point=named(found.point))


def _also_unfound(others: Sequence[PointJudgement], change: PointJudgement) -> PointJudgement | None:
    unfound = [point for point in others if not point.quote and not is_scene(point)]
    if change.verdict is Verdict.MISSED and change.settled is None and not is_perhaps_said(change):
        left_out = [point for point in unfound if point.verdict is Verdict.MISSED and is_surely_lacking(point)]
        return left_out[0] if len(left_out) == 1 else None
    if is_rather_wrong(change):
        lacking = to_change(others)
        return lacking if lacking is not None and lacking.verdict is Verdict.MISSED else None
    if not (is_perhaps_said(change) or is_doubtful(change)):
        return None
    return min((point for point in unfound if point.verdict is not Verdict.COVERED), key=said_share, default=None)


def then_all(points: Sequence[PointJudgement], told: Sequence[Message]) -> Message | None:
    """That every key point counts if those are made that were asked about, where all others, at least one, were
    recognised or settled so; or if those that are open besides are made, too, where on average they were rather said
    and none may be the wrong way round. That the answer lacks nothing is not said: of 40 such answers readers found
    five that lack something which was recognised."""
    asked = sum(line.code in _ASKS for line in told)
    left = [point for point in points if point.verdict is not Verdict.COVERED]
    if not asked or not all(is_perhaps_said(point) for point in left):
        return None
    of_a_story = all(point.point.part is not None for point in points)
    if asked < len(left):
        is_rather_said = sum(map(said_share, left)) >= RATHER_SAID * len(left)
        if not is_rather_said or any(map(may_be_turned, left)):
            return None
        if any(point.verdict is not Verdict.UNSURE or point.odds is None for point in left):
            return None
        return Message.of("feedback.all_open_parts" if of_a_story else "feedback.all_open")
    if len(left) == len(points):
        return None
    return Message.of("feedback.then_told" if of_a_story else "feedback.then_all")


def if_about(points: Sequence[PointJudgement], untold: Message) -> Message | None:
    """Of a story of which it is in doubt whether it is about what was asked the part that is told least clearly, or
    that each seems to be told if it is. What somebody settled they need not look at."""
    if untold.code != "feedback.about_asked":
        return None
    left = [point for point in points if point.settled is None]
    unclear = [p for p in left if p.about_asked is None or said_share(p) < TOLD_IF_ABOUT * p.about_asked]
    if not unclear:
        return Message.of("feedback.if_about_all") if len(left) == len(points) else None
    least = min((point for point in unclear if not is_scene(point)), key=said_share, default=unclear[0])
    return Message.of("feedback.if_about", point=named(least.point))


def also_turned(points: Sequence[PointJudgement], change: PointJudgement) -> Message | None:
    """How many more points seem to be the wrong way round, beside one that is; not those that somebody says they had
    wrong."""
    if change.verdict is not Verdict.CONTRADICTED or is_perhaps_said(change):
        return None
    wrong = [p for p in points if p.verdict is Verdict.CONTRADICTED and p.settled is None and not is_perhaps_said(p)]
    others = [point for point in wrong if point is not change]
    return Message.of("feedback.also_turned", count=len(others)) if others else None


def put_first(points: Sequence[PointJudgement], lacking: PointJudgement | None) -> PointJudgement | None:
    """What is `lacking`, unless a point is rather wrong and none surely is: what somebody says wrongly does more harm
    than what they leave out. One that is put beside its sentence comes before one that is only asked after, and of
    about as likely ones the first."""
    if lacking is not None and lacking.verdict is Verdict.CONTRADICTED and lacking.settled is None:
        return lacking
    wrong = [point for point in points if is_rather_wrong(point)]
    beside = [point for point in wrong if not is_perhaps_said(point)]
    most = max((point.share(Verdict.CONTRADICTED) for point in beside or wrong), default=0.0) - NEARLY
    return next((point for point in beside or wrong if point.share(Verdict.CONTRADICTED) >= most), lacking)


def to_change(points: Sequence[PointJudgement]) -> PointJudgement | None:
    """The point that lacks most, of those that surely lack something: what is wrong first. Of a story it is the part
    that it should least be without, of those that are hardly told."""
    lacking = [point for point in points if is_surely_lacking(point) and not is_scene(point)]
    untold = [point for point in points if point.point.part in RANKS and is_hardly_said(point)]
    if untold and _surest(lacking, Verdict.CONTRADICTED) is None:
        return min(untold, key=lambda point: RANKS[point.point.part])
    return next((point for verdict in _CHANGE if (point := _surest(lacking, verdict)) is not None), None)


def first_to_change(points: Sequence[PointJudgement]) -> PointJudgement | None:
    """The same for whoever settled verdicts of their own: what they said themselves is no news to them and comes last,
    behind what is only to be checked, too."""
    open_points = [point for point in points if point.settled is None]
    found = to_change(open_points)
    is_to_check = doubtful([point for point in open_points if point.odds is not None]) is not None
    return found if found is not None or is_to_check else to_change(points)


def to_look_at(points: Sequence[PointJudgement], *, nobody_judged: bool = False) -> PointJudgement | None:
    """The point to change of a graded answer, or the one to check; what the candidate settled themselves comes last.
    Where `nobody_judged` the answer nothing is to be checked."""
    open_points = [point for point in points if point.settled is None]
    found = put_first(open_points, to_change(open_points)) or (None if nobody_judged else doubtful(open_points))
    return found or to_change(points)


def _strongest(points: Sequence[PointJudgement], change: PointJudgement | None, unmarked: str) -> Message | None:
    """Of an answer that makes several points, or one of two, the sentence that makes most. How many it makes is not
    said: of two points one may be made by the sentence beside it."""
    made = [point for point in points if point.is_recognised and not turns_round(point.quote, points)]
    is_wrong = any(point.verdict is Verdict.CONTRADICTED or is_rather_wrong(point) for point in points)
    is_enough = len(made) >= FEWEST_MADE or (len(points) == FEWEST_MADE and not is_wrong)
    found = strongest(points, unmarked, change) if is_enough else None
    return Message.of("feedback.strongest", quote=found.quote) if found is not None else None


def _surest(points: Sequence[PointJudgement], verdict: Verdict) -> PointJudgement | None:
    """The point that most probably has this verdict; of those missing the first that is about as surely, of those
    half said the one that was rather not said. Of those that say the opposite it is the first, as the key points that
    matter most stand in front."""
    found = [point for point in points if point.verdict is verdict]
    if verdict is Verdict.CONTRADICTED:
        return found[0] if found else None
    least = max((point.share(verdict) for point in found), default=0.0) - (NEARLY if verdict is Verdict.MISSED else 0)
    return next((point for point in found if point.share(verdict) >= least), None)


def doubtful(points: Sequence[PointJudgement]) -> PointJudgement | None:
    """The point that is likeliest not said as it is, of those of which nobody is sure and that are not rather wrong:
    what may be wrong, then what was hardly said, what may well have been said, and where a story happens. Of about as
    likely ones the first."""
    asked = [p for p in points if p.verdict is not Verdict.COVERED and p.settled is None and not is_surely_lacking(p)]
    hardly = [point for point in asked if not is_perhaps_said(point)]
    scenes = [point for point in points if is_scene(point) and point.verdict is not Verdict.COVERED]
    turned = [*filter(may_be_turned, asked)]
    if turned:
        return max(turned, key=lambda point: point.share(Verdict.CONTRADICTED))
    found = _without(scenes, hardly) or _without(scenes, asked) or scenes
    least = min(map(said_share, found), default=0.0) + NEARLY
    return next((point for point in found if said_share(point) <= least), None)


def _without(scenes: Sequence[PointJudgement], points: Sequence[PointJudgement]) -> list[PointJudgement]:
    return [point for point in points if point not in scenes]


def changed(point: PointJudgement) -> Message:
    """What to change, asked so that it is true also where the verdict is not."""
    said, is_part = named(point.point), point.point.part is not None
    if is_perhaps_said(point) and point.quote:
        return Message.of("feedback.ask_part" if is_part else "feedback.ask", quote=point.quote, point=said)
    if is_perhaps_said(point):
        return Message.of("feedback.check_part" if is_part else "feedback.check", point=said)
    if point.verdict is Verdict.CONTRADICTED or is_rather_wrong(point):
        # Who says themselves that they had it wrong need not say where.
        quoted = Message.of("feedback.compare", quote=point.quote, point=said)
        return quoted if point.quote else Message.of("feedback.compare_point", point=said)
    if point.verdict is Verdict.TOUCHED:
        return Message.of("feedback.say_more", point=said)
    if point.settled is not None:
        # There is nothing to check: they say so themselves.
        return Message.of("feedback.left_out_part" if is_part else "feedback.left_out", point=said)
    if is_doubtful(point):
        return Message.of("feedback.not_sure_part" if is_part else "feedback.not_sure", point=said)
    return Message.of("feedback.add_part" if is_part else "feedback.add", point=said)
