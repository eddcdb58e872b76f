"""What the documents say is what the code does."""

import json
import re
import tomllib
from pathlib import Path

import pytest
from sqlmodel import SQLModel

from bench import readiness
from bench.gate import GATE
from interview.core.evaluation import EvaluateStatus
from interview.core.grading import Outcome, PointJudgement, Verdict
from interview.core.key_point import statement
from interview.core.rubric import RUBRIC
from interview.core.scoring import score
from interview.errors import Code
from interview.i18n.explanation import explanation
from interview.model.failures import ALL as MODEL_MEANINGS
from interview.model.prompts import grade_prompt
from interview.settings import Settings
from scripts.meanings import MEANING_OF_OUTCOME, MEANINGS, WHAT_HAPPENS
from scripts.write_docs import DOCUMENT, SCHEMAS, TABLES, WHOLE, _may_pass, schema_text, written
from tests.builders import session

ROOT = Path(__file__).resolve().parents[2]


def test_the_tables_of_the_grading_page_are_those_of_the_code():
    text = DOCUMENT.read_text(encoding="utf-8")
    assert written(text) == text, "run `python scripts/write_docs.py`"
    assert set(re.findall(r"<!-- table: (\w+) -->", text)) == set(TABLES)


def test_the_schemas_of_files_are_those_of_the_code():
    old = [file.name for file, schema in SCHEMAS.items() if file.read_text(encoding="utf-8") != schema_text(schema())]
    assert old == [], "run `python scripts/write_docs.py`"


def test_the_page_of_who_may_ask_for_what_is_that_of_the_code():
    old = [file.name for file, page in WHOLE.items() if file.read_text(encoding="utf-8") != page()]
    assert old == [], "run `python scripts/write_docs.py`"


def test_every_status_outcome_and_failure_is_explained():
    assert set(MEANINGS) == set(EvaluateStatus)
    assert set(MEANING_OF_OUTCOME) == set(Outcome)
    assert {meaning.code for meaning in MODEL_MEANINGS} <= set(WHAT_HAPPENS)
    assert [name for name, _ in RUBRIC.verdicts] == [
        verdict.value for verdict in Verdict if verdict is not Verdict.UNSURE
    ]


def test_of_every_failure_that_is_tried_again_it_is_said_that_the_last_attempt_fails():
    told = {code: said for code, (said, _) in WHAT_HAPPENS.items() if _may_pass(code)}
    assert Code.AI_RATE_LIMITED in told
    assert [code for code, said in told.items() if "after the last attempt it says that it failed" not in said] == []


def test_the_table_of_verdicts_has_the_one_that_says_that_we_cannot_tell_too():
    rows = re.findall(r"^\| (\w+) \| .+ \| .+ \|$", TABLES["verdicts"](), re.MULTILINE)
    assert rows[1:] == [verdict.value for verdict in Verdict]


def test_the_prompt_says_verdicts_and_levels_of_the_rubric():
    system = grade_prompt(session().turns).system
    assert all(meaning in system for _, meaning in RUBRIC.verdicts)
    assert all(meaning in system for meaning in RUBRIC.clarity_levels)


def test_the_explained_formula_gives_the_score_that_is_given():
    points = [
        PointJudgement(statement(str(i)), verdict) for i, verdict in enumerate(Verdict) if verdict is not Verdict.UNSURE
    ]
    credit, wrong, count, level = 1 + RUBRIC.touched_credit, 1, 4, 3
    breadth = min(1, credit / count / RUBRIC.full_breadth)
    made = score(points, level)
    said = " ".join(explanation())
    assert "credit ÷ (credit + points that seem turned round) × breadth" in said
    assert made.accuracy == round(RUBRIC.accuracy.maximum * credit / (credit + wrong) * breadth, 1)
    assert "credit ÷ key points" in said
    assert made.completeness == round(RUBRIC.completeness.maximum * credit / count, 1)
    assert "level ÷ 4 × breadth" in said
    assert made.clarity == round(RUBRIC.clarity.maximum * level / 4 * max(breadth, RUBRIC.clarity_floor), 1)


def test_every_setting_stands_in_the_example_file_and_in_the_docs():
    example, readme = (ROOT / ".env.example").read_text(), (ROOT / "docs" / "settings.md").read_text()
    names = [name.upper() for name in Settings.model_fields]
    assert [name for name in names if not re.search(rf"^{name}=", example, re.MULTILINE)] == []
    assert [name for name in names if f"`{name}`" not in readme] == []


def test_whoever_copies_the_example_file_changes_no_setting(monkeypatch: pytest.MonkeyPatch):
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    assert Settings(_env_file=ROOT / ".env.example") == Settings(_env_file=None)


