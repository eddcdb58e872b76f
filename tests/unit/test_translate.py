"""A report speaks the language of its interview: every sentence of the code has its words there, and only those."""

from __future__ import annotations

import ast
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pikepdf
import pypdfium2
import pytest
import yaml
from jinja2 import Environment, nodes

from interview.core.evidence import Remark, RemarkKind
from interview.core.flags import Flag
from interview.core.grading import Verdict
from interview.core.practice_again import TwoAnswers, two_answers
from interview.core.question import Difficulty
from interview.core.report import Report
from interview.core.rubric import RUBRIC
from interview.documents import exports
from interview.documents import report_view as sheet
from interview.i18n.translate import FOLDER, words
from interview.model import failures as model_failures
from interview.model import interviewer as model
from interview.model import reply_checks as model_checks
from interview.practice import interviewer as practice
from interview.scorer import calibration, encoder, grader
from interview.scorer import off_topic as belonging
from interview.use_cases.grading import batches as batch_grading
from interview.use_cases.grading import run as grading_run
from tests.builders import RESUME
from tests.report_builders import failed, graded, report, session, turn

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = sorted(file.stem for file in FOLDER.glob("*.yaml"))
MONTHS = [datetime(2026, month, 1, tzinfo=UTC) for month in range(1, 13)]


def said_in_code() -> Iterator[str]:
    """The first argument of every call of `say`, in modules, pages and templates."""
    for file in [*(ROOT / "interview").rglob("*.py"), *(ROOT / "pages").glob("*.py")]:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "say" and node.args:
                yield from _constants(node.args[0])
    for file in (ROOT / "interview" / "documents" / "templates").glob("*.html"):
        for call in Environment(autoescape=True).parse(file.read_text(encoding="utf-8")).find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name == "say" and isinstance(call.args[0], nodes.Const):
                yield call.args[0].value


def _constants(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.IfExp):
        yield from (*_constants(node.body), *_constants(node.orelse))
    elif isinstance(node, ast.Constant):
        yield str(node.value)


def named_elsewhere() -> set[str]:
    """What `say` is given by name: the rubric, the kinds of things, fixed sentences."""
    dimensions = {d.name for d in RUBRIC.dimensions}
    return {
        *(text for band in RUBRIC.bands for text in (band.name, band.meaning)),
        *dimensions,
        *map(str.capitalize, dimensions),
        *(text for verdict in Verdict for text in (verdict.value, verdict.value.capitalize())),
        *(kind.value.capitalize() for kind in RemarkKind),
        *(difficulty.value for difficulty in Difficulty),
        *practice.CATEGORIES.values(),
        *model_checks._CATEGORIES.values(),
        *(f"{month:{form}}" for month in MONTHS for form in ("%b", "%B")),
        *(sheet.PRACTICE_NOTE, sheet.NOBODY, sheet.NO_SUMMARY, sheet.NOTHING_GRADED),
        *("{day} {month} {year}", "{day} {month}", "{day} {month} {year}, {time} ({zone})", "{day}, {time}", ", "),
    }


