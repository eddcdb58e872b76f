"""A report speaks the language of its interview: every sentence of the code has its words there, and only those."""

from __future__ import annotations

import ast
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pikepdf
import pypdfium2
import pytest
import yaml
from jinja2 import Environment, nodes

from interview.core import flags
from interview.core.coaching import ASKS_TO_MARK
from interview.core.evidence import RemarkKind
from interview.core.grading import Provenance, Verdict, ungraded
from interview.core.identity import PRACTICE, model_interviewer
from interview.core.key_point import StoryPart, statements, story
from interview.core.practice_again import TwoAnswers, two_answers
from interview.core.question import Difficulty, OwnCategory
from interview.core.report import Report
from interview.documents import exports, report_view, who_graded
from interview.i18n.names import point_text
from interview.i18n.translate import FOLDER, sentences, words
from interview.messages import Message, written
from interview.question_bank.bank import load_bank
from interview.use_cases.grading import batches
from tests.builders import RESUME
from tests.report_builders import graded, report, session, turn

pytestmark = pytest.mark.sqlite_first

ROOT = Path(__file__).resolve().parents[2]
OTHERS = sorted(file.stem for file in FOLDER.glob("*.yaml") if file.stem != "en")
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
    """Labels that `say` is given by name: the kinds of things, months, fixed sentences."""
    return {
        *(kind.value.capitalize() for kind in RemarkKind),
        *(difficulty.value for difficulty in Difficulty),
        *OwnCategory,
        *(topic.name for topic in load_bank().topics),
        *(f"{month:{form}}" for month in MONTHS for form in ("%b", "%B")),
        *(who_graded.NOTHING_COULD_BE, who_graded.NOTHING_HAD_TO_BE, report_view.NOTHING_GRADED),
        *(
            "{day} {month} {year}",
            "{day} {month}",
            "{day} {month} {year}, {time} ({zone})",
            "{day}, {time}",
            ", ",
            "; ",
            "{items} and {last}",
            "{items} or {last}",
        ),
    }


def places(text: str) -> list[str]:
    """The values in a sentence; a choice between two forms of a word, which not every language has, says none."""
    return sorted(place for place in re.findall(r"\{[^}]*\}", text) if "|" not in place)


