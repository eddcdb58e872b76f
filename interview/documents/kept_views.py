"""Views of reports that stay in memory: the same report is put into words once for each language and time zone.

A view goes with its report. One with answers of other interviews is made each time.
"""

from __future__ import annotations

from datetime import UTC, tzinfo

from interview.core.kept_with import KeptWith
from interview.core.report import Report
from interview.documents.report_view import ReportView, report_view
from interview.i18n.translate import Words

_kept: KeptWith[Report, ReportView] = KeptWith()


def kept_view(report: Report, say: Words, zone: tzinfo = UTC) -> ReportView:
    """The same as report_view() without repeated answers."""
    return _kept.find(report, (say, zone), lambda: report_view(report, say, zone))