def places(text: str) -> list[str]:
    return sorted(re.findall(r"\{[^}]*\}", text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_of_a_report_has_its_words_and_there_are_no_others(language: str) -> None:
    labels = set(yaml.safe_load((FOLDER / f"{language}.yaml").read_text(encoding="utf-8"))["labels"])
    needed = {*said_in_code(), *named_elsewhere()}
    assert needed - labels == set()
    assert labels - needed == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_values_stand_in_both_languages(language: str) -> None:
    found = yaml.safe_load((FOLDER / f"{language}.yaml").read_text(encoding="utf-8"))
    for english, said in [*found["labels"].items(), *found["sentences"].items()]:
        assert places(said) == places(english), english
        assert said.strip() or not english.strip()


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_code_writes_into_a_grade_is_said_in_the_language(language: str) -> None:
    say = words(language)
    one = turn(0)
    many = replace(graded(one), opinions=(10.0, 30.5, 60.0), dropped_quotes=2)
    written = {
        *(meaning.message for meaning in model_failures.MEANINGS.values()),
        *ends_of_grading(),
        batch_grading.LEFT_OUT,
        batch_grading.BUDGET_USED,
        grader.NO_KEY_POINTS,
        grader.NOT_ENGLISH,
        *(flag.value[:1].upper() + flag.value[1:] for flag in Flag),
        "Only the first 1,234 words were graded",
        *many.notes,
        *(
            remark.text
            for verdict in (Verdict.COVERED, Verdict.TOUCHED, Verdict.CONTRADICTED)
            for remark in told(verdict)
        ),
        *cautions(),
    }
    for guess in (0, 100):
        written.add(report(session([one], predicted_score=guess)).prediction_note)
    level = report(
        session([one]),
        [replace(graded(one), scores=replace(graded(one).scores, accuracy=10, completeness=10, clarity=10))],
    )  # type: ignore[type-var]
    written.add(replace(level, session=replace(level.session, predicted_score=30)).prediction_note)
    long = session([one], interviewer="model:m", resume_text=RESUME * 5_000)
    written |= set(report(long).notes)
    assert {text for text in written if say.said(text) == text} == set()


def ends_of_grading() -> set[str]:
    """Why a grading ended or gave no grade, as the code that ends it says."""
    files = [module.__file__ for module in (grading_run, model, belonging, calibration, encoder)]
    source = "\n".join(Path(file).read_text(encoding="utf-8") for file in files)
    said = re.findall(r'"((?:Grading|The practice grader|This question has)[^"]*\.(?: \{_SAFE\})?)"', source)
    assert len(said) >= 6
    return {text.replace("{_SAFE}", grading_run._SAFE) for text in said}


def told(verdict: Verdict) -> tuple[Remark, ...]:
    return graded(turn(0), [verdict] * 3).remarks


def cautions() -> set[str]:
    one = turn(0)
    others = [graded(one, by="model:m"), graded(one, rubric="1"), failed(one)]
    return {two_answers(one, other, one, graded(one)).caution for other in others}


def test_what_people_write_is_never_translated() -> None:
    say = words("zh")
    assert [say.said(text) for text in ("Model trains", "I know SQL", "")] == ["Model trains", "I know SQL", ""]
    assert say.said("You make this point: Model trains") == "你讲到了这个要点：Model trains"


def test_a_language_without_words_is_english() -> None:
    assert words("de") is words("en")
    assert words("../../secret") is words("en")


def test_dates_are_those_of_the_language() -> None:
    at, zone = datetime(2026, 11, 24, 12, 0, tzinfo=UTC), ZoneInfo("Asia/Shanghai")
    assert words("en").moment(at, zone) == "24 November 2026, 20:00 (UTC+08:00)"
    assert words("zh").moment(at, zone) == "2026年11月24日 20:00（UTC+08:00）"
    assert (words("en").day(at, UTC), words("zh").day(at, UTC)) == ("24 Nov 2026", "2026年11月24日")
    assert (words("en").when(at, UTC), words("zh").when(at, UTC)) == ("24 Nov 2026, 12:00", "2026年11月24日 12:00")


def chinese() -> tuple[Report, dict[object, TwoAnswers]]:
    """A report with every outcome, whose names and texts have no Latin letter."""
    question = replace(
        turn(0).question,
        text="怎样？",
        category="数据库",
        key_points=("一", "二", "三"),
        reference_answer="这样。",
        asked_by="model:模",
    )
    texts = ["我先看执行计划。", "然后看行数。", "不知道", "一些话", None]
    turns = [turn(min(n, 3) if n != 1 else 0, text, int(n == 1), question) for n, text in enumerate(texts)]
    turns[4] = replace(turns[4], position=replace(turns[4].position, main=4))
    turns[2] = replace(turns[2], question=replace(question, category="Working with others"))
    grades = [
        replace(
            graded(
                turns[0],
                quotes=("先看执行计划", "执行计划", ""),
                by="model:模",
                feedback="很好。",
                flags=tuple(Flag),
            ),
            opinions=(10.0, 60.0, 61.0),
            dropped_quotes=1,
        ),
        graded(turns[1], quotes=("看行数", "", ""), by="model:模", feedback=""),
        graded(turns[2]),
        failed(turns[3], batch_grading.LEFT_OUT),
        graded(turns[4]),
    ]
    made = session(
        turns,
        language="zh",
        resume_name="简历",
        id="0",
        predicted_score=50,
        interviewer="model:模",
        resume_text=RESUME * 5_000,
    )
    again = two_answers(
        turns[0],
        graded(turns[0], [Verdict.MISSED, *[Verdict.COVERED] * 2], quotes=("", "", ""), by="model:模"),
        turns[0],
        grades[0],
    )
    return report(made, grades, None), {turns[0].position: again}


def test_a_chinese_report_has_no_english_label_in_it() -> None:
    made, again = chinese()
    before = replace(made, session=replace(made.session, id="1", created_at=made.session.created_at.replace(day=1)))
    for format in ("md", "pdf"):
        content, _ = exports.render(format, made, [before], again)  # type: ignore[arg-type]
        text = content.decode() if format == "md" else printed(content)
        left = set(re.findall(r"[A-Za-z]{2,}", text)) - {"UTC", "Mock", "Interview"}
        assert left == set(), format


def printed(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    told = drawings_of(content)
    return "\n".join([*(page.get_textpage().get_text_bounded() for page in document), *told])


def drawings_of(content: bytes) -> list[str]:
    """What the drawings say to somebody who does not see them."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return [str(item.Alt) for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/Alt" in item]
