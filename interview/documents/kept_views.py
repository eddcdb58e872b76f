"""Views of reports that stay in memory: the same report is put into words once for each language and time zone.

A view goes with its report: nothing here outlives a deletion. One with answers of other interviews is made each time.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable
from datetime import UTC, tzinfo

from interview.core.report import Report
from interview.documents.report_view import ReportView, report_view
from interview.i18n.translate import Words

_Views = dict[tuple[str, tzinfo], ReportView]
# By identity: reports that are equal cost more to compare than to put into words.
_kept: dict[int, tuple[weakref.ref[Report], _Views]] = {}


def kept_view(report: Report, say: Words, zone: tzinfo = UTC) -> ReportView:
    """The same as report_view() without repeated answers."""
    known = _kept.get(id(report))
    if known is None or known[0]() is not report:
        known = _kept[id(report)] = (weakref.ref(report, _forget(id(report))), {})
    views = known[1]
    if (say.language, zone) not in views:
        views[say.language, zone] = report_view(report, say, zone)
    return views[say.language, zone]


def _forget(number: int) -> Callable[[weakref.ref[Report]], None]:
    """What drops the views of a report when it is gone."""

    def forget(gone: weakref.ref[Report]) -> None:
        known = _kept.get(number)
        if known is not None and known[0] is gone:
            del _kept[number]

    return forget
