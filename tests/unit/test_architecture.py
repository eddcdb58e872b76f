"""The architecture's sentences that import contracts cannot say."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.sqlite_first

ROOT = Path(__file__).resolve().parents[2]
FORBIDDEN_IN_PAGES = ("interview.storage", "interview.practice", "interview.model", "sqlmodel")
HEAVY = ("streamlit", "fastapi", "plotly", "duckdb", "weasyprint")


def loaded_by(statement: str) -> set[str]:
    code = f"{statement}\nimport sys\nprint('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.slow
def test_the_workers_process_never_loads_streamlit():
    assert loaded_by("import worker, interview.jobs").isdisjoint(HEAVY[:2])


def test_the_process_that_reads_files_stays_light():
    loaded = loaded_by("import interview.resume.files.child")
    assert loaded.isdisjoint({*HEAVY, "sqlmodel", "sqlalchemy", "redis", "openai", "numpy"})


def test_what_starts_the_other_processes_loads_nothing_that_only_they_need():
    """Whoever types `make run` waits for it before anything else begins."""
    loaded = loaded_by("import interview.command_line.main, interview.command_line.run as run; run.Settings()")
    assert loaded.isdisjoint({*HEAVY, "sqlalchemy", "alembic", "redis", "starlette", "yaml", "limits"})


FIRST_PAGE = """
import gc
gc.disable()
from interview.web.chart_theme import left_out
with left_out():
    import streamlit
import app
assert gc.isenabled()
from streamlit.testing.v1 import AppTest
from interview.settings import Settings
from interview.storage.migrate import upgrade
import sys
upgrade(Settings().database)
for name in [name for name in sys.modules if name.startswith("alembic")]:
    del sys.modules[name]
run = AppTest.from_file("{root}/app.py", default_timeout=60).run()
assert not run.exception and run.title[0].value == "Practise your next interview", run
"""


@pytest.mark.slow
def test_the_first_page_is_drawn_without_what_it_does_not_show(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Charts, pictures, tables and migrations: half of the time from the command to the page."""
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.setenv("LOCAL_MODEL_PORTS", "0,0,0")
    loaded = loaded_by(FIRST_PAGE.replace("{root}", str(ROOT)))
    assert loaded.isdisjoint({*VECTORS, "plotly", "PIL", "pandas", "pyarrow", "alembic", "valkey"})


VECTORS = {"onnxruntime", "tokenizers", "numpy"}


def test_the_model_interviewer_loads_no_vectors():
    assert loaded_by("import interview.model.interviewer, interview.model.transcription").isdisjoint(VECTORS)


@pytest.mark.slow
def test_a_web_process_that_needs_no_model_starts_without_what_it_does_not_need():
    """A fifth of the time until it answers would go into the client of a model that nobody has set."""
    build = (
        "from interview.services import build; from interview.settings import Settings; build(Settings(_env_file=None))"
    )
    loaded = loaded_by(f"import app; {build}")
    assert loaded.isdisjoint({*VECTORS, "openai", "httpx2", "duckdb", "weasyprint", "authlib", "pandas"})


@pytest.mark.slow
def test_a_process_with_a_model_loads_no_encoder_before_it_is_needed():
    """Its reserve is the practice interviewer, which asks without judging."""
    build = (
        "from interview.services import build; from interview.settings import Settings;"
        "build(Settings(_env_file=None, openai_base_url='http://127.0.0.1:9/v1', openai_model='m'))"
    )
    assert loaded_by(build).isdisjoint({*VECTORS, "duckdb", "weasyprint", "plotly"})


@pytest.mark.parametrize("page", sorted((ROOT / "pages").glob("*.py")), ids=lambda page: page.stem)
def test_a_page_holds_no_sql_no_try_and_asks_nobody_but_the_services(page: Path):
    tree = ast.parse(page.read_text())
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Try)]
    imported = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert not {name for name in imported if name.startswith(FORBIDDEN_IN_PAGES)}


def test_no_page_hands_a_file_out_itself():
    """Streamlit puts such a file under an address that asks nobody who they are."""
    files = [*(ROOT / "pages").glob("*.py"), *(ROOT / "interview").rglob("*.py")]
    assert not [file.name for file in files if "download_button(" in file.read_text()]


def test_every_package_says_what_it_is_for():
    silent = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "interview").rglob("*.py")
        if "versions" not in path.parts and not ast.get_docstring(ast.parse(path.read_text()))
    ]
    assert silent == []
