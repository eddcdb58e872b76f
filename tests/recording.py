"""Everything this app says about a database, as texts by file name: HTTP API, exports, pages, trends, what is due.

A release records it once with its own code; a later one records it again over the migrated database and compares.
"""

from __future__ import annotations

import json
import logging
import os
import re
import sqlite3
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import chdir, closing, contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any
from unittest.mock import patch

from lxml import html
from starlette.testclient import TestClient

# What follows is all that names places inside the app.
import interview
from interview.core.key_point import KeyPoint
from interview.i18n.names import point_text
from interview.services import Services, composition, services
from interview.trends.names import measure_name, resume_name
from interview.trends.values import Chosen
from interview.web import history_lines
from interview.web.routes.api import api
from tests.app_test import AppTest

PAGES = Path(interview.__file__).resolve().parents[1] / "pages"
CLOCK = "_now"
"""The name in `composition` of the function that tells the time."""


def stop_using(built: Services) -> None:
    """Close the database of the process's services, so that the next ones are built anew."""
    built.store.engine.dispose()
    services.cache_clear()


def trends_of(built: Services, owner: str, **chosen: Any) -> dict[str, Any]:
    """What the trends are made of, as plain data, in the words that the release before stored in its facts."""
    choices = built.analytics.choices(owner)
    codes = {
        "measure": {measure_name(code): code for code in choices.measures},
        "resume": {resume_name(value): value for value in choices.resumes},
    }
    values = {name: codes.get(name, {}).get(value, value) for name, value in chosen.items()}
    found: dict[str, Any] = _in_words(asdict(built.analytics.look(owner, Chosen(**values))))
    return found


def choices_of(built: Services, owner: str) -> dict[str, Any]:
    """What the trends can be filtered by, as plain data."""
    found = asdict(built.analytics.choices(owner))
    resumes = sorted({*map(resume_name, found["resumes"])}, key=str.casefold)
    return {**found, "resumes": resumes, "measures": list(map(measure_name, found["measures"]))}


def _in_words(value: Any, name: str = "") -> Any:
    if isinstance(value, dict):
        if set(value) == {"id", "text", "part"}:
            return point_text(KeyPoint(**value))
        return {key: _in_words(item, key) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_in_words(item, name) for item in value]
    if isinstance(value, str) and value:
        names: dict[str, Callable[[str], str]] = {"measure": measure_name, "resume_name": resume_name}
        return names.get(name, str)(value)
    return value


def grade_now(built: Services, owner: str, session_id: str) -> bool:
    """Grade a session that waits, as the worker would."""
    return built.evaluator.run(owner, session_id, "recorder")


# From here on only the HTTP API, the pages and the functions above are used.
ALONE = "local"
HEADER = "X-Person"
MODEL = {"OPENAI_BASE_URL": "http://127.0.0.1:9/v1", "OPENAI_MODEL": "atlas-small"}
"""A model that never answers: reading needs none, but what is due and what can be done depends on who interviews."""
_UNSET = ("USER_HEADER", "OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_MODEL", "INTERVIEW_LANGUAGE", "PAPER_SIZE")
_BLOCKS = frozenset(
    {"div", "p", "li", "ul", "ol", "tr", "table", "details", "summary", "section", "h1", "h2", "h3", "h4"}
)
_BLOCKS_AS_WELL = frozenset({"dl", "dt", "dd", "blockquote", "pre", "figure", "header", "br"})
_SPOKEN = ("aria-label", "title", "alt")
_FIGURE = ("type", "name", "x", "y", "text", "customdata", "hovertext", "hovertemplate")
_MADE = re.compile(r"\b[0-9a-f]{32}\b")
_REFERENCE = re.compile(r"Reference: [0-9a-f]{8}")

UNFINISHED = "unfinished-told"
"""An interview of a person alone that is gone on with; its open question asks for a story."""
WAITING = "waiting-practice"
"""A finished practice interview that is graded while it is recorded."""
WITH_FOLDED = ("practice-knowledge", "model-chinese", UNFINISHED)
"""Sessions of whose page what is folded away is recorded too; it is long, and elsewhere the same."""
# What the release before showed in the open; but for the formulas, which are the list behind the first of them.
SEEN_BEFORE = (
    *("More about the whole interview", "整场面试的更多说明"),
    *("How the score comes about", "分数是怎么来的", "What to practise next", "接下来练习什么"),
)

STORY = (
    "Two years ago our bakery ran out of flour because the order went out late. I was asked to stop that from "
    "happening again. I wrote down every delivery of a month, and I compared it with what we had used. Because the "
    "van came on Tuesdays only, I decided to order on Sundays. After that we never ran out again, and we threw away "
    "30 percent less."
)


