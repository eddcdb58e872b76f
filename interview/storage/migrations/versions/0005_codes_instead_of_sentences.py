"""Keep codes and values where English sentences were kept

Every sentence that release 2026.6 and those before stored is mapped here to its code, and nowhere else. What no pattern
knows, because a person, a model or an older release wrote it, stays as it was, under the code "written".

Revision ID: 0005
Revises: 0004
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Connection

Json = Any

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None
beside = "none"

_AT_ONCE = 500

STORY = {
    "Says what the situation was and why it mattered": "situation",
    "Says what you were asked to do or were responsible for": "task",
    "Says what you did yourself, step by step": "own_action",
    "Gives the reason behind a decision you made": "decision_reason",
    "Names another way that was considered and why it was not taken": "alternatives",
    "Says what was difficult or went wrong": "obstacle",
    "Says how it ended and what changed because of it": "result",
    "Gives a number that shows the size of the effect": "measure",
    "Says what you learned or would do differently": "lesson",
    "Says who else was involved and how you worked with them": "others",
    "Says how the technology was used and for what": "technology",
}
ASKED_PARTS = {
    "What was the situation when this started?": "situation",
    "What exactly were you asked or expected to do?": "task",
    "Which parts did you do yourself, and how?": "own_action",
    "Why did you decide to do it that way?": "decision_reason",
    "What else could you have done, and why did you not?": "alternatives",
    "What got in the way, and how did you deal with it?": "obstacle",
    "How did it turn out in the end?": "result",
    "How do you know it worked? Is there a number you remember?": "measure",
    "What did you take away from it, or would do differently today?": "lesson",
    "Who else was involved, and how did you work with them?": "others",
    "How did you use the technology there, and what did it do for you?": "technology",
}
REASONS = {
    "A foundation that technical work of every kind builds on.": "reason.foundation",
    "Asked in many interviews, whatever the job.": "reason.general",
    "A follow-up prepared for this question": "reason.planned_follow_up",
    "Your answer was short, so this is an easier way in.": "reason.easier",
    "This looks at the question from another side.": "reason.other_side",
    "One part of your answer may not be right yet, so this asks about it again.": "reason.not_right_yet",
    "This is about a part that your answer left out.": "reason.left_out",
    "Your answer touched on this; here is room to say more.": "reason.touched",
    "You answered this well, so this goes one step further.": "reason.one_step_further",
    "Something this question looks for has not come up yet.": "reason.open",
    "You wanted to answer this question again": "reason.retake",
    "You had this question before, and points of it are due": "reason.due",
    "Key points were missing in your answer to this question": "reason.lacking",
}
FLAGS = {
    "copied question": "flag.copied",
    "keyword list": "flag.keywords",
    "gibberish": "flag.gibberish",
    "addresses the grader": "flag.addresses_grader",
    "may be about something else than was asked": "flag.elsewhere",
    "partly about something else than was asked": "flag.asides",
}
ADVICE = {
    "Nothing was found that speaks of these points. Start with one sentence on each.": "feedback.start_again",
    "Cut long sentences in two; one thought each is easier to follow.": "feedback.long_sentences",
    "Write whole sentences instead of single phrases.": "feedback.fragments",
    "Say each thing once.": "feedback.repetition",
    "Link your points: say why, and give an example.": "feedback.link_points",
}
UNGRADED = {
    "The interviewer's reply left this answer out, twice.": "ungraded.left_out",
    "Grading this answer would have taken more calls than allowed.": "ungraded.budget_used",
    "This question has no key points to grade by.": "ungraded.no_key_points",
    "This question has no key points to compare with, so the practice interviewer gives no score.": (
        "ungraded.nothing_to_compare"
    ),
    "This answer does not look like English. The practice interviewer reads only English.": "ungraded.not_english",
}
ERRORS = {
    "The database is not reachable right now. What you typed stays in this browser; try again in a moment.": (
        "error.store_unavailable"
    ),
    "The model service does not accept the API key.": "error.model_key",
    "The model service is asked too often right now.": "error.model_busy",
    "The model service did not answer in time.": "error.model_late",
    "The model service cannot be reached.": "error.model_away",
    "The model service has a problem of its own.": "error.model_broken",
    "The model service did not accept the request.": "error.model_refused",
    "The model service does not know this address or model; check both.": "error.model_wrong_place",
    "The model's reply could not be used.": "error.model_unusable",
    "The model declined to answer.": "error.model_declined",
    "This was too long for the model.": "error.model_too_long",
    "The address answered, but not as a model service; check it.": "error.model_not_a_model",
    "Grading took longer than is allowed for this many questions.": "error.grading_too_long",
    "Grading stopped unexpectedly. Your answers are safe; grade again.": "error.grading_stopped",
    "Grading was interrupted too many times. Your answers are safe; grade again.": "error.grading_interrupted",
    "The practice grader's calibration is damaged. Reinstall it.": "error.calibration_damaged",
    "The practice grader's weights are damaged. Reinstall it.": "error.weights_damaged",
    "The practice grader's language model is missing or damaged. Reinstall it.": "error.encoder_damaged",
}
NOTES = {
    "One page is a picture and could not be read.": "resume.picture_page",
    "The file was not saved as UTF-8. Please check that every letter is right.": "resume.guessed_encoding",
    "This does not look like a resume. You can still use it, but the questions may not fit you.": "resume.no_resume",
}
COACHING = {
    "What you say about the key points is mostly right.": "summary.praise_accuracy",
    "You bring up most of what a full answer needs.": "summary.praise_completeness",
    "Your answers are easy to follow.": "summary.praise_clarity",
    "Be more exact: compare your answers with the reference answers and note where they part.": (
        "summary.advice_accuracy"
    ),
    "Say more of what you know: before you stop, ask yourself what a colleague would add.": (
        "summary.advice_completeness"
    ),
    "Make answers easier to follow: the answer in one sentence first, then the reason, then an example.": (
        "summary.advice_clarity"
    ),
    "Begin a story with the situation, so that a stranger can follow it.": "advice.situation",
    "Say what you were asked to do before you tell what you did.": "advice.task",
    'Say what you did yourself, step by step; "we" hides your part.': "advice.own_action",
    "Give the reason for your decisions, not only the decisions.": "advice.decision_reason",
    "Name the other ways you had, and why you left them.": "advice.alternatives",
    "Tell what went wrong or got in the way; interviewers look for it.": "advice.obstacle",
    "End every story with how it turned out.": "advice.result",
    "Put a number on results: time, money, users, errors, anything you can count.": "advice.measure",
    "Close a story with what you learned from it.": "advice.lesson",
    "Say who else was involved and how you worked together.": "advice.others",
    "When you name a technology, say what you used it for and what it gave you.": "advice.technology",
    "You make clear what you did yourself.": "praise.own_action",
    "You give reasons for your decisions.": "praise.decision_reason",
    "You say how things turned out.": "praise.result",
    "You back results with something that can be counted.": "praise.measure",
    "You show what you learned.": "praise.lesson",
    "Write something for every question, even when it is only how you would find out.": "summary.write_something",
}
BANDS = {"starting out": "starting_out", "developing": "developing", "solid": "solid", "strong": "strong"}
BAND_MEANINGS = (
    "Most key points are still missing. The reference answers show what to learn next.",
    "Some key points are there. Fill the gaps named below.",
    "Most key points are there. Details and examples will lift it.",
    "Nearly everything a good answer needs.",
)
MEASURED = "Practice grading measures how far an answer agrees with a reference answer, not whether it is true."
SUMMARY = (
    (r"No answer could be graded, so there is no result to sum up\.", "summary.nothing_graded"),
    (r"1 question was left without an answer and counted as 0\.", "summary.unanswered_one"),
    (r"(?P<count>\d+) questions were left without an answer and counted as 0\.", "summary.unanswered"),
    (
        r"The result rests on (?P<scored>\d+) of (?P<total>\d+) questions; 1 answer could not be graded\.",
        "summary.rests_on_one",
    ),
    (
        r"The result rests on (?P<scored>\d+) of (?P<total>\d+) questions; (?P<ungraded>\d+) answers could not be "
        r"graded\.",
        "summary.rests_on",
    ),
    (re.escape(MEASURED), "summary.what_is_measured"),
)
REACHED = re.compile(
    rf"You reached (?P<score>[\d.]+) of 100: (?P<band>{'|'.join(BANDS)})\. "
    rf"(?:{'|'.join(map(re.escape, BAND_MEANINGS))})"
)


def upgrade() -> None:
    for table, name in (("session", "interviewer"), ("turn", "asked_by"), ("grade", "graded_by")):
        op.add_column(table, sa.Column(f"{name}_kind", sa.String(length=16), nullable=False, server_default=""))
        op.add_column(table, sa.Column(f"{name}_model", sa.String(length=128), nullable=False, server_default=""))
    op.execute("ALTER TABLE evaluation RENAME COLUMN error TO error_text")
    op.execute("ALTER TABLE evaluation RENAME COLUMN rung_at TO enqueued_at")
    op.add_column("evaluation", sa.Column("error", sa.JSON(), nullable=True))
    db = op.get_bind()
    _resumes(db)
    _sessions(db)
    _turns(db)
    _grades(db)
    _evaluations(db)
    op.drop_index("ix_session_owner_interviewer", table_name="session")
    op.drop_index("ix_grade_graded_by_outcome_id", table_name="grade")
    for table, name in (
        ("session", "interviewer"),
        ("turn", "asked_by"),
        ("grade", "graded_by"),
        ("grade", "feedback"),
        ("grade", "reason"),
        ("evaluation", "error_text"),
    ):
        op.drop_column(table, name)
    op.create_index("ix_session_owner_interviewer", "session", ["owner", "interviewer_kind", "interviewer_model"])
    op.create_index("ix_grade_graded_by_outcome_id", "grade", ["graded_by_kind", "graded_by_model", "outcome", "id"])
    # Scales are named by codes now; each row is worked out again when somebody first looks.
    op.execute("UPDATE session_facts SET is_stale = true")


def downgrade() -> None:
    raise RuntimeError("codes are not turned back into sentences: put back the copy that was made before")


# Rows


def _resumes(db: Connection) -> None:
    resume = _table("resume", "id", "file_name", notes=sa.JSON())
    for row in db.execute(sa.select(resume)).mappings().all():
        values = {"notes": [note(text) for text in row["notes"]], "file_name": _name(row["file_name"])}
        db.execute(resume.update().where(resume.c.id == row["id"]).values(**values))


def _sessions(db: Connection) -> None:
    session = _table("session", "id", "interviewer", "interviewer_kind", "interviewer_model", "resume_name")
    rows = db.execute(sa.select(session.c.id, session.c.interviewer, session.c.resume_name)).all()
    for id, interviewer, resume_name in rows:
        kind, model = identity(interviewer)
        values = {"interviewer_kind": kind, "interviewer_model": model, "resume_name": _name(resume_name)}
        db.execute(session.update().where(session.c.id == id).values(**values))


def _turns(db: Connection) -> None:
    turn = _table(
        "turn",
        "session_id",
        "main",
        "follow_up",
        "question",
        "category",
        "asked_by",
        "asked_by_kind",
        "asked_by_model",
        details=sa.JSON(),
    )
    wanted = [turn.c[name] for name in ("session_id", "main", "follow_up", "question", "category", "asked_by", "details")]
    ids = db.scalars(sa.select(turn.c.session_id).distinct().order_by(turn.c.session_id)).all()
    for start in range(0, len(ids), _AT_ONCE):
        query = sa.select(*wanted).where(turn.c.session_id.in_(ids[start : start + _AT_ONCE]))
        rows = db.execute(query).mappings().all()
        mains = {(row["session_id"], row["main"]): row for row in rows if row["follow_up"] == 0}
        for row in rows:
            kind, model = identity(row["asked_by"])
            main = mains.get((row["session_id"], row["main"]), row)
            place = (
                turn.c.session_id == row["session_id"],
                turn.c.main == row["main"],
                turn.c.follow_up == row["follow_up"],
            )
            values = {
                "asked_by_kind": kind,
                "asked_by_model": model,
                "details": question_details(row, main if row["follow_up"] else None),
            }
            db.execute(turn.update().where(*place).values(**values))


def _grades(db: Connection) -> None:
    grade = _table(
        "grade", "id", "graded_by", "graded_by_kind", "graded_by_model", "feedback", "reason", details=sa.JSON()
    )
    wanted = [grade.c[name] for name in ("id", "graded_by", "feedback", "reason", "details")]
    last = 0
    while rows := db.execute(sa.select(*wanted).where(grade.c.id > last).order_by(grade.c.id).limit(_AT_ONCE)).all():
        for id, graded_by, said, reason, details in rows:
            kind, model = identity(graded_by)
            values = {
                "graded_by_kind": kind,
                "graded_by_model": model,
                "details": grade_details(kind, said, reason, details),
            }
            db.execute(grade.update().where(grade.c.id == id).values(**values))
        last = rows[-1][0]


def _evaluations(db: Connection) -> None:
    evaluation = _table("evaluation", "session_id", "error_text", error=sa.JSON(none_as_null=True), summary=sa.JSON(none_as_null=True))
    wanted = (evaluation.c.session_id, evaluation.c.error_text, evaluation.c.summary)
    for session_id, error, summary in db.execute(sa.select(*wanted)).all():
        if error is None and summary is None:
            continue
        values = {
            "error": coded(ERRORS, error) if error is not None else None,
            "summary": summed_up(summary) if summary is not None else None,
        }
        db.execute(evaluation.update().where(evaluation.c.session_id == session_id).values(**values))


def _table(name: str, *plain: str, **typed: Json) -> sa.TableClause:
    return sa.table(name, *map(sa.column, plain), *(sa.column(column, kind) for column, kind in typed.items()))


# Values


def message(code: str, **values: Json) -> Json:
    return {"code": code, "values": [[name, value] for name, value in values.items()]}


def written(text: str) -> Json:
    return message("written", text=text)


def coded(known: Mapping[str, str], text: str) -> Json:
    return message(known[text]) if text in known else written(text)


def identity(text: str) -> tuple[str, str]:
    """(kind, model) of an interviewer's old name; two times nothing for nobody."""
    kind, _, model = text.partition(":")
    return (kind, model)


