"""A database of the release before, opened by this one, says what it said: reports, files, trends, what is due, pages.

tests/data/release_2026_6 holds the database and all that the release of rubric 2026.6 said about it. Where this release
says something else on purpose, the difference is listed in said_otherwise.py with its reason; anything else is a fault.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import JSON, Boolean, Column, DateTime, MetaData, create_engine, text

from interview.core.question import Position
from interview.core.report import Report
from interview.storage import store
from interview.storage.migrate import upgrade
from interview.storage.revisions import config
from interview.storage.store import Store
from interview.trends import missed_points, session_facts
from tests.integration.said_otherwise import (
    ANSWERING,
    BOXES,
    CALLED,
    CHOSEN_BEFORE,
    COMPARED,
    DUE,
    FOR_A_MENTOR,
    JUDGED_NOW,
    NAMELESS,
    NEW,
    NEW_IN_TRENDS,
    NO_NUMBERS,
    NO_SCORE,
    NOT_MORE_THAN_IS_KNOWN,
    ONE_BY_ONE,
    PASTED,
    PRACTISED_NOW,
    PROGRESS,
    REWORDED,
    ROUNDED,
    SAID_NO_MORE,
    SETTLING,
    START_KEEPS,
    parts_before,
    without_more_or_less,
)
from tests.recording import record, restored
from tests.servers import PostgresServer, RedisServer

REPORTS = ("/page.txt", "/report.md", "/report.pdf.txt")
# Drawn once the box is opened.
IN_FILTERS = ("[Filters]", "button_group: State", "selectbox: Interviewer |", "date_input: Begun between")
NUMBER = re.compile(r"\d+(?:\.\d+)?")
NOTHING_GRADED_BY = re.compile(r"^caption: (?:Model atlas\\-small|Nobody\\: no answer could be graded)$", re.MULTILINE)
DATA = Path(__file__).resolve().parents[1] / "data" / "release_2026_6"


def _categories(report: Report) -> frozenset[str]:
    return frozenset(turn.question.category for turn in report.session.turns)


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory, redis_server: RedisServer, soak: bool) -> dict[str, str]:
    """What this release says about the migrated database; in PDF files in the long form alone."""
    folder = tmp_path_factory.mktemp("release")
    url = restored(DATA / "database.sql", folder / "interview.db")
    assert upgrade(url)
    # What was left without an answer counted 0 in the trends; test_read_model.py holds that it counts nowhere now.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(session_facts, "has_answers", lambda _: True)
        # An answer to a follow-up counted as one more; test_missed_points.py holds that it does not now.
        patch.setattr(missed_points, "counted_as", lambda answer: (answer.origin, answer.answered_at))
        # So it did beside other interviews, where a repeat stood, too; test_comparable.py holds that neither does now.
        patch.setattr(Report, "answered_in", property(_categories))
        patch.setattr(Report, "is_measure", True)
        return record(url, folder, redis_server.url, with_pdf=soak)


def said_before() -> dict[str, str]:
    files = [path for path in (DATA / "said").rglob("*") if path.is_file()]
    return {str(path.relative_to(DATA / "said")): path.read_text(encoding="utf-8") for path in files}


BEFORE = said_before()
PDF = ".pdf.txt"


def test_nothing_is_left_out_and_nothing_new_is_said(said: dict[str, str], soak: bool) -> None:
    assert set(said) == {name for name in BEFORE if soak or not name.endswith(PDF)}


def test_what_was_due_is_due(said: dict[str, str]) -> None:
    """And what was missed in Chinese interviews, as the practice interviewer speaks Chinese now."""
    now, before = (json.loads(_renamed(each["due.json"]))["questions"] for each in (said, BEFORE))
    assert [each for each in now if each in before] == before


def _renamed(text: str) -> str:
    """The text with the parts of a story under the names that they have now."""
    for before, now in parts_before():
        text = text.replace(before, now)
    return text


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=[pytest.mark.long] if name.endswith(PDF) else [])
        for name in sorted(set(BEFORE) - {"due.json"})
    ],
)
def test_the_same_is_said(name: str, said: dict[str, str]) -> None:
    # Of two whole numbers the difference moves by less than two, and in percent of 30 points by up to seven.
    most = 7 if "trends" in name else 2
    now, before = (comparable(name, each[name]) for each in (said, BEFORE))
    if name.endswith(REPORTS):
        assert words_of(before) - words_of(now) - words_of(SAID_NO_MORE) == set()
        return
    assert list(differences(now, before, most)) == []


def words_of(lines: Iterable[str]) -> set[str]:
    """Every word of a report, of Chinese every sign; it has its parts in another order now and says more."""
    return set(re.findall(r"[a-z]+|[\u3400-\u9fff]", " ".join(lines).lower()))


def differences(now: Any, before: Any, most: float) -> Iterator[tuple[Any, Any]]:
    """What is not the same; scores, which had tenths and are whole numbers now, may be less than `most` apart."""
    if isinstance(now, dict) and isinstance(before, dict) and set(now) == set(before):
        for key in now:
            yield from differences(now[key], before[key], most)
    elif isinstance(now, list) and isinstance(before, list) and len(now) == len(before):
        for one, other in zip(now, before, strict=True):
            yield from differences(one, other, most)
    elif isinstance(now, str) and isinstance(before, str) and shape(now) == shape(before):
        for one, other in zip(NUMBER.findall(now), NUMBER.findall(before), strict=True):
            if one != other and not ("." in other and abs(float(one) - float(other)) < most):
                yield now, before
    elif now != before and not (isinstance(before, float) and abs(now - before) < most):
        yield now, before


def shape(text: str) -> str:
    """The text without its numbers."""
    return NUMBER.sub("#", text)


def comparable(name: str, text: str) -> Any:
    """What was said, without the differences that are meant."""
    if name.endswith("searches.json"):
        found = [{**each, "total": None} for each in json.loads(text)]
        # A page of a search ends at 100.
        return [{**each, "sessions": [id for id in each["sessions"] if id not in NAMELESS][:98]} for each in found]
    # A code stood below the sentence. It is folded away now, where a recording does not look.
    text = re.sub(r"^:small\[.+\]\n", "", text, flags=re.MULTILINE)
    if "pages/trends" in name:
        text = text.replace("Missed: ", "To practise: ").replace("\\.", ".")
    if name.endswith(".pdf.txt"):
        # Other words break in other places, and have another hash in reading order.
        text = re.sub(r"\b[0-9a-f]{64}\b", "", " ".join(text.split())).replace("- ", "-")
    # Files are links now, one behind the other.
    text = re.sub(r"download_button: (.+)\ndownload_button: Markdown\ndownload_button: JSON", r"\1 Markdown JSON", text)
    text = text.replace("download_button: Download as CSV", "Download as CSV")
    text = DUE.sub("DUE", text)
    for before, now in (*REWORDED, *NOT_MORE_THAN_IS_KNOWN, *ROUNDED):
        text = text.replace(before, now)
    text = without_more_or_less(name, text)
    # Quotations have the quotation marks of print.
    text = re.sub(r'\\"|[“”]' if name.endswith(".json") else '["“”]', "'", text)
    text = re.sub("(?<=[。！？；：]) ", "", text).replace("−", "-")
    text = NO_NUMBERS.sub("", text)
    for no_score in NO_SCORE:
        text = text.replace(f"\ninfo: {no_score}", "").replace(no_score, "")
    if name.endswith("answer.txt"):
        for pattern, instead in ANSWERING:
            text = pattern.sub(instead, text)
    for nameless, named in PASTED:
        text = text.replace(nameless, named)
    if "pages/compare" in name:
        text = CALLED.sub("markdown: **named**", text)
        # Of a report without any graded answer it named who had tried to grade one.
        text = NOTHING_GRADED_BY.sub("caption: whoever tried", text)
    if name.endswith("history.json"):
        # A skipped question counted as an answer; test_history.py holds that it does not now.
        text = re.sub(r"answered(\W{2,3})\d+", r"answered\g<1>0", text)
    if "pages/trends" in name:
        return _over_time(text)
    if name.startswith("trends/"):
        found = json.loads(text)
        kept = [key for key in found if (name, key) != ("trends/by-resume.json", "Pasted text")]
        return _counted({key: found[key] for key in kept})
    if name.endswith(".pdf.txt"):
        # And pages end elsewhere, which moves their numbers into other sentences.
        return sorted(set(re.findall(r"[^\W\d]+", text)))
    if name.startswith((*JUDGED_NOW, *PRACTISED_NOW)):
        return sorted({*json.loads(text)} - {*NEW}) if name.endswith(".json") else text.splitlines()[:1]
    if name.endswith(".json") and not name.startswith("trends/"):
        return _without_settling(_without_rubric_to_come(_without_who_gave_nothing(json.loads(text))))
    # Beside a report stood the newest others, whenever it began; test_over_your_sessions.py holds which do now.
    text = re.sub(r"\n## (?:Over your sessions|历次面试)\n.*", "", text, flags=re.DOTALL)
    left_out = (
        *SETTLING,
        *CHOSEN_BEFORE,
        *COMPARED,
        *FOR_A_MENTOR,
        *(("Why this question:",) if "\nFollow-up " in f"\n{text}" else ()),
    )
    lines = [line for line in text.splitlines() if not line.startswith(left_out)]
    lines = [line for line in lines if not BOXES.match(line) and not any(said in line for said in ONE_BY_ONE)]
    if "pages/history" in name:
        lines = [said for line in lines if (said := _in_history(line))]
    if name.endswith("start.txt"):
        lines = [line for line in lines if line.startswith(START_KEEPS)]
    # Of a report the parts of its number are folded.
    return sorted(lines, key=shape) if name.endswith(("start.txt", "page.txt")) else lines


def _in_history(line: str) -> str:
    """A line of the history without what it says in another way: numbers are whole, an interview is called by its job,
    what is done with one names it, and the way to other pages and what is looked for have other words."""
    if line.startswith(("text_input: Search", "selectbox: Page", "pagination", *IN_FILTERS)):
        return ""
    line = re.sub(r"^(?:markdown|caption): | _.+_$", "", line).replace("\\", "")
    if told := re.match(r"(\d+) questions?(?: and (\d+) follow-ups?)? · ", line):
        # Follow-ups were counted as questions.
        count = int(told[1]) + int(told[2] or 0)
        return f"{count} question{'s' * (count != 1)}"
    line = re.sub(r"^.+ · (\d+ \w{3} \d{4}, \d\d:\d\d)$", r"\1", line)
    return re.sub(r"\d+\.\d+", lambda found: str(round(float(found[0]))), line)


def _over_time(text: str) -> list[str]:
    """What of the page Trends is on the page Progress: the same pictures of the same interviews. It says them in other
    words and in whole numbers; the numbers behind both are compared in trends/. Parts with a heading are boxes now."""
    headed = re.sub(r"^\[(.+)\]$", r"subheader: \1", text, flags=re.MULTILINE)
    parts = [line for line in headed.splitlines() if line.startswith("subheader: ") and line not in PROGRESS]
    table = text.partition("\nInterview,Resume,")[2].partition("\n[")[0].splitlines()[1:]
    return [*parts, *(line.partition("',")[0] for line in table)]


def _without_who_gave_nothing(said: Any) -> Any:
    """A report without any graded answer named who had tried to grade one; it names nobody now."""
    questions = said.get("questions", ()) if isinstance(said, dict) else ()
    if "gradedBy" in said and not any(each.get("outcome") == "graded" for each in questions):
        return {**said, "gradedBy": []}
    return said


def _without_rubric_to_come(found: Any) -> Any:
    """A report without a score names the rubric that will grade it, which is this release's."""
    if isinstance(found, dict) and "overallScore" in found and found["overallScore"] is None:
        return {key: value for key, value in found.items() if key != "rubricVersion"}
    return found


