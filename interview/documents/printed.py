"""How long the texts of a report may be where they are printed, decided once for PDF and Markdown.

The page shows texts whole; names and lines that stand beside others there are taken from here too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from interview.core.comparability import MOST_BESIDE
from interview.documents.coach_view import CoachView
from interview.documents.earlier_reports import CategoryChange, Comparison, NoScore
from interview.documents.practice_view import Practice
from interview.documents.question_view import NARROW, AnswerView, Bar, QuestionView
from interview.documents.report_view import ReportView
from interview.documents.rich_text import Excerpt, Passage, excerpt
from interview.i18n.names import interviewer_name
from interview.i18n.translate import Words
from interview.text.excerpts import one_line, unmarked
from interview.text.languages import is_chinese

_MOST_ANSWER_CHARS = 20_000
_MOST_CHARS = 160_000
_LEAST_ANSWER_CHARS = 4_000
_MOST_WORDS = 6_000
GOOD_SCORE = 60
FEW = 10


def likely_range(question: QuestionView) -> tuple[int, int] | None:
    """Where the score of an answer most likely lies, beside its number; None where that is all there is to it, or
    nearly all."""
    low, high = question.low, question.high
    return None if question.score is None or low is None or high is None or high - low < NARROW else (low, high)


def in_a_range(say: Words, question: QuestionView) -> str:
    """The same in words; "" for None."""
    found = likely_range(question)
    return say("most likely between {low} and {high} of 100", low=found[0], high=found[1]) if found else ""


def intended_use(say: Words) -> str:
    """What a report is for and what it is not, in every form of it."""
    return say("For practice, not for selection: these scores are no ground to hire or to turn down anybody.")


def asked_in_short(question: QuestionView, is_long: bool) -> str:
    """A question where FEW of them stand on one page, and half as many more where there are more: `is_long`."""
    return one_line(question.text, _most(question.text, 56 if is_long else 84))


def in_short(question: QuestionView, is_long: bool) -> str:
    """The one sentence on an answer that says most: what to change where the score is low, else its strongest one."""
    coach, most = question.coach, 100 if is_long else 150
    strongest = f"“{one_line(coach.strongest, _most(coach.strongest, most))}”" if coach.strongest else ""
    has_much = question.score is not None and question.score >= GOOD_SCORE
    if strongest and (has_much or not coach.in_short):
        return strongest
    said = coach.in_short or question.status or question.further_feedback
    return one_line(said[:1].upper() + said[1:], _most(said, most))


def both_in_short(say: Words, question: QuestionView, most: int) -> list[tuple[str, str]]:
    """The strongest sentence of an answer and what to change, each with its name and at most so long."""
    coach = question.coach
    rows = [
        (say("Strongest sentence"), f"“{one_line(coach.strongest, _most(coach.strongest, most))}”"),
        (_change_title(say, coach), one_line(coach.in_short, _most(coach.in_short, most))),
    ]
    return [row for row, text in zip(rows, (coach.strongest, coach.in_short), strict=True) if text]


def follow_up_marks(say: Words, group: Sequence[QuestionView]) -> str:
    """The scores of the follow-ups behind a question; "" without any."""
    marks = [question.mark for question in group[1:]]
    if len(marks) == 1:
        return say("Score of the follow-up: {mark}", mark=marks[0])
    return say("Scores of the follow-ups: {marks}", marks=say.all_of(marks)) if marks else ""


def to_practise_next(say: Words, report: ReportView) -> str:
    """Which questions to practise next, by their numbers; "" when none."""
    numbers = say.all_of(str(each.number) for each in report.practise)
    return say("Practise these questions next: {numbers}.", numbers=numbers) if numbers else ""


def head_line(text: str) -> str:
    """A sentence of the first page, which has room for all of it."""
    return one_line(text, _most(text, 260))


def _most(text: str, characters: int) -> int:
    """As many signs of this text as take the room of so many Latin ones."""
    return characters // 2 if is_chinese(text) else characters


def coached(say: Words, coach: CoachView) -> list[tuple[str, str]]:
    """What helps most with an answer, as rows of a name and a sentence."""
    whose = say("From an example story by somebody else") if coach.is_of_a_story else say("From the reference answer")
    rows = [
        (say("Strongest sentence"), f"“{coach.strongest}”" if coach.strongest else ""),
        (_change_title(say, coach), coach.change),
        (say("How it could go on"), coach.own),
        (whose, f"“{coach.reference}”" if coach.reference else ""),
    ]
    return [(title, text) for title, text in rows if text]


def _change_title(say: Words, coach: CoachView) -> str:
    return say("One thing to check") if coach.is_to_check else say("One thing to change")


def name(text: str) -> str:
    """The name of a category, a skill or an interviewer."""
    return one_line(text, 60)


def remarks_title(say: Words, question: QuestionView) -> str:
    """Whose words the further remarks on an answer are."""
    return say("{who} writes", who=name(interviewer_name(question.graded_by, say)))


def resume_name(report: ReportView) -> str:
    """What the resume is called."""
    return one_line(report.resume_name, 100)


def named(report: ReportView, title: str = "") -> tuple[str, ...]:
    """What the interview is called, at least one name: by its `title` or the resume, then by the job. That a resume was
    pasted says nothing where there is a job."""
    own, wanted = title or resume_name(report), job(report)
    return (wanted,) if wanted and own in (wanted, report.say("Pasted text")) else tuple(filter(None, (own, wanted)))


def graded_by(report: ReportView) -> str:
    """Who gave the scores."""
    return one_line(report.graded_by, 200)


def signed(report: ReportView) -> str:
    """Who gave the scores, and by which rules: what nobody answered has 0 by them, too."""
    say, who = report.say, graded_by(report)
    if not report.graders:
        return say("{who}. Scoring rules {versions}.", who=who, versions=report.rubric_version)
    return say("Graded by {who}, scoring rules {versions}.", who=who, versions=report.rubric_version)


def agreement(report: ReportView) -> tuple[str, ...]:
    """How far those who gave the scores agree with others, a sentence each."""
    return tuple(one_line(line, 300) for line in report.agreement)


def job(report: ReportView) -> str:
    """What the job is called."""
    return one_line(report.job, 80)


def quoted_line(line: str) -> str:
    """A line of a job description or resume."""
    return one_line(unmarked(line), 200)


def practice_title(say: Words, practice: Practice) -> str:
    """What to call a question worth practising."""
    return say("Question {number}, {category}", number=practice.number, category=name(practice.category))


def listed(say: Words, points: Sequence[str]) -> str:
    """Key points one after the other."""
    return say("; ").join(map(one_line, points))


def of_now(say: Words, change: CategoryChange) -> str:
    """A category's score this time, or why it has none."""
    return _without_score(say, change.lacks_now) if change.now is None else str(change.now)


