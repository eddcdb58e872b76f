"""Which language the pages speak: the one that was chosen in this browser, or else the one that the browser prefers."""

from __future__ import annotations

from interview.i18n.translate import FOLDER

COOKIE = "mock_interview_language"
NAMES = {"en": "English", "zh": "中文"}
"""What each language calls itself; one needs a catalogue to be offered."""

OFFERED = tuple(code for code in NAMES if (FOLDER / f"{code}.yaml").is_file())
YEAR_S = 365 * 24 * 3600


def language(chosen: str | None, preferred: str | None) -> str:
    """The language for what the cookie holds and for the browser's locale, such as "zh-CN"; English for others."""
    for wish in (chosen, (preferred or "").replace("_", "-").partition("-")[0].lower()):
        if wish in OFFERED:
            return wish
    return "en"


def local_address(address: str) -> str:
    """An address on this server to go back to, without host; "/" for anything that could lead elsewhere."""
    is_local = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address if is_local else "/"
