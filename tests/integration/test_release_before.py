"""A database of the release before, opened by this one, says what it said: reports, files, trends, what is due, pages.

tests/data/release_2026_6 holds the database and all that the release of rubric 2026.6 said about it. Where this release
says something else on purpose, the difference is listed below with its reason; anything else is a fault.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import JSON, Boolean, Column, DateTime, MetaData, create_engine, text

from interview.core.question import Position
from interview.storage import store
from interview.storage.migrate import config, upgrade
from interview.storage.store import Store
from tests.recording import record, restored
from tests.servers import PostgresServer, RedisServer

DATA = Path(__file__).resolve().parents[1] / "data" / "release_2026_6"

REWORDED = (
    # Reasons of Chinese interviews were English.
    ("A follow-up prepared for this question", "为这道题准备的追问"),
    ("You wanted to answer this question again", "你想把这道题再答一次"),
    ("Key points were missing in your answer to this question", "你对这道题的回答中有要点没有识别出来"),
    ("Not all key points were recognised in your answer to this question", "你对这道题的回答中有要点没有识别出来"),
    ("You had this question before, and points of it are due", "你以前做过这道题，其中有要点到了复习时间"),
    ("You said: “", "你说过：“"),
    # So was an error of the database in a Chinese report.
    (
        r"The database is not reachable right now\. What you typed stays in this browser; try again in a moment\.",
        "暂时无法连接数据库。你输入的内容保留在此浏览器中，请稍后再试。",
    ),
    # The oldest questions were not signed; a chip said "Asked by Model" of them.
    (" Asked by Model\n", "\n"),
    # What judges answers has one name.
    ("The practice grader's ", "The practice scorer's "),
    # Both interviewers say in the same words that an answer was cut.
    ("nly the first 6,000 words graded", "nly the first 6,000 words were graded"),
)

NOT_MORE_THAN_IS_KNOWN = (
    # No key point is said to be there or missing any more: it was recognised or not.
    *(
        (f"{before}{colon}", f"{now}{colon}")
        for before, now in (
            ("Covered", "Recognised"),
            ("Touched", "Partly recognised"),
            ("Missed", "Not recognised"),
            ("Contradicted", "Says the opposite"),
        )
        for colon in (":", ":**")
    ),
    *(
        (f"{before}{colon}", f"{now}{colon}")
        for before, now in (
            ("已答到", "已识别"),
            ("略有提及", "部分识别"),
            ("未答到", "未识别"),
            ("与要点相反", "说法相反"),
        )
        for colon in ("：", "：**")
    ),
    ("Key points you missed most", "Key points not recognised most often"),
    *(
        (f",{before},", f",{now},")
        for before, now in (
            ("covered", "Recognised"),
            ("touched", "Partly recognised"),
            ("missed", "Not recognised"),
            ("contradicted", "Says the opposite"),
        )
    ),
    (" answers, touched in ", " answers, in part in "),
    *(
        (f"; {before} the last time", f"; {now} the last time")
        for before, now in (("covered", "recognised"), ("touched", "partly recognised"))
    ),
    ("Key point,Missed,Touched,Asked", "Key point,Not recognised,In part,Asked"),
    (
        "Most key points are still missing. The reference answers show what to learn next.",
        "Few key points were recognised. The reference answers show what to learn next.",
    ),
    (
        "Some key points are there. Fill the gaps named below.",
        "Some key points were recognised. Look at the others below.",
    ),
    (
        "Most key points are there. Details and examples will lift it.",
        "Most key points were recognised. Details and examples will lift it.",
    ),
    (
        "Nearly everything a good answer needs.",
        "Nearly all key points were recognised.",
    ),
    (
        "What you say about the key points is mostly right.",
        "Of what was recognised, little seems to go against the key points.",
    ),
    (
        "You bring up most of what a full answer needs.",
        "Most key points were recognised in your answers.",
    ),
    (": look up this point you left out: ", ": this point was not recognised, look it up: "),
    ("大部分要点还没有答到，参考答案会告诉你接下来该学什么。", "只识别出少数要点，参考答案会告诉你接下来该学什么。"),
    ("已经答到一部分要点，请先补上下面列出的不足。", "已识别一部分要点，请看下面列出的其余要点。"),
    ("大部分要点都已答到，再补充细节和例子会更好。", "已识别大部分要点，再补充细节和例子会更好。"),
    ("一个好回答该有的内容几乎都有了。", "几乎识别出全部要点。"),
    ("你对要点的说法大多是正确的。", "在已识别的内容中，很少与要点相反。"),
    ("一个完整的回答该有的内容，你大多讲到了。", "你的回答中识别出了大部分要点。"),
    ("请查一查你漏掉的这个要点：", "没有识别出这个要点，请查一查："),
    ("已答到、略有提及、未答到、与要点相反之一", "已识别、部分识别、未识别、说法相反之一"),
    (
        "要点分：已答到计 1，略有提及计 0.5，未答到或与要点相反计 0。练习面试官会给出其间的数值。",
        "要点分：已识别计 1，部分识别计 0.5，其余计 0。练习面试官会给出其间的数值。你自己确认的结果代替它的判断。",
    ),
    ("（要点分 + 与要点相反的数量）", "（要点分 + 说法相反的要点数）"),
    ("make the points you left out", "make the points not recognised yet"),
    ("把遗漏的要点补上", "把还没有识别出的要点补上"),
    ("You make this point: ", "Recognised: "),
    ("This only touches the point, say more: ", "Recognised in part, say more: "),
    ("This goes against the point: ", "This seems to say the opposite of: "),
    ("key points are there.", "key points were recognised in your answer."),
    ("Well covered: ", "Recognised in your answer: "),
    ("Only touched, say more: ", "Recognised in part, say more: "),
    (
        "Look this up again, you may have it the wrong way round: ",
        "Compare this with the reference answer, yours seems to say the opposite: ",
    ),
    ("Still missing: ", "Not recognised; did you say it in other words? "),
    (
        "Nothing was found that speaks of these points. Start with one sentence on each.",
        "None of the key points was recognised. Start with one sentence on each.",
    ),
    ("covered, touched, missed, contradicted", "recognised, partly recognised, not recognised, says the opposite"),
    (
        "Credit: a covered point gives 1, a touched one 0.5, a missed or contradicted one 0. The practice interviewer "
        "measures in between.",
        "Credit: a point that was recognised gives 1, in part 0.5, every other one 0. The practice interviewer "
        "measures in between. What you settle yourself counts instead of its verdict.",
    ),
    ("points that are not missed × breadth", "points that were recognised or turned round × breadth"),
    ("(credit + contradicted points)", "(credit + points turned round)"),
)

PASTED = (
    ('"resumeName": ""', '"resumeName": "Pasted text"'),
    ('"resume_name": ""', '"resume_name": "Pasted text"'),
    ("**** ·", "**Pasted text** ·"),
    ("All resumes, All resumes, ", "All resumes, "),
    ('"11 Oct 2026, 12:48", ""', '"11 Oct 2026, 12:48", "Pasted text"'),
    ('"11 Oct 2026, 12:48",,', '"11 Oct 2026, 12:48",Pasted text,'),
)


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory, redis_server: RedisServer) -> dict[str, str]:
    """What this release says about the migrated database."""
    folder = tmp_path_factory.mktemp("release")
    url = restored(DATA / "database.sql", folder / "interview.db")
    assert upgrade(url)
    return record(url, folder, redis_server.url)


def said_before() -> dict[str, str]:
    files = [path for path in (DATA / "said").rglob("*") if path.is_file()]
    return {str(path.relative_to(DATA / "said")): path.read_text(encoding="utf-8") for path in files}


BEFORE = said_before()


def test_nothing_is_left_out_and_nothing_new_is_said(said: dict[str, str]) -> None:
    assert set(said) == set(BEFORE)


@pytest.mark.parametrize("name", sorted(BEFORE))
def test_the_same_is_said(name: str, said: dict[str, str]) -> None:
    assert comparable(name, said[name]) == comparable(name, BEFORE[name])


# Sessions of resumes without a name, which the release before called a pasted text in reports and nothing elsewhere.
NAMELESS = {"practice-skipped", "mira-not-begun"}


def comparable(name: str, text: str) -> Any:
    """What was said, without the differences that are meant."""
    if name.endswith("searches.json"):
        found = [{**each, "total": None} for each in json.loads(text)]
        # A page of a search ends at 100.
        return [{**each, "sessions": [id for id in each["sessions"] if id not in NAMELESS][:98]} for each in found]
    if name.endswith(".pdf.txt"):
        # Other words break in other places, and have another hash in reading order.
        text = re.sub(r"\b[0-9a-f]{64}\b", "", " ".join(text.split())).replace("- ", "-")
    text = DUE.sub("DUE", text)
    for before, now in (*REWORDED, *NOT_MORE_THAN_IS_KNOWN):
        text = text.replace(before, now)
    for nameless, named in PASTED:
        text = text.replace(nameless, named)
    if name.startswith("trends/"):
        found = json.loads(text)
        kept = [key for key in found if (name, key) != ("trends/by-resume.json", "Pasted text")]
        return _counted({key: found[key] for key in kept})
    if name.endswith(".pdf.txt"):
        # And pages end elsewhere, which moves their numbers into other sentences.
        return sorted(set(re.findall(r"\w+", re.sub(r"\b\d+ / \d+\b", "", text))))
    if name.endswith(".json") and not name.startswith("trends/"):
        return _without_settling(json.loads(text))
    return [line for line in text.splitlines() if not line.startswith(SETTLING)]


DUE = re.compile(
    r"\*\*\d+ points you missed are due\.\*\*"
    r"|\*\*\d+ key points are due to practise\.\*\* They were not recognised in your answers\."
)
NEW = (
    "pointId",
    "judged",
    "settled",
    "schemaVersion",
    "scoreLow",
    "scoreHigh",
    "toSettle",
    "overallLow",
    "overallHigh",
)
SETTLING = ("button_group: Did you say this?", "button_group: 你说到这一点了吗？")


def _without_settling(found: Any) -> Any:
    """The same without what a report says since verdicts can be settled."""
    if isinstance(found, list):
        return [_without_settling(each) for each in found]
    if not isinstance(found, dict):
        return found
    return {key: _without_settling(value) for key, value in found.items() if key not in NEW}


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
        if key
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
