"""What the commands say to whoever runs them."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from interview.command_line import main as commands
from interview.command_line import pdf_libraries, places
from interview.command_line.main import WHERE_SETTINGS_ARE, main, read_settings

ROOT = Path(__file__).resolve().parents[2]


def test_a_wrong_setting_is_named_with_where_to_change_it_and_not_shown(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PORT", "seventy-seven")
    monkeypatch.setenv("DATABASE_URL", "mysql://ada:secret@host/name")
    with pytest.raises(SystemExit) as ended:
        read_settings()
    first, port, database, *last = str(ended.value).splitlines()
    assert (first, "\n".join(last)) == ("A setting is wrong.", WHERE_SETTINGS_ARE)
    assert port.startswith("PORT: Input should be a valid integer")
    assert database == "DATABASE_URL: an address is needed, like postgresql://user:password@host/name"
    assert "seventy" not in str(ended.value)


def test_settings_that_are_wrong_together_are_a_sentence_that_names_them(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("OIDC_ISSUER", "https://sign-in.example.org")
    with pytest.raises(SystemExit) as ended:
        read_settings()
    assert str(ended.value).splitlines()[1].startswith("to sign people in at a provider, set OIDC_CLIENT_ID,")


def test_prices_that_cannot_be_read_end_a_command_that_counts_with_them_before_anything_is_started(
    monkeypatch: pytest.MonkeyPatch, tmp_path
):
    begun: list[list[str]] = []
    monkeypatch.setattr(commands, "_become", begun.append)
    monkeypatch.setattr(places, "enter", lambda: monkeypatch.chdir(tmp_path))
    monkeypatch.setenv("PRICES_FILE", str(tmp_path / "away.yaml"))
    for command in ("web", "worker", "run", "check-model"):
        with pytest.raises(SystemExit) as ended:
            main([command])
        first, why, *last = str(ended.value).splitlines()
        assert (first, "\n".join(last)) == ("A setting is wrong.", WHERE_SETTINGS_ARE)
        assert why.startswith(f"PRICES_FILE: {tmp_path / 'away.yaml'} is no table of prices")
    monkeypatch.setenv("PRICES_FILE", "")
    monkeypatch.setenv("OPENAI_PRICE_PER_MILLION", "20000,1")
    with pytest.raises(SystemExit, match="OPENAI_PRICE_PER_MILLION: a price lies between"):
        main(["web"])
    assert begun == []


@pytest.mark.parametrize("asked", [["doctor"], ["backup", "copy.zip"], ["erase", "Ada", "--yes"]])
def test_prices_that_cannot_be_read_keep_nobody_from_looking_copying_and_deleting(
    monkeypatch: pytest.MonkeyPatch, tmp_path, capsys: pytest.CaptureFixture[str], asked: list[str]
):
    monkeypatch.setattr(places, "enter", lambda: monkeypatch.chdir(tmp_path))
    monkeypatch.setenv("PRICES_FILE", str(tmp_path / "away.yaml"))
    called: list[str] = []

    def done(*_told: object) -> int:
        called.append(asked[0])
        return 0

    for place in ("doctor.doctor", "copies.backup", "people.erase"):
        monkeypatch.setattr(f"interview.command_line.{place}", done)
    assert main(asked) == 0
    assert called == asked[:1]
    assert "PRICES_FILE" not in "".join(capsys.readouterr())


def test_libraries_for_pdf_that_are_not_found_by_name_are_tried_before_they_are_called_missing(
    monkeypatch: pytest.MonkeyPatch, tmp_path
):
    monkeypatch.setattr(pdf_libraries, "find_library", lambda _name: None)
    (tmp_path / "weasyprint.py").write_text("")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert not pdf_libraries.lacks_pdf()
    (tmp_path / "weasyprint.py").write_text("raise OSError('cannot load library')")
    assert pdf_libraries.lacks_pdf()
    monkeypatch.setattr(pdf_libraries, "find_library", lambda name: f"lib{name}.so.0")
    assert not pdf_libraries.lacks_pdf(), "it is not tried where the libraries are found"


def test_a_web_process_that_others_could_reach_is_refused_before_it_listens(monkeypatch: pytest.MonkeyPatch, tmp_path):
    begun: list[list[str]] = []
    monkeypatch.setattr(commands, "_become", begun.append)
    monkeypatch.setattr(places, "enter", lambda: monkeypatch.chdir(tmp_path))
    monkeypatch.setenv("FORWARDED_ALLOW_IPS", "")
    monkeypatch.setenv("ADDRESS", "0.0.0.0")
    with pytest.raises(SystemExit, match=r"Nothing was started\. At 0\.0\.0\.0 others"):
        main(["web"])
    assert begun == []
    monkeypatch.setenv("ADDRESS", "127.0.0.1")
    main(["web"])
    assert len(begun) == 1


def test_streamlit_prints_no_welcome_for_which_it_would_ask_a_server_elsewhere():
    options = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())
    assert options["logger"] == {"hideWelcomeMessage": True}
    assert options["browser"] == {"gatherUsageStats": False}
