"""The doctor says what keeps the app from starting as it is set up, and what of it is left out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from interview.command_line import doctor
from interview.command_line.doctor import BAD, NOTE
from interview.settings import Settings


def made(**told: Any) -> Settings:
    return Settings(_env_file=None, **told)


@pytest.mark.parametrize(
    ("told", "named"),
    [
        ({"address": "0.0.0.0"}, "0.0.0.0"),
        ({"user_header": "X-Forwarded-User"}, "PROXY_SECRET"),
        ({"allowed_hosts": "interview.example.org"}, "ALLOWED_HOSTS"),
    ],
)
def test_the_doctor_says_no_where_the_web_process_would_refuse_to_start(
    told: dict[str, str], named: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    (said,) = doctor._listening(made(**told))
    assert (said.sign, said.works_without) == (BAD, False)
    assert named in said.what
    assert "OIDC_ISSUER" in said.then
    assert doctor.doctor(made(data_dir=tmp_path, redis_url="none", **told)) == 1
    assert f"{BAD} {said.what}\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    "told", [{}, {"user_header": "X-User", "proxy_secret": "a-secret-of-many-signs", "address": "0.0.0.0"}]
)
def test_the_doctor_has_nothing_to_say_of_where_the_app_may_listen(told: dict[str, str]):
    assert list(doctor._listening(made(**told))) == []


def test_the_doctor_says_which_packs_are_left_out_and_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert list(doctor._packs(made())) == []
    (said,) = doctor._packs(made(packs_dir=tmp_path / "away"))
    assert (said.sign, str(tmp_path / "away") in said.what) == (NOTE, True)
    pack = tmp_path / "packs" / "ours"
    (pack / "topics").mkdir(parents=True)
    (pack / "pack.yaml").write_text("name: Ours\nlicence: own\n")
    sheet = "question,must_have_1,must_have_2\n"
    (pack / "topics" / "tills.csv").write_text(sheet)
    found = list(doctor._packs(made(packs_dir=tmp_path / "packs")))
    assert [said.sign for said in found] == [NOTE] * len(found)
    doctor.doctor(made(packs_dir=tmp_path / "packs", data_dir=tmp_path, redis_url="none"))
    assert f"{found[0].sign} {found[0].what}\n" in capsys.readouterr().out


def test_the_doctor_says_which_price_cannot_be_read_and_goes_on(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    looks = doctor._LOOKS[doctor._LOOKS.index(doctor._prices) :][:2]
    monkeypatch.setattr(doctor, "_LOOKS", looks)
    assert doctor.doctor(made(prices_file=tmp_path / "away.yaml")) == 1
    told = capsys.readouterr().out
    assert "PRICES_FILE: " in told
    assert "Built-in grader" in told
    assert list(doctor._prices(made(openai_price_per_million="1,2"))) == []
