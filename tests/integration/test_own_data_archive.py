"""All that is kept of a person can be taken as one file."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from sqlalchemy import text

from interview.i18n.translate import words
from interview.services import Services
from interview.web.own_data_archive import archive
from tests.integration.owned_words import ANSWER, DRAFT, ME, OTHER, STORY, TEXT, everything_of

pytestmark = pytest.mark.sqlite_first


def test_the_archive_has_every_row_and_every_report(services: Services):
    everything_of(services, OTHER)
    resume, finished, open_one = everything_of(services)
    # What was asked for again is graded first: until then there is no report.
    services.evaluator.run(ME, finished.id, "w")
    content = b"".join(archive(services, ME, words("en")))
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        assert file.testzip() is None
        names = set(file.namelist())
        told = {name: file.read(name) for name in names}
    for table, number in services.own_data.count(ME).items():
        assert len(json.loads(told[f"data/{table}.json"])) == number, table
    (named,) = (name for name in names if name.startswith("resumes/"))
    assert told[named].decode() == TEXT
    assert STORY in told["stories.md"].decode()
    assert b"Score" in told["scores.csv"]
    for suffix in ("report.json", "report.md", "report.pdf"):
        assert [name for name in names if name.endswith(suffix)], suffix
    answers = b"".join(content for name, content in told.items() if name.endswith("answers.md")).decode()
    assert ANSWER in answers
    assert DRAFT in answers
    everything = b"".join(told.values())
    assert OTHER.encode() not in everything
    assert resume.owner == ME
    assert open_one.id.encode() in everything
    with services.store.reading() as db:
        hashes = [row["token_hash"] for row in db.execute(text("SELECT token_hash FROM share")).mappings()]
    assert not any(each.encode() in everything for each in hashes)


def test_the_archive_names_words_that_were_typed_before_a_question_was_skipped(services: Services):
    _, _, open_one = everything_of(services)
    services.candidate.submit_answer(ME, open_one.id, 0, "")
    with zipfile.ZipFile(io.BytesIO(b"".join(archive(services, ME, words("en"))))) as file:
        told = "".join(file.read(name).decode() for name in file.namelist() if name.endswith("answers.md"))
    assert f"Skipped\n\n### Words that are not used\n\n{DRAFT}\n" in told