def _name(name: str) -> str:
    return "" if name == "Pasted text" else name


def key_point(text: str) -> Json:
    if text in STORY:
        return {"id": STORY[text], "text": "", "part": STORY[text]}
    plain = " ".join(text.split()).casefold()
    return {"id": hashlib.sha256(plain.encode()).hexdigest()[:12], "text": text, "part": None}


def point_said(text: str) -> Json:
    """A key point as a value of a message."""
    return message(f"story.{STORY[text]}") if text in STORY else text


def number(text: str) -> int | float:
    value = float(text)
    return int(value) if value.is_integer() and "." not in text else value


def note(text: str) -> Json:
    """What is noted about how a resume was read."""
    patterns = (
        (r"Only the first (?P<pages>\d+) pages were read\.", "resume.first_pages"),
        (r"(?P<pages>\d+) pages are pictures and could not be read\.", "resume.picture_pages"),
        (r"Only the first (?P<characters>[\d,]+) characters were read\.", "resume.cut"),
    )
    for pattern, code in patterns:
        if found := re.fullmatch(pattern, text):
            return message(code, **{name: int(value.replace(",", "")) for name, value in found.groupdict().items()})
    return coded(NOTES, text)


def reason_of(text: str) -> Json:
    """Why a question is asked; None for nothing."""
    if not text:
        return None
    patterns = (
        (r'Your resume says: "(?P<line>.*)"', "reason.resume"),
        (r"你的简历写道：“(?P<line>.*)”", "reason.resume"),
        (r'The job asks for: "(?P<line>.*)"', "reason.job"),
        (r"职位要求：“(?P<line>.*)”", "reason.job"),
        (r'You named the project "(?P<name>.*)"\.', "reason.named_project"),
        (r"You named (?P<name>.*) as one of your skills\.", "reason.named_skill"),
        (r"You asked for more of (?P<topic>.*)\.", "reason.more_wanted"),
        (r"You said: “(?P<quote>.*)”", "reason.you_said"),
    )
    for pattern, code in patterns:
        if found := re.fullmatch(pattern, text, re.DOTALL):
            return message(code, **found.groupdict())
    below = "A foundation of this work. "
    if text.startswith(below):
        return message("reason.foundation_of", reason=reason_of(text.removeprefix(below)))
    return coded(REASONS, text)


