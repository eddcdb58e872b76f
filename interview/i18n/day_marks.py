"""What stands under moments on an axis of time, in a line or more each: no two that are told apart read the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, tzinfo

from interview.i18n.translate import Words


def day_marks(moments: Sequence[datetime], zone: tzinfo, say: Words) -> list[tuple[str, ...]]:
    """Days with their year under the first and under each that begins another year; of a day that comes more than once,
    the times, with the day under the first. `moments` are in order; one of the same minute as the one before has no
    mark."""
    local = [moment.astimezone(zone) for moment in moments]
    often = Counter(each.date() for each in local)
    found = []
    for before, each, moment in zip([None, *local], local, moments, strict=False):
        is_new_day = before is None or before.date() != each.date()
        is_new_minute = is_new_day or f"{before:%H:%M}" != f"{each:%H:%M}"
        lines = [f"{each:%H:%M}"] if often[each.date()] > 1 and is_new_minute else []
        if is_new_day:
            lines.append(say.short_day(moment, zone))
        if before is None or before.year != each.year:
            lines.append(str(each.year))
        found.append(tuple(lines))
    return found
