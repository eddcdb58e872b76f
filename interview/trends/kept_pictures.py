"""The first picture of trends that stay in memory: drawn once for each language, time zone and theme.

Plotly takes longer to build it than the rest of a run of the page takes.
"""

from __future__ import annotations

from datetime import tzinfo
from typing import TYPE_CHECKING

from interview.core.kept_with import KeptWith
from interview.i18n.translate import Words
from interview.trends import charts
from interview.trends.values import Trends

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

_kept: KeptWith[Trends, Figure] = KeptWith()


def progression(found: Trends, zone: tzinfo, *, dark: bool, say: Words) -> Figure:
    """The same as charts.progression() of all points; not to be changed."""
    return _kept.find(found, (say.language, zone, dark), lambda: _told_once(_drawn(found, zone, dark, say)))


def _drawn(found: Trends, zone: tzinfo, dark: bool, say: Words) -> Figure:
    return charts.progression(found.points, zone, band=found.band, measure=found.measure, dark=dark, say=say)


def _told_once(figure: Figure) -> Figure:
    """The figure, whose description is the same one each time: whoever shows it asks for it, and a new one copies every
    list in it and looks whether it could be packed."""
    told = figure.to_dict()
    figure.to_dict = lambda: told
    return figure