def about_the_line(say: Words, trends: Comparison) -> Iterator[str]:
    """What has to be known of the scores that stand beside a report."""
    if trends.is_full:
        yield say("At most {most} other interviews stand here, those begun before this one first.", most=MOST_BESIDE)
    if len(trends.lines) > 1:
        yield say("Scores of different interviewers or scoring rules are not comparable.")
    if trends.has_own_word:
        yield say("In some of these scores your own word on key points counts.")


def of_earlier(say: Words, change: CategoryChange) -> str:
    """A category's mean in earlier interviews with how many these are, or why it has none."""
    if change.before is None:
        return _without_score(say, change.lacked_before)
    return say("{score} ({count})", score=change.before, count=change.sessions)


def _without_score(say: Words, why: NoScore) -> str:
    return {
        NoScore.NOT_ASKED: say("not asked"),
        NoScore.NOT_ANSWERED: say("not answered"),
        NoScore.NO_NUMBER: say("no number yet"),
    }[why]


def categories(report: ReportView) -> tuple[Bar, ...]:
    """The scores of all categories with a graded answer, also of those without a number; none where none has one."""
    scored = {each.label: each for each in report.categories}
    asked = dict.fromkeys(q.category for group in report.groups for q in group if q.low is not None)
    told = report.say("no number yet")
    return tuple(scored.get(label) or Bar(label, label, None, 100, told) for label in asked) if scored else ()


def status(question: QuestionView) -> str:
    """What there is to say of a question without a score of its own."""
    return one_line(question.status)


def about(say: Words, question: QuestionView) -> str:
    """Category, difficulty where that is known, who asked, who graded where that was not one, and whether a hint was
    shown, on one line."""
    parts = [name(question.category), *filter(None, [question.difficulty])]
    if question.asked_by:
        parts.append(say("asked by: {who}", who=name(question.asked_by)))
    if question.grader:
        parts.append(say("graded by: {who}", who=name(question.grader)))
    if question.hint_shown:
        parts.append(say("Hint shown"))
    return " · ".join(parts)


def prose(text: str) -> tuple[Passage, ...]:
    """An interviewer's text."""
    return excerpt(text, limit=_MOST_WORDS).passages


def answer(given: AnswerView, limit: int) -> Excerpt:
    """An answer with its quotes marked; `limit` is answer_limit() of its report."""
    return excerpt(given.text, given.quotes, limit)


def answer_limit(report: ReportView) -> int:
    """Characters printed per answer: _MOST_ANSWER_CHARS, less only when all answers together pass _MOST_CHARS."""
    lengths = [len(question.answer.text) for group in report.groups for question in group]
    if sum(min(length, _MOST_ANSWER_CHARS) for length in lengths) <= _MOST_CHARS:
        return _MOST_ANSWER_CHARS
    return max(_LEAST_ANSWER_CHARS, _MOST_CHARS // len(lengths))
