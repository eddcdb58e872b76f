"""Files that cannot be read, and children that misbehave: refused in time, at no cost to the process that asked."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bench.processes import children
from interview.errors import Code, Invalid, Unavailable
from interview.priority import NICE, NICE_OF_SESSION
from interview.resume.files import child, launch
from interview.resume.read import MAX_FILE_BYTES, read_resume
from tests.resume_files import (
    LINES,
    MAIN,
    PARAGRAPHS,
    W,
    archive,
    code_of,
    drawn_pdf,
    many_pages,
    one_page_pdf,
    paragraph,
    raw_pdf,
    stream,
    word,
    write_lines,
)
from tests.servers import wait_until


def circular_forms() -> bytes:
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</XObject<</X 6 0 R>>>>"
    return one_page_pdf(stream(b"/X Do"), b"/XObject<</X 6 0 R>>", stream(b"/X Do /X Do", form))


def flate_bomb() -> bytes:
    once = zlib.compress(bytes(600_000_000), 9)
    return one_page_pdf(stream(zlib.compress(once, 9), b"/Filter[/FlateDecode/FlateDecode]"))


def circular_page_tree() -> bytes:
    return raw_pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 2/Kids[3 0 R]>>",
        b"<</Type/Pages/Count 2/Parent 2 0 R/Kids[2 0 R 3 0 R]>>",
    )


def peak_kilobytes() -> int:
    """Highest resident size since the mark was last reset."""
    return int(re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[1])  # type: ignore[index]


ENTITIES = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
EXTERNAL = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE d [<!ENTITY b SYSTEM "file:///etc/hostname">]>'
REFERS = f'<w:document xmlns:w="{W}"><w:body>{paragraph("&b;")}</w:body></w:document>'
DEEP = f'<w:document xmlns:w="{W}">' + "<w:p>" * 50_000 + "</w:p>" * 50_000 + "</w:document>"


@pytest.mark.parametrize(
    ("name", "make", "code"),
    [
        ("entities.docx", lambda: word(raw=ENTITIES + REFERS), Code.RESUME_UNSAFE),
        ("external.docx", lambda: word(raw=(EXTERNAL + REFERS).encode("utf-16")), Code.RESUME_UNSAFE),
        ("deep.docx", lambda: word(raw=DEEP), Code.RESUME_TOO_COMPLEX),
        ("bomb.docx", lambda: word("<w:p/>" * 8_000_000), Code.RESUME_TOO_COMPLEX),
        ("media.docx", lambda: word(PARAGRAPHS, more={"word/a.bin": bytes(150_000_000)}), Code.RESUME_TOO_COMPLEX),
        ("parts.docx", lambda: word(PARAGRAPHS, more={f"x/{n}": b"" for n in range(20_000)}), Code.RESUME_TOO_COMPLEX),
        (
            "macro.docx",
            lambda: word(PARAGRAPHS, MAIN.replace("document.main", "x.macroEnabled.main")),
            Code.RESUME_FILE_TYPE_MISMATCH,
        ),
        ("vba.docx", lambda: word(PARAGRAPHS, more={"word/vbaProject.bin": b"x"}), Code.RESUME_FILE_TYPE_MISMATCH),
        ("zip.docx", lambda: archive({"hello.txt": "hello"}), Code.RESUME_FILE_TYPE_MISMATCH),
        (
            "sheet.docx",
            lambda: word(PARAGRAPHS, MAIN.replace("wordprocessingml.document", "spreadsheetml.sheet")),
            Code.RESUME_FILE_TYPE_MISMATCH,
        ),
        ("half.docx", lambda: word(PARAGRAPHS)[:300], Code.RESUME_PARSE_FAILED),
        ("broken.docx", lambda: word(raw="<w:document"), Code.RESUME_PARSE_FAILED),
        ("blank.docx", lambda: word("<w:p/>"), Code.RESUME_NO_TEXT),
        ("half.pdf", lambda: drawn_pdf(write_lines)[:400], Code.RESUME_PARSE_FAILED),
        ("noise.pdf", lambda: b"%PDF-1.7\n" + random.Random(7).randbytes(40_000), Code.RESUME_PARSE_FAILED),
        ("circle.pdf", circular_page_tree, Code.RESUME_PARSE_FAILED),
        ("pages.pdf", lambda: many_pages(2_000), Code.RESUME_TOO_COMPLEX),
        ("forms.pdf", circular_forms, Code.RESUME_TOO_COMPLEX),
        ("flate.pdf", flate_bomb, Code.RESUME_TOO_COMPLEX),
        (
            "nested.pdf",
            lambda: one_page_pdf(stream(b""), extra=b"/A " + b"[" * 90_000 + b"]" * 90_000),
            Code.RESUME_TOO_COMPLEX,
        ),
        ("word.txt", lambda: b"Python", Code.RESUME_TOO_SHORT),
        ("cv.pdf.exe", lambda: b"MZ", Code.RESUME_FILE_TYPE_NOT_SUPPORTED),
        ("large.pdf", lambda: bytes(MAX_FILE_BYTES + 1), Code.RESUME_FILE_TOO_LARGE),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_within_seconds_and_at_no_cost_here(
    name: str, make: Callable[[], bytes], code: Code
) -> None:
    data = make()
    read_resume("warm.txt", "\n".join(LINES).encode())
    Path("/proc/self/clear_refs").write_text("5")
    before, started = peak_kilobytes(), time.monotonic()
    assert code_of(name, data) == code
    # Reading is stopped at the bound at the latest; on a busy machine the process takes its time to start and to end.
    assert time.monotonic() - started < 2 * launch.WALL_SECONDS
    assert peak_kilobytes() - before < 8 * 1024


def test_the_child_cannot_write_comes_behind_whoever_types_and_loads_nothing_of_the_web(tmp_path: Path) -> None:
    probe = (
        "import sys, interview.resume.files.child as c; c.set_limits()\n"
        "import interview.resume.files.pdf, interview.resume.files.docx, interview.resume.files.plain\n"
        "print(sorted({'streamlit', 'sqlmodel', 'openai', 'pandas', 'numpy'} & set(sys.modules)))\n"
        "import os, signal; print(os.nice(0)); signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "written = os.open(sys.argv[1], os.O_CREAT | os.O_WRONLY)\n"
        "try:\n    os.write(written, b'x')\nexcept OSError:\n    print('refused')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", probe, tmp_path / "x"],
        capture_output=True,
        text=True,
        cwd=Path(child.__file__).parents[3],
    )
    assert done.stdout.split() == ["[]", str(os.nice(0) + NICE), "refused"]


def test_what_reads_a_file_for_long_gives_way_to_those_of_other_sessions() -> None:
    def reads(process: int) -> bool:
        return "files.child" in Path(f"/proc/{process}/cmdline").read_text()

    def is_giving_way(process: int) -> bool:
        place = Path(f"/proc/{process}/autogroup")
        nice = int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[16])
        return nice == min(19, os.nice(0) + NICE) and (
            not place.exists() or place.read_text().endswith(f"nice {NICE_OF_SESSION}\n")
        )

    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(code_of, "cv.pdf", circular_forms())
        [process] = wait_until(lambda: list(filter(reads, children(os.getpid()))), 20, "a process reads the file")
        wait_until(lambda: is_giving_way(process), 15, "it gives way")
        os.kill(process, signal.SIGKILL)
        assert reading.result() == Code.RESUME_TOO_COMPLEX


def test_a_child_that_hangs_is_ended_and_leaves_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[bytes]] = []
    real = subprocess.Popen

    def hang(_: object, **options: object) -> subprocess.Popen[bytes]:
        started.append(real([sys.executable, "-c", "import time; time.sleep(60)"], **options))  # type: ignore[call-overload]
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", hang)
    monkeypatch.setattr(launch, "WALL_SECONDS", 0.5)
    assert code_of("cv.txt", b"x " * 200_000) == Code.RESUME_TOO_COMPLEX
    assert started[0].returncode == -signal.SIGKILL


def test_a_child_that_talks_without_end_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    real = subprocess.Popen
    shout = "import sys\nwhile True: sys.stdout.write('x' * 65536)"
    monkeypatch.setattr(subprocess, "Popen", lambda _, **options: real([sys.executable, "-c", shout], **options))
    Path("/proc/self/clear_refs").write_text("5")
    before = peak_kilobytes()
    assert code_of("cv.txt", b"some words here") == Code.RESUME_TOO_COMPLEX
    assert peak_kilobytes() - before < 16 * 1024


def test_an_upload_that_waits_too_long_for_its_turn_is_asked_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(launch, "MAX_WAIT_SECONDS", 0.05)
    monkeypatch.setattr(launch, "_slots", threading.BoundedSemaphore(1))
    with launch._slots, pytest.raises(Unavailable) as refusal:
        read_resume("cv.txt", b"some words here")
    assert refusal.value.retry_after
    assert "some words" in read_resume("cv.txt", b"some words here").text


def test_many_uploads_at_once_all_get_their_own_text() -> None:
    texts: dict[int, str] = {}

    def upload(number: int) -> None:
        texts[number] = read_resume("cv.txt", f"Developer number {number} since 2019".encode()).text

    threads = [threading.Thread(target=upload, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert texts == {n: f"Developer number {n} since 2019" for n in range(8)}


def test_nothing_of_the_file_is_in_the_message() -> None:
    with pytest.raises(Invalid) as refusal:
        read_resume("private-name.docx", b"private words")
    assert "private" not in str(refusal.value)
