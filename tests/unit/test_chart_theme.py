"""A chart looks the same when its theme is put in place late, and no earlier than the first chart."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CHART = "from plotly.graph_objects import Figure\nprint(Figure(data=[{'type': 'bar', 'y': [1, 2]}]).to_json())"
USUAL = "import streamlit"
LATE = """
import sys
from interview.web import chart_theme
with chart_theme.left_out():
    import streamlit
assert not [name for name in sys.modules if name.startswith("plotly")]
chart_theme.put_in_place()
"""


def drawn(before: str) -> str:
    command = [sys.executable, "-c", f"{before}\n{CHART}"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


@pytest.mark.slow
def test_a_chart_with_a_late_theme_is_the_one_with_streamlits_own() -> None:
    usual = drawn(USUAL)
    assert drawn(LATE) == usual
    assert drawn("") != usual
