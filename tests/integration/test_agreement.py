"""One interview, read where its numbers stand: report page, PDF, Markdown, JSON and trends say the same."""

from __future__ import annotations

import asyncio
import json
import re
import subprocess
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Literal

import jsonschema  # type: ignore[import-untyped]  # its stubs are a package of their own, which is not installed
import pypdfium2
import pytest
from lxml import html

from interview.core.accounts import ALONE
from interview.core.grading import Grade, Scores
from interview.core.report import Report
from interview.documents.pdf import Paper
from interview.i18n.translate import ENGLISH
from interview.services import Services, services
from interview.web.routes.reports import export_report
from tests.app_test import AppTest
from tests.report_builders import GOOD, failed, graded, report, session, turn
from tests.servers import ROOT
from tests.unit.test_analytics import keep

pytestmark = pytest.mark.sqlite_first

NUMBER = r"\d+(?:\.\d+)?"
Parts = tuple[float, float, float]


@dataclass(frozen=True)
class Said:
    """The numbers that one place shows; `answers` are accuracy, completeness and clarity in the order asked."""

    overall: float
    dimensions: Parts
    categories: dict[str, float]
    answers: tuple[Parts, ...] = ()
    scores: tuple[float, ...] = ()
    coverage: tuple[int, int, int, int] = (0, 0, 0, 0)


def three(values: Iterable[float]) -> Parts:
    accuracy, completeness, clarity = values
    return accuracy, completeness, clarity


def awkward() -> Report:
    """Means that end in a five or never, a follow-up that weighs half, nothing said, nothing judged, an early end."""
    databases, python = GOOD, replace(GOOD, category="Python")
    turns = [
        turn(0, question=databases),
        turn(0, "Then I look at the rows.", 1, databases),
        turn(1, question=python),
        turn(2, "I don't know", question=python),
        turn(3, "Some words.", question=python),
        turn(4, None, question=databases),
    ]
    points = [Scores(26.7, 14.9, 11.3), Scores(0.1, 29.9, 22.5), Scores(33.3, 7.7, 0.05)]
    grades: list[Grade] = [
        replace(graded(each, quotes=("", "", "")), scores=scores)
        for each, scores in zip(turns[:3], points, strict=True)
    ]
    grades += [graded(turns[3]), failed(turns[4]), graded(turns[5])]
    return report(session(turns, id="agreement"), grades)


@pytest.fixture
def kept(process_services: Callable[[], Services]) -> Report:
    made = keep(process_services(), awkward())
    return services().evaluator.report(ALONE, made.session.id)


def exported(kept: Report, kind: Literal["pdf", "md", "json"], paper: Paper | None = None) -> bytes:
    async def download() -> bytes:
        return bytes((await export_report(kept.session.id, services(), ALONE, ENGLISH, kind, paper)).body)

    # A browser of other tests may keep an event loop in this thread.
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(lambda: asyncio.run(download())).result()


def of_json(kept: Report) -> Said:
    body = json.loads(exported(kept, "json"))
    names = ("accuracy", "completeness", "clarity")
    asked = [question for question in body["questions"] if question["outcome"] == "graded"]
    coverage = body["coverage"]
    return Said(
        body["overallScore"],
        tuple(body["dimensionScores"][name] for name in names),
        body["categoryScores"],
        tuple(tuple(question[name] for name in names) for question in asked),
        tuple(question["score"] for question in asked),
        (coverage["graded"], coverage["unanswered"], coverage["ungraded"], coverage["total"]),
    )


def of_page(kept: Report) -> Said:
    shown = AppTest.from_file(str(ROOT / "pages" / "report.py"), default_timeout=30)
    shown.query_params["session"] = kept.session.id
    for each in kept.session.turns:
        # A closed box draws nothing.
        shown.session_state[f"open-question-{kept.session.id}-{each.position.main}"] = True
    shown.run()
    assert not shown.exception
    parts = [html.fromstring(f"<div>{part.proto.body}</div>") for part in shown.get("html")]
    head = parts[0]
    behind = next(place for place, part in enumerate(parts) if "Agreement" in dict(bars(part)))
    totals = dict(bars(parts[behind]))
    dimensions = ("Agreement", "Completeness", "Clarity")
    shown_rows = [row for part in parts[behind + 1 :] for row in bars(part)]
    starts = [at for at, (label, _) in enumerate(shown_rows) if label == "Score"]
    answers = [dict(shown_rows[at : at + 4]) for at in starts]
    return Said(
        float(text_at(head, './/div[@class="mi-score"]/strong')),
        three(totals[name] for name in dimensions),
        {name: value for name, value in totals.items() if name not in dimensions},
        tuple(three(found[name] for name in dimensions) for found in answers),
        tuple(found["Score"] for found in answers),
        coverage(text_at(head, './/div[@class="mi-score"]//small')),
    )


def text_at(part: html.HtmlElement, path: str) -> str:
    """The text of the first element there."""
    found = part.xpath(path)[0].text
    assert isinstance(found, str), path
    return found


