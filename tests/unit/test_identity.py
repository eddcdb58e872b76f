"""Whose data a request is about."""

from __future__ import annotations

import pytest

from interview.errors import Code, Invalid
from interview.web.identity import owner_of

HEADER = "X-Forwarded-Email"


def test_on_ones_own_computer_everybody_is_the_same_person() -> None:
    assert owner_of("", ()) == owner_of("", ("eve@example.org",))


def test_people_are_told_apart_and_known_again_however_their_name_is_written() -> None:
    ada = owner_of(HEADER, ("ada@example.org",))
    assert owner_of(HEADER, (" Ada@Example.org ",)) == ada
    assert owner_of(HEADER, ("bob@example.org",)) != ada


def test_a_name_is_not_kept_and_fits_its_column() -> None:
    owner = owner_of(HEADER, ("ada@example.org" * 40,))
    assert "ada" not in owner
    assert len(owner) <= 64


@pytest.mark.parametrize("values", [(), ("",), ("  ",), ("ada@example.org", "bob@example.org")])
def test_without_exactly_one_name_nobody_is_served(values: tuple[str, ...]) -> None:
    with pytest.raises(Invalid) as caught:
        owner_of(HEADER, values)
    assert caught.value.code is Code.SIGN_IN_NEEDED