def catalogue(language: str) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = yaml.load(
        (FOLDER / f"{language}.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
    )
    return found


@pytest.mark.parametrize("language", OTHERS)
def test_every_label_of_a_report_has_its_words_and_there_are_no_others(language: str) -> None:
    labels = set(catalogue(language)["labels"])
    needed = {*said_in_code(), *named_elsewhere()}
    assert needed - labels == set()
    assert labels - needed == set()


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_says_the_same_codes_with_the_same_values(language: str) -> None:
    english, other = catalogue("en")["messages"], catalogue(language)
    assert set(other["messages"]) == set(english)
    for said, known in [*((other["messages"][code], text) for code, text in english.items())]:
        assert places(said) == places(known), known
        assert said.strip()
    for label, said in other["labels"].items():
        assert places(said) == places(label), label
        assert said.strip() or not label.strip()


COUNTED = "point|question|answer|verdict|interview|second|minute|day|character|follow-up"
MANY = re.compile(rf"\b1 (?:[a-z]+ )?({COUNTED})s\b")


def test_no_sentence_says_1_of_what_is_called_by_more_than_one() -> None:
    """Where a sentence says a number itself it has two forms of the word, or there is a sentence of its own for one."""
    say, messages = words("en"), catalogue("en")["messages"]
    assert say("{points} {points:point|points} too high", points=1) == "1 point too high"
    assert say("{change:+d} {change:point|points}: {parts}", change=-1, parts="") == "-1 point: "
    said = Message.of("guess.higher", expected=60, points=1)
    assert say.message(said) == "You expected 60; the result is 1 point higher."
    for code in ("grade.settled", "summary.recognised", "summary.opposite", "guess.lower", "guess.higher_before"):
        names = {name.split(":")[0] for name in re.findall(r"\{([^}]*)\}", messages[code])}
        assert not MANY.search(say.message(Message.of(code, **dict.fromkeys(names, 1)))), code


CODE = re.compile(r"[a-z]+(?:\.[a-z_]+)+")


@cache
def sources() -> tuple[ast.AST, ...]:
    files = [*(ROOT / "interview").rglob("*.py"), *(ROOT / "pages").glob("*.py")]
    read = (file.read_text(encoding="utf-8") for file in files if "versions" not in file.parts)
    return tuple(node for text in read for node in ast.walk(ast.parse(text)))


def made_in_code() -> Iterator[tuple[str, set[str]]]:
    """Every code that is given to Message.of as it stands, with the names of its values."""
    for node in sources():
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Message.of":
            for code in _constants(node.args[0]):
                yield code, {keyword.arg or "" for keyword in node.keywords}


def test_every_message_made_in_code_has_words_with_its_values() -> None:
    english = catalogue("en")["messages"]
    made = list(made_in_code())
    assert len(made) > 100
    for code, values in made:
        assert {place[1:-1].partition(":")[0] for place in places(english[code])} <= values, code


def follow_up_codes() -> Iterator[ast.expr]:
    """What the practice interviewer's own questions are made of."""
    for node in sources():
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "_asked":
            yield node.args[0]


SAID_BEFORE = {
    *("flag.may_contradict", "flag.asides", "list.and_more"),
    *("feedback.cannot_tell", "feedback.cannot_tell_part", "feedback.strongest_of"),
    *("feedback.off_topic", "feedback.says_nothing", "feedback.link_points"),
    *ASKS_TO_MARK,
    *(f"feedback.{verdict}" for verdict in ("covered", "touched", "contradicted", "missed", "unsure")),
    *("summary.rests_on", "summary.rests_on_one", "summary.unanswered", "summary.unanswered_one"),
    *("summary.praise_accuracy", "summary.praise_completeness", "summary.praise_clarity"),
    *("summary.advice_accuracy", "summary.advice_clarity", "summary.reached", "summary.open"),
    *("summary.went_best", "summary.most_left", "summary.write_something"),
    *(f"band.{band}.meaning" for band in ("starting_out", "developing", "solid", "strong")),
    *(f"reason.{why}" for why in ("left_out", "open", "touched", "not_right_yet", "in_use")),
    *("reason.think.seen", "reason.think.which", "reason.easier_unknown", "reason.untold.easier", "reason.probe.tool"),
    *("reason.field", "reason.field_quoted", "reason.field_of_job", "reason.field_of_job_quoted"),
}
"""Said only in grades, summaries and questions that an older release made."""


def test_there_are_no_words_for_codes_that_nothing_makes() -> None:
    exact = {node.value for node in sources() if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    made = [node.args[0] for node in sources() if isinstance(node, ast.Call) and ast.unparse(node.func) == "Message.of"]
    patterns = [
        re.compile("".join(re.escape(str(v.value)) if isinstance(v, ast.Constant) else "[a-z_]+" for v in code.values))
        for code in [*made, *follow_up_codes()]
        if isinstance(code, ast.JoinedStr)
    ]
    unused = {
        code
        for code in (
            re.sub(r"(?:\.inside)?(?:\.imagined|\.own_work)?(?:\.mentor|\.operator)?$", "", name)
            for name in catalogue("en")["messages"]
        )
        if code not in exact and not any(pattern.fullmatch(code) for pattern in patterns)
    }
    assert unused == SAID_BEFORE


def test_what_people_write_is_never_translated() -> None:
    say = words("zh")
    assert say.messages([written("Model trains"), written("I know SQL")]) == "Model trains I know SQL"
    assert say.message(Message.of("remark.covered", point="Model trains")) == "已识别：Model trains"


def test_a_message_inside_a_message_is_said_in_the_same_language() -> None:
    whole = Message.of("remark.covered", point=story(StoryPart.RESULT).said)
    assert words("zh").message(whole).endswith(words("zh").message(Message.of("story.result.inside")))
    listed = Message.of("feedback.missed", points=("one", Message.of("story.task")))
    assert words("en").message(listed) == (
        "Not recognised: one; what you were asked to do or were responsible for. "
        "If you said it in other words, say so beside the point."
    )


@pytest.mark.parametrize(("language", "somebody"), [("en", "whoever runs"), ("zh", "运行本应用的人")])
def test_whoever_runs_the_app_is_not_told_to_ask_whoever_runs_it(language: str, somebody: str) -> None:
    say = words(language)
    codes = [code for code in catalogue(language)["messages"] if re.fullmatch(r"error\.model_[a-z_]+", code)]
    asks = [code for code in codes if somebody in say.message(Message.of(code))]
    assert len(asks) > 5
    for code in codes:
        told = say.to_operators(Message.of(code))
        assert somebody not in told
        has_own = f"{code}.operator" in catalogue(language)["messages"]
        assert (told != say.message(Message.of(code))) == has_own
        whole = say.to_operators(Message.of("check.not_seen.speed", problem=Message.of(code)))
        assert whole.endswith(told)
    listed = Message.of("check.takes", options=("one", Message.of("error.model_key")))
    assert somebody not in say.to_operators(listed)


@pytest.mark.parametrize("part", StoryPart)
@pytest.mark.parametrize("language", ["en", *OTHERS])
def test_a_part_of_a_story_is_a_noun_inside_a_sentence_and_a_line_of_its_own_in_a_list(
    language: str, part: StoryPart
) -> None:
    say, line = words(language), story(part)
    alone, inside = point_text(line, say), str(say.value(line.said))
    assert say.message(Message.of("coach.add_part", part=line.said)).rstrip(".。").endswith(inside)
    assert inside[0].islower() if language == "en" else not inside.startswith("说")
    assert alone != inside


def test_sentences_have_a_space_between_them_but_behind_a_chinese_stop() -> None:
    assert sentences(["One.", "", "Two."]) == "One. Two."
    assert sentences(["一。", "二！", "Three."]) == "一。二！Three."


def test_a_text_with_braces_stays_as_it_is() -> None:
    assert words("en").message(written("{count} of {0}")) == "{count} of {0}"
    assert words("en").message(Message.of("reason.resume", line="{x}")) == "Your resume says: “{x}”"


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
        key_points=statements("一", "二", "三"),
        reference_answer="这样。",
        asked_by=model_interviewer("模"),
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
                by=model_interviewer("模"),
                feedback="很好。",
                flags=(
                    flags.COPIED,
                    flags.KEYWORDS,
                    flags.GIBBERISH,
                    flags.ADDRESSES_GRADER,
                    flags.cut(9),
                ),
            ),
            opinions=(10.0, 60.0, 61.0),
            dropped_quotes=1,
        ),
        graded(turns[1], quotes=("看行数", "", ""), by=model_interviewer("模"), feedback=""),
        graded(turns[2]),
        ungraded(turns[3].position, batches.LEFT_OUT, Provenance(PRACTICE)),
        graded(turns[4]),
    ]
    made = session(
        turns,
        language="zh",
        resume_name="简历",
        id="0",
        predicted_score=50,
        interviewer=model_interviewer("模"),
        resume_text=RESUME * 5_000,
    )
    again = two_answers(
        turns[0],
        graded(turns[0], [Verdict.MISSED, *[Verdict.COVERED] * 2], quotes=("", "", ""), by=model_interviewer("模")),
        turns[0],
        grades[0],
    )
    return report(made, grades, None), {turns[0].position: again}


@pytest.mark.slow
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
