"""Checks of a model's claims against what the candidate really wrote, and from checked replies to the domain.

A quote counts only when its words stand in the text; a verdict that rests on any other quote is not used at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from interview.core import flags
from interview.core.evidence import quote_spans, quoted_in
from interview.core.grading import Judgement, PointJudgement, Verdict
from interview.core.identity import InterviewerId
from interview.core.interviewer import Brief
from interview.core.key_point import statements
from interview.core.plan import Slot
from interview.core.posting import Requirement
from interview.core.profile import Profile, Skill
from interview.core.question import OwnCategory, PlannedFollowUp, Question, QuestionKind
from interview.core.turn import Turn
from interview.messages import Message
from interview.model.borne_out import beside_answer, feedback_of, own_words, remarks_of
from interview.model.gaps import all_kept, has_gap, kept
from interview.model.labels import labelled
from interview.model.prompts import graded_part
from interview.model.reply_schemas import FEWEST_KEY_POINTS, AskedItem, DetailsItem, GradeItem, GradesReply
from interview.question_bank import reasons
from interview.question_bank.subjects import asked_of, asks_about
from interview.resume.profile.skill_names import names, skill_key
from interview.text.languages import NAMES, is_in, language_of, name_in_english
from interview.text.praise import READ_IN
from interview.text.prompt_injection import addresses, without
from interview.text.words import FUNCTION_WORDS, words

_MADE_UP = "words in brackets such as [NAME 2] must be those of the material."
_AS_ASKED = "advice and weaknesses must be in the language of their question."
_FEWEST_WORDS = 3
_WITHOUT_GAPS = re.compile(r"[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_CATEGORIES = {QuestionKind.PROJECT: OwnCategory.YOUR_PROJECTS, QuestionKind.BEHAVIOURAL: OwnCategory.WITH_OTHERS}


def question_of(item: AskedItem, slot: Slot, brief: Brief, asked_by: InterviewerId, topic: str = "") -> Question | None:
    """A question for `slot`, with its details where the item has them; the slot decides the difficulty, and by its
    `topic` what the question is counted under.

    None when it is not in the interview's language, or when neither resume nor job description has what it is about:
    where somebody worked is no skill.
    """
    if not topic and _is_place(item.category, brief.profile):
        return None
    if has_gap(item.text, item.category) or not is_in(_spoken(item), brief.language):
        return None
    requirement = _requirement(item, slot, brief)
    reason = _reason(item, slot, brief, requirement)
    if reason is None and topic:
        reason = reasons.for_round(brief.round, topic)
    if reason is None and not _needs_no_line(item, slot, brief):
        return None
    question = Question(
        text=item.text,
        category=topic or _CATEGORIES.get(slot.kind) or _skill_name(item.category, brief.profile),
        kind=slot.kind,
        difficulty=slot.difficulty,
        reason=reason,
        asked_by=asked_by,
        probes=_tested(item, requirement, brief),
    )
    if not isinstance(item, DetailsItem):
        return question
    return with_details(question, item) if _has_enough(item) else None


def with_details(question: Question, item: DetailsItem) -> Question:
    """The question with what a model says a good answer holds, its hint and the follow-ups it prepared. A key point of
    which nothing is left is no target of a follow-up."""
    left = [number for number, point in enumerate(item.key_points, start=1) if kept(point)]
    place = {number: at for at, number in enumerate(left)}
    return replace(
        question,
        key_points=statements(*all_kept(item.key_points)),
        reference_answer=kept(item.reference_answer),
        planned_follow_ups=tuple(
            PlannedFollowUp(
                str(number),
                plan.text,
                statements(*plan.key_points),
                plan.reference_answer,
                tuple(place[target] for target in dict.fromkeys(plan.targets) if target in place),
            )
            for number, plan in enumerate(item.follow_ups, start=1)
            if not has_gap(plan.text, plan.reference_answer, *plan.key_points)
        ),
        hint=kept(item.hint),
    )


def wrong_language_of_details(language: str) -> Callable[[DetailsItem], str]:
    """A check of a reply: says "" or, to be sent back, that key points are not in the interview's language or that too
    few are without a placeholder that was made up."""

    def problem(item: DetailsItem) -> str:
        if not _has_enough(item):
            return _MADE_UP
        return (
            "" if is_in(" ".join(item.key_points), language) else f"it must be written in {name_in_english(language)}."
        )

    return problem


def _has_enough(item: DetailsItem) -> bool:
    """Whether as many key points are left without what was made up as a reply must have: a score rests on them."""
    return len(all_kept(item.key_points)) >= FEWEST_KEY_POINTS


def _spoken(item: AskedItem) -> str:
    return " ".join((item.text, *(item.key_points if isinstance(item, DetailsItem) else ())))


def _tested(item: AskedItem, requirement: Requirement | None, brief: Brief) -> tuple[str, ...]:
    """What the job asks for that a question is about: what it was asked for, and what it names."""
    points = item.key_points if isinstance(item, DetailsItem) else ()
    said = asked_of(brief.job, item.text, points)
    return tuple(dict.fromkeys((*((requirement.skill,) if requirement else ()), *said)))


def _requirement(item: AskedItem, slot: Slot, brief: Brief) -> Requirement | None:
    """The requirement that a question says it tests, or that its slot is about, where it really speaks of it."""
    known = brief.job.requirements
    claimed = known[item.requirement - 1 : item.requirement] if item.requirement > 0 else ()
    points = item.key_points if isinstance(item, DetailsItem) else ()
    return next(
        (
            each
            for each in (*claimed, *(each for each in known if each.skill in slot.about))
            if skill_key(item.category) == skill_key(each.skill) or asks_about(item.text, points, each.skill)
        ),
        None,
    )


def _reason(item: AskedItem, slot: Slot, brief: Brief, requirement: Requirement | None) -> Message | None:
    """The line behind a question: the one the model quotes, else the one of the skill or project it names."""
    if requirement is not None:
        return reasons.quoting_job(requirement)
    line, mention = quoted_in(item.reason, brief.resume_text), item.category
    if not line and slot.kind is QuestionKind.SKILL:
        skill = _skill(item.category, brief.profile)
        line = reasons.line_of(skill, brief.resume_text) if skill else ""
    if not line and slot.kind is QuestionKind.PROJECT:
        project = next((project for project in brief.profile.projects if names(item.text, project.name)), None)
        line, mention = (quoted_in(project.line, brief.resume_text), project.name) if project else ("", "")
    return reasons.quoting_resume(line, mention) if line else None


def _needs_no_line(item: AskedItem, slot: Slot, brief: Brief) -> bool:
    """Behaviour and fundamentals need none; a skill or project the candidate added by hand has none."""
    if slot.kind is QuestionKind.PROJECT:
        projects = brief.profile.projects
        return not projects or any(names(item.text, project.name) for project in projects)
    is_known = _skill(item.category, brief.profile) is not None or not brief.profile.skills
    return slot.kind is QuestionKind.BEHAVIOURAL or slot.is_fundamental or is_known


def _skill(category: str, profile: Profile) -> Skill | None:
    return next((skill for skill in profile.skills if skill_key(skill.name) == skill_key(category)), None)


def _is_place(category: str, profile: Profile) -> bool:
    places = {skill_key(found.place) for found in profile.achievements if found.place}
    return skill_key(category) in places and _skill(category, profile) is None


def _skill_name(category: str, profile: Profile) -> str:
    skill = _skill(category, profile)
    return category if skill is None else skill.name


def judgement_of(item: GradeItem, turns: Sequence[Turn], language: str = "") -> Judgement | None:
    """The judgement of an item, with quotes as they stand in the answer. `language` is the interview's, "" where only
    the question tells it.

    None when the label is unknown, the numbers are not exactly those of the question's key points, or a verdict other
    than missed rests on words that are not in the graded part of the answer, say nothing or were meant for the grader.
    """
    turn = labelled(item.label, turns)
    if turn is None:
        return None
    points = sorted(item.points, key=lambda point: point.number)
    if [point.number for point in points] != list(range(1, len(turn.question.key_points) + 1)):
        return None
    part = graded_part(turn)
    to_the_grader = addresses(part.text)
    evidence = without(part.text, to_the_grader)
    judged: list[PointJudgement] = []
    for point, wanted in zip(points, turn.question.key_points, strict=True):
        quote = "" if point.verdict is Verdict.MISSED else quoted_in(point.quote, evidence)
        if point.verdict is not Verdict.MISSED and not _says_something(quote, evidence):
            return None
        judged.append(PointJudgement(wanted, point.verdict, quote))
    seen: list[Message] = []
    if to_the_grader:
        seen.append(flags.ADDRESSES_GRADER)
    if part.words_kept is not None:
        seen.append(flags.cut(part.words_kept))
    beside = beside_answer(turn, language or language_of(turn.question.text))
    said = feedback_of(item, judged, beside, goes_on=turn.position.follow_up > 0)
    remarks = remarks_of(item, judged, part.text, beside)
    return Judgement(str(turn.position), tuple(judged), item.clarity_level, said, tuple(seen), remarks)


def _says_something(quote: str, answer: str) -> bool:
    """Whether a verdict may rest on a quote: it is the whole answer, or has a word with a meaning and is long enough.
    A short one is long enough between marks, as a sentence or in a list."""
    spans = quote_spans(quote, answer)
    if spans and not re.search(r"\w", answer[: spans[0][0]] + answer[spans[-1][1] :]):
        return True
    if all(word in FUNCTION_WORDS for word in words(quote)):
        return False
    if len(words(quote)) >= _FEWEST_WORDS or len(_WITHOUT_GAPS.findall(quote)) > _FEWEST_WORDS:
        return True
    around = (char for start, end in spans for char in (answer[:start].rstrip(" ")[-1:], answer[end:].lstrip(" ")[:1]))
    return bool(spans) and not any(map(str.isalnum, around))


def with_labels_of(items: Sequence[GradeItem], labels: Sequence[str]) -> list[GradeItem]:
    """The items with labels that were written as whole numbers ("1" for "1.0") put right, where only one reading fits.

    A model that counts answers from one writes such numbers too: unless they are exactly those of the labels asked
    for, in their order, one answer each, nothing is guessed.
    """
    if len(labels) == len(items) == 1 and items[0].label.isdecimal():
        return [items[0].model_copy(update={"label": labels[0]})]
    numbers = [int(found.group()) for label in labels if (found := re.search(r"\d+", label))]
    by_number = {str(number): label for number, label in zip(numbers, labels, strict=False)}
    is_plain = len(by_number) == len(labels) and numbers == sorted(numbers)
    if not is_plain or sorted(item.label for item in items) != sorted(by_number):
        return list(items)
    return [item.model_copy(update={"label": by_number[item.label]}) for item in items]


def wrong_language_of_feedback(turns: Sequence[Turn], language: str = "") -> Callable[[GradesReply], str]:
    """A check of a reply: says "" or, to be sent back, that advice and weaknesses are in another language than the
    interview, or where that is not known ("") than their question."""
    wanted = {turn.position: language or language_of(turn.question.text) for turn in turns}

    def problem(reply: GradesReply) -> str:
        found = ((labelled(item.label, turns), item) for item in reply.grades)
        told = [(wanted[turn.position], said) for turn, item in found if turn is not None for said in own_words(item)]
        # Of what is not read, none is shown.
        if all(is_in(said, wanted_language) for wanted_language, said in told if wanted_language in READ_IN):
            return ""
        return f"advice and weaknesses must be in {NAMES[language]}." if language in NAMES else _AS_ASKED

    return problem
