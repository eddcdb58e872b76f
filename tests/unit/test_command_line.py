"""What the commands say to whoever runs them."""

from __future__ import annotations

import pytest

from interview.command_line import pdf_libraries
from interview.command_line.main import WHERE_SETTINGS_ARE, read_settings


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