def bars(part: html.HtmlElement) -> list[tuple[str, float]]:
    """The bars of an element with their numbers, in the order they stand; an answer's begin with its score."""
    found = []
    for bar in part.xpath('.//div[@class="mi-bar"]'):
        label, number = (span.text for span in bar.xpath("./span"))
        found.append((label, float(number.split(" of ")[0])))
    return found


def coverage(text: str) -> tuple[int, int, int, int]:
    """Graded, unanswered, not graded and all answers, as one sentence says it."""
    first, *rest = " ".join(text.split()).split("; ")
    graded, total = map(int, re.findall(r"\d+", first))
    numbers = [(int(part.split()[0]), part.endswith("counted as 0")) for part in rest]
    unanswered = sum(number for number, counts_0 in numbers if counts_0)
    return graded, unanswered, sum(number for number, counts_0 in numbers if not counts_0), total


def of_pdf(kept: Report) -> Said:
    content = exported(kept, "pdf")
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=content, capture_output=True, check=True)
    cover, _, rest = done.stdout.decode().partition("At a glance")
    questions, _, computed = rest.partition("Question by question")[2].partition("How the score comes about")
    return Said(
        float(re.search(rf"({NUMBER})\s+of 100: ", cover)[1]),  # type: ignore[index]
        of_lines(cover)[0],
        {name: float(value) for name, value in re.findall(rf"^ *(\w+) +({NUMBER}) of 100$", computed, re.MULTILINE)},
        tuple(of_lines(questions)),
        tuple(float(value) for value in re.findall(rf"^[ \f]*({NUMBER})(?: +Agreement.*)?$", questions, re.MULTILINE)),
        coverage(re.search(r"\d+ of \d+ answers graded.*?(?=\n\n)", cover, re.DOTALL)[0]),  # type: ignore[index]
    )


def of_lines(text: str) -> list[Parts]:
    """The dimensions as they stand below each other, as often as they do."""
    found = [
        [float(value) for value in re.findall(rf"{name} +({NUMBER}) of", text)]
        for name in ("Agreement", "Completeness", "Clarity")
    ]
    return list(zip(*found, strict=True))


def of_markdown(kept: Report) -> Said:
    text = exported(kept, "md").decode().replace("\\", "")
    head, _, questions = text.partition("## Question by question")
    rows = dict(re.findall(rf"^\| (\w+) \| ({NUMBER}) of", head, re.MULTILINE))
    parts = rf"agreement ({NUMBER}) of 40, completeness ({NUMBER}) of 30, clarity ({NUMBER}) of 30"
    scores = re.findall(rf"Score: ({NUMBER}) of 100, [\w ]+\*\* \({parts}\)", questions)
    dimensions = ("Agreement", "Completeness", "Clarity")
    return Said(
        float(re.search(rf"({NUMBER}) of 100: ", head)[1]),  # type: ignore[index]
        three(float(rows.pop(name)) for name in dimensions),
        {name: float(value) for name, value in rows.items()},
        tuple(three(map(float, found[1:])) for found in scores),
        tuple(float(found[0]) for found in scores),
        coverage(re.search(r"\d+ of \d+ answers graded.*(?= \|)", head)[0]),  # type: ignore[index]
    )


def test_page_pdf_markdown_json_and_trends_show_the_same_numbers(kept: Report) -> None:
    expected = of_json(kept)
    # By hand: main questions weigh 1, the follow-up half; four of six have a score and one more is 0 by rule.
    assert expected.overall == round((52.9 + 0.5 * 52.5 + 41.1 + 0 + 0) / 4.5)
    assert (expected.coverage, len(expected.answers)) == ((3, 2, 1, 6), 3)
    assert of_page(kept) == expected
    assert of_pdf(kept) == expected
    assert of_markdown(kept) == expected
    trends = services().analytics.look(ALONE)
    (point,) = trends.points
    assert point.overall == expected.overall
    assert (point.accuracy, point.completeness, point.clarity) == expected.dimensions
    assert {each.category: each.latest for each in trends.strengths} == expected.categories
    assert (point.scored, point.total) == (5, 6)


def test_an_exported_report_fits_its_documented_schema(kept: Report) -> None:
    schema = json.loads((ROOT / "docs" / "report-schema.json").read_text(encoding="utf-8"))
    body = json.loads(exported(kept, "json"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(body, schema)
    for spoiled in ({**body, "overallScore": "many"}, {**body, "extra": 1}, {**body, "schemaVersion": "9"}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(spoiled, schema)


def test_the_paper_of_a_download_is_the_one_asked_for_or_that_of_the_settings(
    kept: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    def width(paper: Paper | None) -> int:
        return round(pypdfium2.PdfDocument(exported(kept, "pdf", paper))[0].get_width())

    assert (width("Letter"), width("A4"), width(None)) == (612, 595, 595)
    monkeypatch.setenv("PAPER_SIZE", "Letter")
    services().store.engine.dispose()
    services.cache_clear()
    assert (width(None), width("A4")) == (612, 595)