PEOPLE = {"mira": "mira@example.org"}
"""Who else has data there: names to sign in with, by the folder that what is said to them is recorded in."""
NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
"""The time at which the release before was asked."""


def restored(dump: Path, file: Path) -> str:
    """Make a new SQLite database of a dump's text; its URL."""
    with closing(sqlite3.connect(file)) as db:
        db.executescript(dump.read_text(encoding="utf-8"))
    return f"sqlite:///{file}"


def record(
    database_url: str, tmp_path: Path, redis_url: str, now: datetime = NOW, *, with_pdf: bool = True
) -> dict[str, str]:
    """File name → text. `now` is the time that the app is told; PDF files take most of the time.

    It writes to the database: reports are noted as opened, questions as shown, and at the end sessions are made.
    """
    said: dict[str, str] = {}
    with _app(database_url, tmp_path, redis_url, now) as built:
        alone = _Person(said, "", tmp_path, built, ALONE, {}, with_pdf)
        alone.read()
        alone.pages("practice")
    with _app(database_url, tmp_path, redis_url, now, **MODEL) as built:
        with_model = _Person(said, "with-a-model/", tmp_path, built, ALONE, {})
        with_model.look_ahead()
        with_model.pages("model:")
    with _app(database_url, tmp_path, redis_url, now, USER_HEADER=HEADER):
        for label, name in PEOPLE.items():
            _Person(said, f"{label}/", tmp_path, None, "", {HEADER: name}, with_pdf).read()
    with _app(database_url, tmp_path, redis_url, now) as built:
        _Person(said, "afterwards/", tmp_path, built, ALONE, {}).go_on()
    return said


@contextmanager
def _app(database_url: str, tmp_path: Path, redis_url: str, now: datetime, **environment: str) -> Iterator[Services]:
    """The process's services on this database at this time, as pages and routes find them."""
    values = {
        "DATABASE_URL": database_url,
        "DATA_DIR": str(tmp_path),
        "REDIS_URL": redis_url,
        "RATE_LIMIT_CREATE": "1000/minute",
        "RATE_LIMIT_ANSWER": "1000/second",
        "FOLLOW_UP_TIMEOUT_S": "60",
        "TZ": "UTC",
        **environment,
    }
    kept = {name: value for name, value in os.environ.items() if name not in _UNSET}
    levels = {name: logging.getLogger(name).level for name in ("interview", "streamlit", "weasyprint", "fontTools")}
    with patch.dict(os.environ, {**kept, **values}, clear=True), chdir(tmp_path):
        services.cache_clear()
        for name in levels:
            logging.getLogger(name).setLevel(logging.CRITICAL)
        try:
            with patch.object(composition, CLOCK, lambda: now):
                built = services()
                yield built
                stop_using(built)
        finally:
            services.cache_clear()
            for name, level in levels.items():
                logging.getLogger(name).setLevel(level)