def question_details(row: Json, main: Json) -> Json:
    """The details of a question. `main` is the row of its main question when it is a follow-up."""
    old = row["details"]
    follow_up = how_it_came(row, main) if main is not None else None
    details = {name: value for name, value in old.items() if name not in ("key_points", "planned_follow_ups", "reason")}
    return {
        **details,
        "kind": question_kind(row["category"], row["asked_by"]),
        "key_points": [key_point(text) for text in old.get("key_points", ())],
        "planned_follow_ups": [
            {**plan, "id": str(place), "key_points": [key_point(text) for text in plan.get("key_points", ())]}
            for place, plan in enumerate(old.get("planned_follow_ups", ()), start=1)
        ],
        "reason": reason_of(old.get("reason", "")),
        "follow_up": follow_up,
        "bare_text": bare_text(row, main, follow_up) if main is not None and follow_up is not None else "",
    }


def bare_text(row: Json, main: Json, follow_up: Json) -> str:
    """What a follow-up asks without our words around it."""
    if follow_up["plan"] and follow_up["quote"]:
        plan = main["details"]["planned_follow_ups"][int(follow_up["plan"]) - 1]["text"]
        return f'"{follow_up["quote"]}". {plan}'
    if follow_up["kind"] == "easier":
        return str(main["details"].get("hint", ""))
    return str(main["question"]) if follow_up["kind"] == "open" else ""


