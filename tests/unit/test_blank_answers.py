"""What is blank in the database is what is blank everywhere else."""

import sys

from sqlalchemy import create_engine, literal, select

from interview.storage.blank_answers import without_blanks


def test_the_database_takes_away_every_letter_that_strip_takes_away_and_no_word():
    blank = "".join(filter(str.isspace, map(chr, range(sys.maxunicode + 1))))
    with create_engine("sqlite://").connect() as db:
        assert [db.scalar(select(without_blanks(literal(letter)))) for letter in blank] == [""] * len(blank)
        assert db.scalar(select(without_blanks(literal(f"{blank}两 words\n of one{blank}")))) == "两 words\n of one"
