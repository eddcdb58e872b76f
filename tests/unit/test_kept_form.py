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


def test_the_form_is_given_what_it_reads_and_nothing_else() -> None:
    script = (FOLDER / "kept_form.js").read_text()
    (described,) = re.findall(r"@typedef \{object\} FormGiven\n(.*?)\*/", script, re.DOTALL)
    assert given() == set(re.findall(r"@property \{[^}]*\} (\w+)\n", described))
    assert given() == set(re.findall(r"\bdata\.(\w+)", script))