def _without_settling(found: Any) -> Any:
    """The same without what a report says since verdicts can be settled."""
    if isinstance(found, list):
        return [_without_settling(each) for each in found]
    if not isinstance(found, dict):
        return found
    if "followUps" in found:
        # They were counted as questions.
        found = {**found, "questions": found["questions"] + found["followUps"]}
    # Why a follow-up is asked is told once it is answered.
    later = {"reason"} if found.get("isFollowUp") and "draft" in found else set()
    return {key: _without_settling(value) for key, value in found.items() if key not in {*NEW, *later}}


def _counted(found: Any) -> Any:
    """Values of the trends without what depends on nameless resumes. Of points missed alike, which were in the order
    of the words of their sentences, only the counts are compared."""
    if isinstance(found, list):
        return [_counted(each) for each in found if each != ""]
    if not isinstance(found, dict):
        return found
    return {
        key: [[point[name] for name in ("missed", "touched", "asked")] for point in value]
        if key == "missed" and isinstance(value, list)
        else _counted(value)
        for key, value in found.items()
        if key and key not in NEW_IN_TRENDS
    }


def test_no_code_made_sentence_is_left_in_the_database(tmp_path: Path) -> None:
    """What stays under the code for written words was written by a model or by a release before."""
    file = tmp_path / "interview.db"
    assert upgrade(restored(DATA / "database.sql", file))
    left: set[str] = set()
    with closing(sqlite3.connect(file)) as db:
        for table, column, where in (
            ("grade", "details", "graded_by_kind <> 'model'"),
            ("turn", "details", "1"),
            ("resume", "notes", "1"),
            ("evaluation", "error", "1"),
        ):
            for (data,) in db.execute(f"SELECT {column} FROM {table} WHERE {where} AND {column} IS NOT NULL"):
                left |= set(_written(json.loads(data)))
    assert all("read the reference answer, then say it" in text for text in left), left