def question_kind(category: str, asked_by: str) -> str:
    by_category = {"Project": "project", "Behavioural": "behavioural"}
    if asked_by.startswith("model:"):
        by_category = {"Your projects": "project", "Working with others": "behavioural"}
    return by_category.get(category, "skill")


def how_it_came(row: Json, main: Json) -> Json:
    """How a follow-up came about, from its words and those of the follow-ups planned with its main question."""
    text, points = row["question"], row["details"].get("key_points", ())
    nothing = {"kind": "planned", "plan": "", "point": "", "wording": "", "quote": ""}
    for place, plan in enumerate(main["details"].get("planned_follow_ups", ()), start=1):
        if text.endswith(plan["text"]):
            lead = text[: len(text) - len(plan["text"])]
            found = re.fullmatch(r'You said "(.*)"\. (?:There is one more side to it\. )?', lead, re.DOTALL)
            return {**nothing, "plan": str(place), "quote": found[1] if found else ""}
    if text.startswith("Let us take a smaller step. ") and text.endswith(" What comes to mind?"):
        return {**nothing, "kind": "easier"}
    wording = ""
    if text in ASKED_PARTS:
        wording = f"ask.{ASKED_PARTS[text]}"
    elif found := re.fullmatch(r'There is more to say about "(.*)" here\. What else matters about it\?', text):
        wording = f"ask.more_about:{found[1]}"
    elif text.endswith(" What would you add to your answer?"):
        wording = "ask.more_from_hint"
    elif text == "Something important about this has not come up yet. What could it be?":
        wording = "ask.something_open"
    if wording and len(points) == 1:
        return {**nothing, "kind": "open", "point": key_point(points[0])["id"], "wording": wording}
    said = re.fullmatch(r"You said: “(.*)”", row["details"].get("reason", ""), re.DOTALL)
    return {**nothing, "kind": "reactive", "quote": said[1] if said else ""}