def test_every_room_stands_in_the_picture_and_the_table_of_the_rooms():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    rooms = re.findall(r"\w+", " ".join(contracts[0]["layers"]))
    text = (ROOT / "docs" / "architecture.md").read_text()
    picture = " ".join(re.findall(r"<b>(.+?)</b>", text))
    table = " ".join(line.split("|")[1] for line in text.splitlines() if line.startswith("| ["))
    assert "priority" in rooms
    assert [room for room in rooms if not re.search(rf"\b{room}\b", picture)] == []
    assert [room for room in rooms if not re.search(rf"\b{room}\b", table)] == []


def test_what_is_deleted_after_a_restore_are_tables_on_which_nothing_else_hangs():
    asked = set(re.findall(r"`DELETE FROM (\w+);`", (ROOT / "docs" / "deploy.md").read_text()))
    assert asked == {"sign_in", "share"}
    tables = SQLModel.metadata.tables
    assert asked <= set(tables)
    assert [
        table.name for table in tables.values() for key in table.foreign_keys if key.column.table.name in asked
    ] == []


def test_simulated_people_are_judged_with_the_error_rates_that_the_page_names():
    said = re.search(
        r"([\d.]+) of 100\s+verdicts open, ([\d.]+) wrongly recognised, ([\d.]+) wrongly not,"
        r" ([\d.]+) wrongly the opposite",
        (ROOT / "docs" / "readiness.md").read_text(),
    )
    assert said is not None
    used = (readiness.OPEN, readiness.CALLED_RIGHT, readiness.CALLED_MISSED, readiness.CALLED_OPPOSITE)
    assert [float(number) for number in said.groups()] == [round(100 * rate, 1) for rate in used]


def test_the_bounds_that_the_built_in_judge_breaks_are_those_that_its_figures_break():
    def figures(line: str) -> list[float]:
        found = re.search(rf"^\| {line} \| (.+) \|$", (ROOT / "docs" / "figures.md").read_text(), re.MULTILINE)
        assert found is not None
        return [float(cell.split()[0]) for cell in found[1].split(" | ")]

    text = " ".join((ROOT / "docs" / "measuring-a-model.md").read_text().split())
    published = {
        "A": [share / 100 for share in figures("sure verdicts that agree with the reader's")],
        "U": [share / 100 for share in figures("verdicts left open")],
        "P": [share / 100 for share in figures("wrong statements called recognised")],
        "W": [share / 100 for share in figures("right or unsaid ones called the opposite")],
        "M": [share / 100 for share in figures("right ones called not recognised")],
        "B": [share / 100 for share in figures("answers whose range is at most 30 wide and meets the reader's")],
        "R": figures("rank correlation of the score, middle of the range"),
    }
    bounds = {bound.letter: bound for bound in GATE}
    card = json.loads((ROOT / "interview" / "scorer" / "weights" / "agreement.json").read_text())
    by_hand, *typed = (
        {letter for letter, of in published.items() if not bounds[letter].holds(of[place])} for place in (0, 2, 3)
    )
    if not bounds["E"].holds(card["mean_error"]):
        by_hand.add("E")
    third, fourth = typed
    said = re.search(
        r"itself breaks (\w) alone .*? it breaks (\w), too \(.*?\), (\w), (\w) and (\w),"
        r".*?on one set (\w) \(([\d.]+) .*?on the other (\w) \(([\d.]+) ",
        text,
    )
    assert said is not None
    assert ({said[1]}, set(said.group(2, 3, 4, 5))) == (by_hand, third & fourth)
    assert ({said[6]}, {said[8]}) == (third - fourth, fourth - third)
    assert (float(said[7]) / 100, float(said[9]) / 100) == (published[said[6]][2], published[said[8]][3])
    assert f"({card['mean_error']:.1f} points against {bounds['E'].limit})" in text
    counts = re.findall(r"\((\d+ of \d+)\)", (ROOT / "docs" / "figures.md").read_text())[:2]
    assert f"P, too ({' and '.join(counts)} wrong statements praised)" in text


def test_what_stays_open_in_packs_is_what_was_measured():
    packs = re.search(r"\((\d+) of 100 instead of (\d+) on answers", (ROOT / "docs" / "own-packs.md").read_text())
    measured = re.search(
        r"\| statements of our questions \| (\d+) \|\n\| statements of others', .* \| (\d+) \|",
        (ROOT / "docs" / "figures.md").read_text(),
    )
    assert packs is not None
    assert measured is not None
    assert packs.groups() == measured.groups()[::-1]
