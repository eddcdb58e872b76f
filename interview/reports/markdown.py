"""A sheet as Markdown."""
from interview.reports.comparison import Comparison
from interview.reports.sheet import Sheet
def write(sheet: Sheet, trends: Comparison | None) -> str:
    return ""