def grade_details(graded_by: str, said: str, reason: str, old: Json) -> Json:
    points = old.get("points", [])
    return {
        **old,
        "points": [{**point, "point": key_point(point["point"])} for point in points],
        "flags": [flag(text) for text in old.get("flags", ())],
        "remarks": [remark(each, points) for each in old.get("remarks", ())],
        "feedback": feedback(graded_by, said, points),
        "reason": coded({**UNGRADED, **ERRORS}, reason) if reason else None,
    }


def flag(text: str) -> Json:
    if found := re.fullmatch(r"only the first ([\d,]+) words (?:were )?graded", text):
        return message("flag.cut", words=int(found[1].replace(",", "")))
    if found := re.fullmatch(r"may contradict: (.*)", text, re.DOTALL):
        return message("flag.may_contradict", point=point_said(found[1]))
    return coded(FLAGS, text)


def remark(old: Json, points: Json) -> Json:
    """A remark; it repeats the verdict on a key point when it rests on the same words and ends with that point."""
    text, quote = old["text"], old["quote"]
    same = next((p["point"] for p in points if p["quote"] == quote and text.endswith(p["point"])), "")
    said = written(text)
    for lead, code in (
        ("You make this point: ", "remark.covered"),
        ("This only touches the point, say more: ", "remark.touched"),
        ("This goes against the point: ", "remark.contradicted"),
    ):
        if text.startswith(lead):
            said = message(code, point=point_said(text.removeprefix(lead)))
    return {"kind": old["kind"], "said": said, "quote": quote, "point": key_point(same)["id"] if same else ""}


