"""The model that was chosen on a page, in a file of DATA_DIR that only this account can open.

It is read where settings are made and written from the page "Interviewer"; a key in it is in no other place, no log
line and no export. A file that cannot be read counts as none.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import tempfile
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

FILE = "model.json"
SETTINGS = (
    *("openai_base_url", "openai_api_key", "openai_model"),
    *("evaluation_batch_size", "evaluation_parallel", "openai_timeout_s", "follow_up_timeout_s"),
)
"""The settings that a choice stands for."""
_MAX_BYTES = 20_000

log = logging.getLogger("interview.model_choice")


@dataclass(frozen=True)
class ModelChoice:
    """A provider's id, its server, key and model, and how that is best asked (None: as usual).

    Without a model nothing is chosen. `declined` says that the models of this computer are not wanted.
    """

    provider: str = ""
    base_url: str = ""
    api_key: str = field(default="", repr=False)
    model: str = ""
    batch_size: int | None = None
    parallel: int | None = None
    timeout_s: float | None = None
    follow_up_s: float | None = None
    declined: bool = False

    def settings(self) -> dict[str, Any]:
        """The settings that it stands for, by name."""
        if not self.model:
            return {}
        how = (self.batch_size, self.parallel, self.timeout_s, self.follow_up_s)
        given = (self.base_url, self.api_key, self.model, *how)
        return {name: value for name, value in zip(SETTINGS, given, strict=True) if value is not None}


def mark(folder: Path) -> tuple[int, int, int] | None:
    """What differs after every change of the file; None where there is none."""
    try:
        # Asked a dozen times in a run of a page: to put a path together costs more than to ask.
        found = os.stat(f"{folder}/{FILE}")
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ino, found.st_size


def read(folder: Path) -> ModelChoice:
    """The choice as it was written; an empty one where there is none."""
    try:
        with (folder / FILE).open(encoding="utf-8") as file:
            return _checked(json.loads(file.read(_MAX_BYTES)))
    except FileNotFoundError:
        return ModelChoice()
    except (OSError, ValueError, TypeError, RecursionError):
        log.warning("%s in the data folder cannot be read; it is as if no model had been chosen", FILE)
        return ModelChoice()


def write(folder: Path, choice: ModelChoice) -> None:
    """Put a choice in the place of the one before, whole or not at all. OSError where the folder takes no file."""
    handle, name = tempfile.mkstemp(dir=folder, prefix=f".{FILE}-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(asdict(choice), file, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(folder / FILE)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def _checked(found: dict[str, Any]) -> ModelChoice:
    """Raises ValueError or TypeError for what settings would not take: a broken file must not keep the app shut."""
    choice = ModelChoice(**found)
    texts = (choice.provider, choice.base_url, choice.api_key, choice.model)
    counts = (choice.batch_size, choice.parallel)
    if not all(isinstance(text, str) for text in texts) or not isinstance(choice.declined, bool):
        raise TypeError
    if not all(count is None or (isinstance(count, int) and 1 <= count <= 16) for count in counts):
        raise ValueError
    waits = ((choice.timeout_s, 600), (choice.follow_up_s, 60))
    if not all(wait is None or 0 < float(wait) <= longest for wait, longest in waits):
        raise ValueError
    return choice
