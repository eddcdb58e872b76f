"""The form in the browser is given what it reads, and nothing else."""

from __future__ import annotations

import ast
import re

from tests.servers import ROOT

FOLDER = ROOT / "interview" / "web" / "kept_form"


def given() -> set[str]:
    """The names that the component's `data` has."""
    calls = (node for node in ast.walk(ast.parse((FOLDER / "__init__.py").read_text())) if isinstance(node, ast.Call))
    (data,) = (
        each
        for call in calls
        for word in call.keywords
        if word.arg == "data" and isinstance(word.value, ast.List)
        for each in word.value.elts
        if isinstance(each, ast.Dict)
    )
    return {key.value for key in data.keys if isinstance(key, ast.Constant) and isinstance(key.value, str)}


def test_how_long_the_browser_keeps_words_is_what_is_said_of_it() -> None:
    forgetting = (FOLDER.parent / "answer_box" / "forgetting.js").read_text()
    (days,) = re.findall(r"^const KEPT_DAYS = (\d+);$", forgetting, re.MULTILINE)
    texts = [file.read_text() for file in (ROOT / "interview" / "web").rglob("*.py")]
    said = [each for text in texts for each in re.findall(r"Kept in this browser until [^\"]*", text)]
    assert len(said) > 4
    assert [each for each in said if f"for {days} days at most" not in each] == []
    assert {each for text in texts for each in re.findall(r"in this browser for (\d+) days", text)} == {days}


def test_the_form_is_given_what_it_reads_and_nothing_else() -> None:
    fields = (FOLDER / "form_fields.js").read_text()
    (described,) = re.findall(r"@typedef \{object\} FormGiven\n(.*?)\*/", fields, re.DOTALL)
    assert given() == set(re.findall(r"@property \{[^}]*\} (\w+)\n", described))
    scripts = (FOLDER / name for name in ("kept_form.js", "form_sending.js"))
    assert given() == {name for each in scripts for name in re.findall(r"\bdata\.(\w+)", each.read_text())}