def feedback(graded_by: str, text: str, points: Json) -> Json:
    """The feedback of the practice interviewer in its parts, put together again to be sure; any other as it is."""
    if not text:
        return []
    if graded_by != "practice":
        return [written(text)]
    by_verdict: dict[str, list[str]] = {}
    for point in points:
        by_verdict.setdefault(point["verdict"], []).append(point["point"])
    covered, missed = by_verdict.get("covered", []), by_verdict.get("missed", [])
    touched, contradicted = by_verdict.get("touched", []), by_verdict.get("contradicted", [])
    parts = []
    if covered and len(covered) == len(points) > 1:
        parts.append((f"All {len(covered)} key points are there.", message("feedback.all_covered", count=len(covered))))
    elif covered:
        parts.append((f"Well covered: {named(covered)}.", message("feedback.covered", points=listed(covered))))
    if touched:
        parts.append((f"Only touched, say more: {named(touched)}.", message("feedback.touched", points=listed(touched))))
    if contradicted:
        lead = "Look this up again, you may have it the wrong way round: "
        parts.append((f"{lead}{named(contradicted)}.", message("feedback.contradicted", points=listed(contradicted))))
    if missed:
        parts.append((f"Still missing: {named(missed)}.", message("feedback.missed", points=listed(missed))))
    known = " ".join(said for said, _ in parts)
    codes = [code for _, code in parts]
    if text == known:
        return codes
    if known and text.startswith(f"{known} "):
        return [*codes, advice(text.removeprefix(f"{known} "))]
    return [written(text)]


def advice(text: str) -> Json:
    patterns = (
        (
            r'Leave out what was not asked for\. This seems to be about something else: "(?P<quote>.*)"',
            "feedback.off_topic",
        ),
        (r'Leave out what says nothing about the question, such as: "(?P<quote>.*)"', "feedback.says_nothing"),
    )
    for pattern, code in patterns:
        if found := re.fullmatch(pattern, text, re.DOTALL):
            return message(code, **found.groupdict())
    return coded(ADVICE, text)


def named(points: Json) -> str:
    said = "; ".join(point.strip().rstrip(".") for point in points[:2])
    return f"{said}; and {len(points) - 2} more" if len(points) > 2 else said


def listed(points: Json) -> Json:
    items = [message(f"story.{STORY[p]}") if p in STORY else p.strip().rstrip(".") for p in points[:2]]
    return message("list.and_more", items=items, count=len(points) - 2) if len(points) > 2 else items


def summed_up(old: Json) -> Json:
    by = identity(old["written_by"]) if old.get("written_by") else None
    is_ours = by is not None and by[0] == "practice"
    overall = old.get("overall_feedback", "")
    return {
        "overall_feedback": overall_feedback(overall) if is_ours else [written(overall)] if overall else [],
        "strengths": [coaching(text) if is_ours else written(text) for text in old.get("strengths", ())],
        "improvements": [coaching(text) if is_ours else written(text) for text in old.get("improvements", ())],
        "written_by": {"kind": by[0], "model": by[1]} if by else None,
    }


def overall_feedback(text: str) -> Json:
    found, rest = [], text
    while rest:
        if reached := REACHED.match(rest):
            band = BANDS[reached["band"]]
            said = message(
                "summary.reached",
                score=number(reached["score"]),
                band=message(f"band.{band}.inside"),
                meaning=message(f"band.{band}.meaning"),
            )
            found.append(said)
            rest = rest[reached.end() :].lstrip()
            continue
        for pattern, code in SUMMARY:
            if match := re.match(pattern, rest):
                found.append(message(code, **{name: int(value) for name, value in match.groupdict().items()}))
                rest = rest[match.end() :].lstrip()
                break
        else:
            # Words of an older release; what it measures stays a message of its own, so that it is not said twice.
            if rest.endswith(MEASURED):
                before = rest.removesuffix(MEASURED).rstrip()
                return [*found, *([written(before)] if before else []), message("summary.what_is_measured")]
            return [*found, written(rest)]
    return found


def coaching(text: str) -> Json:
    patterns = (
        (r"(?P<category>.*) went best, with (?P<score>[\d.]+) of 100\.", "summary.went_best"),
        (r"(?P<category>.*) is where most points are left, with (?P<score>[\d.]+) of 100\.", "summary.most_left"),
        (r"(?P<category>.*?): look up this point you left out: (?P<point>.*)\.", "summary.look_up"),
    )
    for pattern, code in patterns:
        if found := re.fullmatch(pattern, text, re.DOTALL):
            values = found.groupdict()
            return message(code, **{n: number(v) if n == "score" else v for n, v in values.items()})
    return coded(COACHING, text)
