"""A report that stays in memory is put into words once, and its words go when it goes."""

import gc
from dataclasses import replace
from datetime import UTC
from zoneinfo import ZoneInfo

from interview.documents import kept_views
from interview.documents.kept_views import kept_view
from interview.documents.report_view import report_view
from interview.i18n.translate import ENGLISH, words
from tests.report_builders import report, session, turn


def test_the_same_report_is_put_into_words_once_for_each_language_and_zone():
    made = report(session([turn(0)]))
    first = kept_view(made, ENGLISH, UTC)
    assert kept_view(made, ENGLISH, UTC) is first
    assert first == report_view(made, ENGLISH, UTC)
    assert kept_view(made, words("zh"), UTC).say.language == "zh"
    assert kept_view(made, ENGLISH, ZoneInfo("Asia/Shanghai")).when != first.when


def test_an_equal_report_and_a_changed_one_get_words_of_their_own():
    made = report(session([turn(0)]))
    first = kept_view(made, ENGLISH)
    changed = replace(made, session=replace(made.session, title="Another name"))
    assert kept_view(changed, ENGLISH).title == "Another name"
    assert kept_view(made, ENGLISH) is first


def test_the_words_of_a_report_are_forgotten_with_it():
    made = report(session([turn(0)]))
    kept_view(made, ENGLISH)
    number = id(made)
    assert number in kept_views._kept
    del made
    gc.collect()
    assert number not in kept_views._kept
