"""What is remembered of texts goes at a deletion, whoever remembers it, and nobody is remembered for remembering."""

from __future__ import annotations

import ast
import gc
import re
import weakref
from functools import lru_cache
from pathlib import Path

import pytest

from interview.core import forgetting
from interview.core.forgetting import forget_texts, forgets
from interview.question_bank.near_duplicates import meaning_words
from interview.resume.profile.skill_names import skill_key
from tests.servers import ROOT


@pytest.mark.parametrize("function", [meaning_words, skill_key])
def test_what_was_worked_out_of_a_text_is_forgotten(function) -> None:
    function("wvqj-words")
    assert function.cache_info().currsize
    forget_texts()
    assert function.cache_info().currsize == 0


def test_patterns_made_of_words_are_forgotten() -> None:
    pattern = re.compile("wvqj-pattern")
    forget_texts()
    assert re.compile("wvqj-pattern") is not pattern


def test_a_function_that_is_gone_is_not_kept_for_what_it_remembered() -> None:
    function = forgets(lru_cache(str.upper))
    assert function in forgetting._remembering
    gone = weakref.ref(function)
    del function
    gc.collect()
    assert gone() is None


# These are asked with names of ours alone: files, languages, pages, settings.
OF_NOBODY = {
    "ui.py:_menu",
    "prices.py:_read",
    "judge.py:_load",
    "meanings.py:fitted",
    "topics.py:_index",
    "tf_idf.py:tf_idf_index",
    "recognise.py:_alone",
    "recognise.py:_beside_software",
    "recognise.py:_ends_of_software",
    "recognise.py:_titles",
    "occupation.py:occupations",
    "bank.py:load_bank",
    "was_asked.py:_template",
    "mentor_file.py:_text",
    "translate.py:words",
    "api_docs.py:page",
    "box_words.py:box_words",
    "__init__.py:_component",
    "speech.py:_words",
    "worked_out_once.py:made",
    # The statement of a search without what is looked for.
    "history.py:_count",
    "history.py:_lines",
}


def _remembers(node: ast.expr) -> bool:
    name = node.func if isinstance(node, ast.Call) else node
    if not isinstance(name, ast.Name) or name.id not in ("lru_cache", "cache"):
        return False
    sizes = [each.value for each in node.keywords] if isinstance(node, ast.Call) else []
    return [each.value for each in sizes if isinstance(each, ast.Constant)] != [1]


def _functions(path: Path) -> list[tuple[str, list[ast.expr]]]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [
        (f"{path.name}:{node.name}", node.decorator_list)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.args.args and any(map(_remembers, node.decorator_list))
    ]


def test_every_function_that_remembers_what_it_was_asked_forgets_it_or_is_asked_about_nobody() -> None:
    found = {name: decorators for path in (ROOT / "interview").rglob("*.py") for name, decorators in _functions(path)}
    assert len(found) > 5
    lasting = {
        name
        for name, decorators in found.items()
        if not any(isinstance(each, ast.Name) and each.id == "forgets" for each in decorators)
    }
    assert lasting == OF_NOBODY
