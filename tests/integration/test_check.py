"""`mock-interview check`: each kind of fault is found by its code, and what can be mended is, with every word kept."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from interview.core.session import SessionStatus
from interview.services import Services
from interview.storage.integrity import Fault, look
from interview.storage.store import Store
from tests.integration.test_candidate import ME, create
from tests.servers import ROOT, free_port

NOW = datetime(2026, 11, 26, tzinfo=UTC)
LONG_AGO = (NOW - timedelta(days=400)).replace(tzinfo=None)


def graded(services: Services) -> str:
    """The id of an interview of one question that was answered and graded."""
    session = create(services, mains=1, follow_ups=0, force=True)
    services.candidate.submit_answer(ME, session.id, 0, "my words")
    services.candidate.complete(ME, session.id)
    services.evaluator.run(ME, session.id, "worker")
    assert services.candidate.view(ME, session.id).status is SessionStatus.EVALUATED
    return session.id


# What was done to the graded interview :i, and the fault that this makes.
PLANTED = {
    Fault.PLACES_MISSING: ["DELETE FROM turn WHERE session_id = :i AND main = 0"],
    Fault.SESSION_UNREADABLE: ["UPDATE turn SET details = '17' WHERE session_id = :i"],
    Fault.EVALUATION_MISSING: ["DELETE FROM evaluation WHERE session_id = :i"],
    Fault.EVALUATION_TOO_EARLY: ["UPDATE session SET status = 'IN_PROGRESS', completed_at = NULL WHERE id = :i"],
    Fault.EVALUATED_WITHOUT_RESULT: [
        "UPDATE evaluation SET status = 'PENDING', created_at = :now WHERE session_id = :i"
    ],
    Fault.RESULT_NOT_SHOWN: ["UPDATE session SET status = 'COMPLETED' WHERE id = :i"],
    Fault.ANSWER_WITHOUT_GRADE: ["DELETE FROM grade WHERE session_id = :i"],
    Fault.FACTS_MISSING: ["DELETE FROM session_facts WHERE session_id = :i"],
    Fault.SLOT_OF_FINISHED: ["UPDATE session SET open_slot = 'left' WHERE id = :i"],
    Fault.EARLY_GRADING_LEFT: [
        "INSERT INTO early_grading (session_id, lease_until, positions) VALUES (:i, :now, '[]')"
    ],
    Fault.NOBODY_GRADES: [
        "UPDATE session SET status = 'COMPLETED' WHERE id = :i",
        "UPDATE evaluation SET status = 'PROCESSING', claimed_by = 'gone', lease_until = :then WHERE session_id = :i",
    ],
    Fault.REMOVAL_WAITS: [
        "INSERT INTO pending_removal (session_id, owner, kind, is_removed, created_at)"
        " VALUES (:i, 'local', 'session', false, :then)"
    ],
    Fault.FILES_WAIT: [
        "INSERT INTO pending_removal (session_id, owner, kind, is_removed, created_at)"
        " VALUES (:i, 'local', 'snapshot', true, :then)"
    ],
}
MENDED = {
    Fault.EVALUATION_MISSING,
    Fault.EVALUATION_TOO_EARLY,
    Fault.EVALUATED_WITHOUT_RESULT,
    Fault.RESULT_NOT_SHOWN,
    Fault.ANSWER_WITHOUT_GRADE,
    Fault.FACTS_MISSING,
    Fault.SLOT_OF_FINISHED,
    Fault.EARLY_GRADING_LEFT,
}


def plant(store: Store, fault: Fault, session_id: str) -> None:
    values = {"i": session_id, "now": NOW.replace(tzinfo=None), "then": LONG_AGO}
    with store.transaction() as db:
        for statement in PLANTED[fault]:
            db.execute(text(statement), {name: values[name] for name in values if f":{name}" in statement})


def test_nothing_is_found_where_everything_fits_together(services: Services):
    graded(services)
    create(services, force=True)
    assert look(services.store, NOW, mend=True) == []


def test_a_question_of_a_model_that_was_left_out_is_no_fault_and_any_other_gap_is(services: Services):
    left_out, lost = (create(services, mains=3, force=True).id for _ in range(2))
    without = "DELETE FROM turn WHERE session_id = :i AND main = 1"
    by_practice = "UPDATE session SET interviewer_kind = 'practice', interviewer_model = '' WHERE id = :i"
    with services.store.transaction() as db:
        for session_id in (left_out, lost):
            db.execute(text(without), {"i": session_id})
        db.execute(text(by_practice), {"i": lost})
    assert [(each.fault, each.ids) for each in look(services.store, NOW, mend=False)] == [
        (Fault.PLACES_MISSING, (lost,))
    ]


def test_every_planted_fault_is_found_and_mended_where_no_word_is_lost(services: Services):
    unfinished = create(services, mains=2, force=True).id
    sessions = {fault: graded(services) for fault in PLANTED} | {Fault.PLACES_MISSING: unfinished}
    whole = graded(services)
    for fault, session_id in sessions.items():
        plant(services.store, fault, session_id)
    found = {each.fault: each for each in look(services.store, NOW, mend=False)}
    assert {fault: found[fault].ids for fault in PLANTED if fault in found} == {
        fault: (session_id,) for fault, session_id in sessions.items()
    }
    assert {each.fault for each in found.values() if each.can_mend} == MENDED
    mended = {each.fault for each in look(services.store, NOW, mend=True) if each.is_mended}
    assert mended == MENDED
    assert {each.fault for each in look(services.store, NOW, mend=True)} == set(PLANTED) - MENDED
    services.candidate.complete(ME, sessions[Fault.EVALUATION_TOO_EARLY])
    for fault in MENDED:
        services.evaluator.run(ME, sessions[fault], "worker")
        view = services.candidate.view(ME, sessions[fault])
        assert view.status is SessionStatus.EVALUATED, fault
        assert view.turns[0].answer is not None
        assert view.turns[0].answer.text == "my words"
    assert services.candidate.view(ME, whole).status is SessionStatus.EVALUATED


def test_a_damaged_file_is_named_and_not_mended(tmp_path: Path, sqlite_url: str):
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    data = bytearray(file.read_bytes())
    data[4096:8192] = bytes(4096)
    file.write_bytes(data)
    ended = subprocess.run(
        [sys.executable, "-m", "interview.command_line", "check"],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "DATA_DIR": str(tmp_path / "data"), "DATABASE_URL": sqlite_url},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr
    assert "doctor" in ended.stderr or Fault.FILE_DAMAGED.value in ended.stdout


@pytest.mark.parametrize(
    "command",
    [
        *("check", "backup copy.zip", "erase local"),
        *(pytest.param(each, marks=pytest.mark.long) for each in ("export local all.zip", "revoke ada", "admit ada")),
    ],
)
def test_where_there_is_no_database_none_is_made(tmp_path: Path, command: str):
    ended = subprocess.run(
        [sys.executable, "-m", "interview.command_line", *command.split()],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "DATA_DIR": str(tmp_path / "data")},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (ended.returncode, "no database yet" in ended.stderr) == (1, True)
    assert not (tmp_path / "data").exists()
    assert list(ROOT.glob("*.zip*")) == []


@pytest.mark.parametrize("command", ["run", "migrate", "check", "erase local"])
def test_where_no_database_answers_it_is_said_in_one_line_what_to_do(tmp_path: Path, command: str):
    """Nothing listens at the port of discard (RFC 863)."""
    ended = subprocess.run(
        [sys.executable, "-m", "interview.command_line", *command.split()],
        cwd=ROOT,
        env={
            "PATH": "/usr/bin:/bin",
            "DATA_DIR": str(tmp_path / "data"),
            "DATABASE_URL": "postgresql://ada:secret@127.0.0.1:9/interview",
            "PORT": str(free_port()),
        },
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert ended.returncode == 1
    (said,) = ended.stderr.splitlines()
    assert said.startswith("The database cannot be reached, or its file cannot be")
    assert said.endswith("Look: mock-interview doctor")
