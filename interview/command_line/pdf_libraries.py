"""Whether PDF files can be made on this computer: libraries of the system decide, which no Python package brings."""

from __future__ import annotations

import subprocess
import sys
from ctypes.util import find_library

LACKING = "PDF: the libraries for it are missing; reports come as pages, Markdown and JSON"
HOW = "Debian: apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0. macOS: brew install pango"
_NEEDED = ("pango-1.0", "pangoft2-1.0")


def can_make_pdf() -> bool:
    """Tried in a process of its own, which takes about a second: where the libraries are missing, importing what uses
    them prints a page of advice. A computer that is too busy to tell lacks nothing."""
    try:
        tried = subprocess.run([sys.executable, "-c", "import weasyprint"], capture_output=True, timeout=60)
    except subprocess.TimeoutExpired:
        return True
    return tried.returncode == 0


def lacks_pdf() -> bool:
    """Whether PDF files cannot be made, for whoever does not want to wait for nothing: it is tried only where the
    libraries are not found by their names."""
    return not all(map(find_library, _NEEDED)) and not can_make_pdf()