def _written(data: object) -> Iterator[str]:
    if isinstance(data, dict):
        if data.get("code") == "written":
            yield dict(data["values"])["text"]
        yield from (text for value in data.values() for text in _written(value))
    elif isinstance(data, list):
        yield from (text for value in data for text in _written(value))


def copy_rows(file: Path, url: str) -> None:
    """The rows of the SQLite file into an empty PostgreSQL database of the same revision."""
    engine = create_engine(url)
    with engine.begin() as connection:
        chosen = config()
        chosen.attributes["connection"] = connection
        command.upgrade(chosen, "0004")
    known = MetaData()
    known.reflect(engine)
    source = create_engine(f"sqlite:///{file}")
    with source.connect() as old, engine.begin() as new:
        for table in known.sorted_tables:
            if table.name == "alembic_version":
                continue
            rows = old.execute(text(f'SELECT * FROM "{table.name}"')).mappings().all()
            values = [{column.name: _value(column, row[column.name]) for column in table.columns} for row in rows]
            if values:
                new.execute(table.insert(), values)
    source.dispose()
    engine.dispose()


def _value(column: Column[Any], value: Any) -> Any:
    """A value as SQLite keeps it, for a column of PostgreSQL."""
    if value is None:
        return None
    if isinstance(column.type, JSON):
        return json.loads(value)
    if isinstance(column.type, DateTime):
        return datetime.fromisoformat(value).replace(tzinfo=UTC)
    return bool(value) if isinstance(column.type, Boolean) else value


def test_the_same_rows_are_carried_over_on_postgresql(tmp_path: Path, postgres: PostgresServer) -> None:
    """A session as SQLite gives it after the migration is the session that PostgreSQL gives."""
    file = tmp_path / "interview.db"
    source = restored(DATA / "database.sql", file)
    target = postgres.new_database()
    copy_rows(file, target)
    upgrade(source)
    upgrade(target)
    sqlite, postgresql = Store(source), Store(target)
    with sqlite.reading() as one, postgresql.reading() as other:
        for session_id in ("practice-stories", "practice-deeper", "model-chinese", "reacting-open", "rubric-2026-1"):
            here, there = (store.get_session(db, "local", session_id) for db in (one, other))
            assert here == there
            assert here.turns[0].position == Position(0)
    sqlite.engine.dispose()
    postgresql.engine.dispose()
