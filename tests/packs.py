"""Packs for tests: folders written from texts by file name."""

from __future__ import annotations

from pathlib import Path

ABOUT = "name: Riverside careers centre\nlicence: CC BY 4.0\nauthor: Riverside College\n"
SHEET = (
    "question;what a good answer has\n"
    "How do you greet a visitor while you are on the phone?;You look up and nod|You end the call soon\n"
)
ROLE = "name: College receptionist\ntitles: [college receptionist]\ncore: [Reception desk, customer-service-sales]\n"


def write_pack(folder: Path, files: dict[str, str | bytes] | None = None, **more: str | bytes) -> Path:
    """A pack with one topic, unless its files are given; `more` has pack.yaml as `about`."""
    texts: dict[str, str | bytes] = {"pack.yaml": more.get("about", ABOUT)}
    for file, text in {**texts, **(files or {"topics/Reception desk.csv": SHEET})}.items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder
