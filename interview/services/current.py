"""The services of this process, which follow the model that is chosen on a page."""

from __future__ import annotations

import logging
import threading

from pydantic import ValidationError

from interview import model_choice
from interview.services.composition import Services, build
from interview.settings import Settings

log = logging.getLogger("interview.services")


class _OfProcess:
    """This process's services: those that the settings call for, built anew when the choice of a model has changed.

    Who got the services before goes on with them, so that whatever is under way keeps its interviewer.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._built: Services | None = None
        self._mark: object = None

    def __call__(self) -> Services:
        built = self._built
        if built is not None and model_choice.mark(built.settings.data_dir) == self._mark:
            return built
        with self._lock:
            return self._look_again()

    def cache_clear(self) -> None:
        """Build anew at the next call, without anything of those before."""
        with self._lock:
            self._built = None

    def _look_again(self) -> Services:
        before = self._built
        folder = (Settings() if before is None else before.settings).data_dir
        # Taken before the settings are read: a change in between is then seen at the next look.
        mark = model_choice.mark(folder)
        if before is None:
            self._built = build(Settings())
        elif mark != self._mark:
            self._built = _after(before)
        self._mark = mark
        assert self._built is not None
        return self._built


def _after(before: Services) -> Services:
    """Services with the model that is chosen now; those before when that changes nothing, or cannot be read."""
    try:
        settings = before.settings.with_choice_of(Settings())
    except ValidationError:
        log.warning("the settings cannot be read any more; those from before stay")
        return before
    if settings == before.settings:
        return before
    built = build(settings, before=before)
    log.info("another model was chosen: interviewer=%s", built.interviewer.identity)
    return built


services = _OfProcess()