class _Person:
    """One person's look at the app; everything read goes into `said` under `prefix`."""

    def __init__(
        self,
        said: dict[str, str],
        prefix: str,
        tmp_path: Path,
        built: Services | None,
        owner: str,
        headers: Mapping[str, str],
        with_pdf: bool = True,
    ) -> None:
        self._said = said
        self._prefix = prefix
        self._tmp_path = tmp_path
        self._with_pdf = with_pdf
        self._built = built
        self._owner = owner
        self._client = TestClient(api, headers=dict(headers))

    def _get(self, path: str, **query: Any) -> tuple[int, Any]:
        reply = self._client.get(path, params=query)
        return reply.status_code, reply.json()

    def _keep(self, name: str, text: str) -> None:
        lines = [line.rstrip() for line in text.replace("\r\n", "\n").replace("\f", "\n").split("\n")]
        self._said[self._prefix + name] = "\n".join(lines).strip("\n") + "\n"

    def _keep_json(self, name: str, value: Any, depth: int = 1) -> None:
        self._keep(name, _json(value, depth))

    def read(self) -> None:
        """History, every session, comparisons, resumes, what is due, trends."""
        lines = self._history()
        self._keep_json("resumes.json", self._get("/resumes")[1])
        self.look_ahead()
        for number, line in enumerate(lines):
            self._session(line["sessionId"], on_paper=number % 4 == 0, is_printed=number % 8 == 0)
        ready = [line["sessionId"] for line in reversed(lines) if line["evaluateStatus"] == "COMPLETED"]
        pairs = [*zip(ready[::2], ready[1::2], strict=False), *zip(ready[:6], reversed(ready), strict=False)]
        self._keep_json(
            "comparisons.json",
            [self._get("/interview/comparison", first=first, second=second)[1] for first, second in pairs],
            2,
        )
        if self._built is not None:
            self._trends(self._built)

    def look_ahead(self) -> None:
        """What is due now, and when the next point will be."""
        self._keep_json("due.json", self._get("/interview/due")[1], 3)

    def _lines(self) -> list[dict[str, Any]]:
        """All lines of the history, newest first."""
        found: list[dict[str, Any]] = []
        while more := self._get("/interview/sessions", limit=100, offset=len(found))[1]["sessions"]:
            found += more
        return found

    def _history(self) -> list[dict[str, Any]]:
        everything = self._lines()
        total = self._get("/interview/sessions", limit=1)[1]["total"]
        self._keep_json("history.json", {"total": total, "sessions": everything}, 2)
        interviewers = sorted({line["interviewer"] for line in everything})
        days = sorted({line["createdAt"] for line in everything})
        middle = days[len(days) // 2] if days else "2026-11-01T00:00:00Z"
        searches: list[dict[str, str]] = [
            *({"interviewer": name} for name in [*interviewers, "practice interviewer", "model:nobody"]),
            *({"state": state} for state in ("unfinished", "grading", "graded", "failed")),
            *({"text": text} for text in ("pasted", "index", "索引", "story", "100%")),
            {"since": middle},
            {"until": middle},
            {"interviewer": interviewers[0] if interviewers else "", "state": "graded", "since": middle},
        ]
        found = []
        for search in searches:
            status, page = self._get("/interview/sessions", limit=100, **search)
            ids = [line["sessionId"] for line in page.get("sessions", ())]
            found.append({"search": search, "status": status, "total": page.get("total"), "sessions": ids})
        self._keep_json("searches.json", found, 2)
        return everything

    def _session(self, session_id: str, on_paper: bool, is_printed: bool) -> None:
        """One session as it is shown, its report and its files: Markdown, or on paper, of which half is printed."""
        path, place = f"/interview/sessions/{session_id}", f"sessions/{session_id}/"
        shown = self._get(path)[1]
        self._keep_json(f"{place}session.json", shown, 3)
        status, report = self._get(f"{path}/report")
        if status != 200:
            self._keep_json(f"{place}question.json", {"report": report, "now": self._get(f"{path}/question")[1]}, 3)
            self._keep_json(f"{place}session-then.json", self._get(path)[1], 3)
            return
        self._keep_json(f"{place}report.json", report, 5)
        if any(question["reason"] for question in shown["questions"]) and shown["kind"] != "interview":
            self._keep_json(f"{place}two-answers.json", self._get(f"{path}/retake")[1], 4)
        if report["evaluateStatus"] == "COMPLETED":
            self._files(path, place, report)
            if is_printed and self._with_pdf:
                self._paper(path, place)
            if not on_paper or shown["language"] != "en":
                self._keep(f"{place}report.md", self._client.get(f"{path}/export", params={"format": "md"}).text)

    def _files(self, path: str, place: str, report: dict[str, Any]) -> None:
        exported = self._get(f"{path}/export", format="json")[1]
        more = {key: value for key, value in exported.items() if report.get(key, self) != value}
        self._keep_json(f"{place}export.json", {"besides the report": more}, 2)

    def _paper(self, path: str, place: str) -> None:
        """The words of the PDF as they lie on its pages."""
        reply = self._client.get(f"{path}/export", params={"format": "pdf"})
        file = self._tmp_path / "report.pdf"
        file.write_bytes(reply.content)
        laid_out = re.sub(r"(?<=\S) {3,}", "   ", _words_of_pdf(file, "-layout"))
        named = f"{reply.headers['content-disposition']}\nIn reading order:\n\n"
        self._keep(f"{place}report.pdf.txt", named + laid_out)

    def _trends(self, built: Services) -> None:
        choices = choices_of(built, self._owner)
        self._keep_json("trends/choices.json", choices, 2)
        self._keep_json("trends/all.json", trends_of(built, self._owner), 2)
        for kind, name in (
            ("measures", "measure"),
            ("roles", "role"),
            ("resumes", "resume"),
            ("categories", "category"),
        ):
            found = {value: _brief(trends_of(built, self._owner, **{name: value})) for value in choices[kind][:8]}
            self._keep_json(f"trends/by-{name}.json", found, 3)

    def pages(self, interviewer: str) -> None:
        """What the pages show; reports of interviews that this interviewer held."""
        lines = self._lines()
        for line in lines:
            if line["interviewer"].startswith(interviewer):
                session_id = line["sessionId"]
                self._page(f"sessions/{session_id}/page.txt", "report", session=session_id)
                if line["completedAt"] is None:
                    self._page(f"sessions/{session_id}/answer.txt", "answer", session=session_id)
        self._page("pages/start.txt", "start")
        if interviewer != "practice":
            return
        # As many lines on a page as there were when this was recorded first.
        usual, history_lines.PAGE_SIZE = history_lines.PAGE_SIZE, 25
        for number in range(1, 2 + len(lines) // 25):
            self._page(f"pages/history-{number}.txt", "history", page=str(number))
        history_lines.PAGE_SIZE = usual
        assert self._built is not None
        choices = choices_of(self._built, self._owner)
        self._page("pages/trends.txt", "progress")
        for number, measure in enumerate(choices["measures"][:5]):
            self._page(f"pages/trends-measure-{number}.txt", "progress", measure=measure)
        for number, category in enumerate(choices["categories"][:3]):
            self._page(f"pages/trends-category-{number}.txt", "progress", category=category)
        ready = [line["sessionId"] for line in lines if line["evaluateStatus"] == "COMPLETED"]
        for number, (first, second) in enumerate(list(pairwise(ready))[::4][:6]):
            self._page(f"pages/compare-{number}.txt", "compare", first=first, second=second)

    def _page(self, name: str, file: str, **query: str) -> None:
        opened = AppTest.from_file(str(PAGES / f"{file}.py"), default_timeout=60)
        for key, value in query.items():
            opened.query_params[key] = value
        if file == "report":
            for box in (f"sharing-{query['session']}", *(f"open-question-{query['session']}-{i}" for i in range(40))):
                opened.session_state[box] = True
        if file == "progress":
            for box in ("parts", "categories", "lines", "missed", "guesses", "times", "weeks", "numbers"):
                opened.session_state[f"over-time-{box}"] = True
        opened.run()
        assert not opened.exception, f"{name}: {opened.exception}"
        self._keep(name, "\n".join(_shown(opened._tree, query.get("session") in WITH_FOLDED)))

    def go_on(self) -> None:
        """What is made of the old rows next: an interview gone on with, one graded, and questions asked again."""
        assert self._built is not None
        path = f"/interview/sessions/{UNFINISHED}"
        asked = self._get(f"{path}/question")[1]["question"]
        body = {"questionIndex": asked["questionIndex"], "answer": STORY}
        self._keep_json("answered.json", self._client.post(f"{path}/answers", json=body).json(), 3)
        self._keep_json("ended.json", self._client.post(f"{path}/complete").json(), 3)
        for session_id in (UNFINISHED, WAITING):
            assert grade_now(self._built, self._owner, session_id), session_id
            self._keep_json(f"graded-{session_id}.json", self._get(f"/interview/sessions/{session_id}/report")[1], 5)
        self._page(f"graded-{UNFINISHED}.txt", "report", session=UNFINISHED)
        self._made("due-session.json", "/interview/due")
        lines = self._lines()
        ready = [
            line["sessionId"] for line in lines if line["evaluateStatus"] == "COMPLETED" and line["kind"] == "interview"
        ]
        for session_id in ready[::5]:
            self._made(f"retake-of-{session_id}.json", f"/interview/sessions/{session_id}/retake", questionIndex=0)
            self._made(f"practice-of-{session_id}.json", f"/interview/sessions/{session_id}/practice")

    def _made(self, name: str, path: str, **body: Any) -> None:
        """A session that is made now, without its random id."""
        reply = self._client.post(path, json=body or None)
        made = _MADE.sub("NEW", _json({"status": reply.status_code, "made": reply.json()}, 4))
        self._keep(name, made)


def _brief(found: dict[str, Any]) -> dict[str, Any]:
    """Trends of one filter without what those of all interviews tell already."""
    points = [f"{point['session_id']} {point['overall']:g} {point['measure']}" for point in found["points"]]
    return {**{key: value for key, value in found.items() if key not in ("points", "lines", "times")}, "points": points}


def _json(value: Any, depth: int) -> str:
    """JSON with one line per value down to `depth`, and whole values on one line below."""
    return _laid_out(json.loads(json.dumps(value, default=str)), depth, "")


def _laid_out(value: Any, depth: int, indent: str) -> str:
    inner = indent + " "
    if depth > 0 and isinstance(value, dict) and value:
        rows = [
            f"{inner}{json.dumps(k, ensure_ascii=False)}: {_laid_out(v, depth - 1, inner)}" for k, v in value.items()
        ]
        return "{\n" + ",\n".join(rows) + f"\n{indent}}}"
    if depth > 0 and isinstance(value, list) and value:
        return "[\n" + ",\n".join(inner + _laid_out(each, depth - 1, inner) for each in value) + f"\n{indent}]"
    return json.dumps(value, ensure_ascii=False)


def _words_of_pdf(file: Path, *options: str) -> str:
    """The words of a PDF file as pdftotext finds them."""
    done = subprocess.run(["pdftotext", *options, str(file), "-"], capture_output=True, check=True)
    return done.stdout.decode()


def _shown(block: Any, with_folded: bool) -> Iterator[str]:
    """What a page shows, a line or more per element, in its order; what is folded away only where wanted."""
    for child in block.children.values():
        if hasattr(child, "children"):
            label = _label_of_block(child)
            if label:
                yield f"[{label}]"
            yield from _shown(child, with_folded)
        elif child.type == "html":
            yield from _html(child, with_folded)
        else:
            yield from _element(child)


def _label_of_block(block: Any) -> str:
    return str(getattr(getattr(block, "proto", None), "label", ""))


def _element(element: Any) -> Iterator[str]:
    kind, proto = element.type, element.proto
    special = _SPECIAL.get(kind)
    if special is not None:
        yield from special(element)
        return
    parts = [
        str(getattr(proto, name)) for name in ("label", "body", "text", "help", "placeholder") if _has(proto, name)
    ]
    options = [str(option) for option in getattr(proto, "options", ()) if isinstance(option, str)]
    default = (
        getattr(element, "value", None) if kind in ("selectbox", "number_input", "multiselect", "text_area") else None
    )
    default = _shown_value(str(getattr(proto, "label", "")), default)
    parts += [f"({', '.join(options)})"] * bool(options) + [f"= {default}"] * (default is not None)
    said = " | ".join(part for part in parts if part)
    if said:
        yield f"{kind}: {said}"


def _shown_value(label: str, value: Any) -> Any:
    """What a choice shows: interviewers and scales are codes now, and nothing chosen is None."""
    if label == "Interviewer":
        return value or ""
    return measure_name(value) if label == "Interviewer and scoring rules" and value else value


def _has(proto: Any, name: str) -> bool:
    return isinstance(getattr(proto, name, None), str)


def _html(element: Any, with_folded: bool) -> Iterator[str]:
    body = element.proto.body
    if body.strip():
        yield from (line for line in _lines_of(html.fromstring(f"<div>{body}</div>"), with_folded) if line)


def _lines_of(node: Any, with_folded: bool) -> list[str]:
    """The words of an HTML element; a line per block, «marked» words, and what is only spoken in parentheses."""
    lines = [""]

    def add(text: str | None) -> None:
        lines[-1] += re.sub(r"\s+", " ", text or "")

    def walk(each: Any) -> None:
        if not isinstance(each.tag, str) or each.tag in ("style", "script"):
            return
        if each.tag == "details" and not with_folded:
            title = each.findtext("summary")
            for folded in list(each):
                is_formula = folded.tag == "ul" and title in SEEN_BEFORE[:2]
                if folded.tag != "summary" and (is_formula or title not in SEEN_BEFORE):
                    each.remove(folded)
        is_block = each.tag in _BLOCKS or each.tag in _BLOCKS_AS_WELL
        if is_block and lines[-1].strip():
            lines.append("")
        spoken = [each.get(name) for name in _SPOKEN if each.get(name)]
        add("".join(f"({text}) " for text in spoken))
        add("«" * (each.tag == "mark"))
        add(each.text)
        for child in each:
            walk(child)
            add(child.tail)
        add("»" * (each.tag == "mark"))
        if is_block and lines[-1].strip():
            lines.append("")
        elif each.tag in ("span", "td", "th", "b"):
            add(" ")

    walk(node)
    return [" ".join(line.split()) for line in lines]


def _figure(element: Any) -> Iterator[str]:
    """A chart: its alternative text, and per trace what is drawn."""
    proto = element.proto
    if getattr(proto, "alt", ""):
        yield f"chart: {proto.alt}"
    for trace in json.loads(proto.spec or "{}").get("data", ()):
        drawn = {name: trace[name] for name in _FIGURE if name in trace}
        yield f"trace: {json.dumps(drawn, ensure_ascii=False)}"


def _table(element: Any) -> Iterator[str]:
    yield from str(element.value.to_csv(index=False)).splitlines()


_SPECIAL: Mapping[str, Callable[[Any], Iterator[str]]] = {
    "plotly_chart": _figure,
    "arrow_data_frame": _table,
    "arrow_table": _table,
    "dataframe": _table,
    "table": _table,
}
