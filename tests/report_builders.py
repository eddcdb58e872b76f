"""Reports for tests: sessions with answers and grades of every outcome, without a database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from interview.core.evaluation import EvaluateStatus, Evaluation
from interview.core.grading import Grade, Judgement, PointJudgement, Provenance, Summary, Verdict, unanswered, ungraded
from interview.core.identity import PRACTICE, InterviewerId, model_interviewer
from interview.core.key_point import statements
from interview.core.not_knowing import is_unanswered
from interview.core.posting import JobPosting, Requirement
from interview.core.practice_again import TwoAnswers, two_answers
from interview.core.question import Position, Question, Source
from interview.core.reply_matching import match
from interview.core.report import Report
from interview.core.rubric import RUBRIC
from interview.core.session import InterviewSession, SessionStatus
from interview.core.turn import Answer, Turn
from interview.messages import Message, written
from tests.builders import NOON, RESUME, at

ANSWER = "I would first measure the query with EXPLAIN, then add an index on the column used in the filter."
GOOD = Question(
    "How do you find out why a database query is slow?",
    "Databases",
    key_points=statements(
        "Look at the query plan", "Add an index that fits the filter", "Check the number of rows read"
    ),
    reference_answer="Look at the plan with EXPLAIN, see how many rows are read, and add an index that fits.",
    asked_by=PRACTICE,
)
SUMMARY = Summary(
    (written("You explain your reasoning well and name the right tools. More numbers would make it convincing."),),
    (written("Clear order of steps"), written("Names the right tool first")),
    (written("Say how many rows were read before and after"), written("Name one risk of the index")),
    PRACTICE,
)


def turn(main: int, text: str | None = ANSWER, follow_up: int = 0, question: Question = GOOD) -> Turn:
    answer = Answer(text=text, submitted_at=at(60)) if text is not None else Answer()
    return Turn(Position(main, follow_up), question, answer)


def session(turns: Sequence[Turn], id: str = "0f1e2d3c4b5a", day: int = 0, **changes: object) -> InterviewSession:
    made = InterviewSession(
        id=id,
        owner="local",
        resume_name="Ada Example.pdf",
        resume_text=RESUME,
        turns=tuple(turns),
        created_at=NOON + timedelta(days=day),
        completed_at=NOON + timedelta(days=day, minutes=31),
        status=SessionStatus.EVALUATED,
        interviewer=PRACTICE,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def graded(
    turn: Turn,
    verdicts: Sequence[Verdict] = (Verdict.COVERED, Verdict.TOUCHED, Verdict.MISSED),
    clarity: float = 3,
    quotes: Sequence[str] = ("measure the query with EXPLAIN", "add an index on the column", ""),
    by: InterviewerId = PRACTICE,
    rubric: str = RUBRIC.version,
    flags: Sequence[Message] = (),
    feedback: str = "Good first step. Say what you look for in the plan.",
) -> Grade:
    """The grade of a turn by the core's own formula; without an answer it is the rule's 0."""
    if is_unanswered(turn.answer.text):
        return unanswered(turn)
    points = tuple(
        PointJudgement(point, verdict, quote)
        for point, verdict, quote in zip(turn.question.key_points, verdicts, quotes, strict=True)
    )
    judged = Judgement(str(turn.position), points, clarity, (written(feedback),), tuple(flags))
    return match([turn], [judged], Provenance(by, rubric))[0][0]


def failed(turn: Turn, reason: str = "The interviewer did not reply in time.") -> Grade:
    return ungraded(turn.position, written(reason), Provenance(PRACTICE))


def report(
    session: InterviewSession, grades: Sequence[Grade] | None = None, summary: Summary | None = SUMMARY
) -> Report:
    """A finished report; every turn is graded in the same way unless grades are given."""
    known = [graded(turn) for turn in session.turns] if grades is None else grades
    by_position: Mapping[Position, Grade] = {grade.position: grade for grade in known}
    evaluation = Evaluation(session.id, session.owner, EvaluateStatus.COMPLETED, NOON, finished_at=at(4000))
    return Report(session, evaluation, by_position, summary)


def everywhere(text: str) -> tuple[Report, dict[Position, TwoAnswers]]:
    """A report with this text in every place that a person or a model writes."""
    question = replace(
        GOOD,
        text=text,
        category=text,
        reference_answer=text,
        key_points=statements(text, "b", "c"),
        source=Source(text, text, text),
        misconceptions=(text,),
        shows_misconceptions=True,
        also_right=(text,),
        red_flags=(text,),
    )
    one, before = turn(0, text, question=question), turn(0, f"{text} before", question=question)
    grade = graded(one, quotes=(text[:40], "", ""), flags=(written(text),), feedback=text, by=model_interviewer(text))
    job = JobPosting(text, (Requirement(text, text, True, True, text),))
    summary = Summary((written(text),), (written(text),), (written(text),), model_interviewer(text))
    made = report(session([one], resume_name=text, job=job), [grade], summary)
    earlier = graded(before, (Verdict.MISSED, Verdict.COVERED, Verdict.COVERED), quotes=("", "", ""))
    return made, {one.position: two_answers(before, earlier, one, grade)}
