"""Every word that the answer box shows or has read out, in the language of the page.

Keys are what answer_box.html and the scripts know; places in braces are filled in the browser. It decides nothing.
"""

from __future__ import annotations

import json
from functools import cache, cached_property

from interview.i18n.translate import Words


class Phrases(dict[str, str]):
    """Key → words; not to be changed."""

    @cached_property
    def as_json(self) -> str:
        """Written once: it is most of what the box is told, in every run of the page."""
        return json.dumps(self)


@cache
def box_words(say: Words) -> Phrases:
    """Key → words, for the component's HTML and, as data, for its scripts."""
    return Phrases({**_drawn(say), **_saving(say), **_fragile(say), **_moving(say), **_timed(say)})


def _drawn(say: Words) -> dict[str, str]:
    return {
        "your_answer": say("Your answer"),
        "placeholder": say("Write as you would speak. It is saved while you type."),
        "submit": say("Submit answer"),
        "skip": say("Skip this question"),
        "swap": say("Swap this question"),
        "end": say("End the interview"),
        "the_other_text": say("The other text"),
        "use_that": say("Use that text"),
        "keep_mine": say("Keep mine"),
        "keep_both": say("Keep both"),
        "skip_counts_0": say("Skipping submits an empty answer. Where the question gets a score, that is 0."),
        "skip_words": say("The words in the box are kept with the question, but not graded."),
        "skip_yes": say("Skip it"),
        "skip_no": say("Stay here"),
        "why_another": say("Why another question"),
        "swap_told": say(
            "Another question comes in its place, perhaps on another topic. Your score does not change, and this "
            "interview does not ask this one again."
        ),
        "not_my_field": say("Swap it: not my field"),
        "swap_no": say("Keep this question"),
        "had_it": say("Swap it: another reason"),
        "copy": say("Copy my words"),
        "leftover_region": say("Words from another question"),
        "leftover_told": say("These words were typed for another question and are not part of any answer."),
        "leftover_words": say("The words"),
        "leftover_add": say("Add them to this answer"),
        "leftover_drop": say("Discard them"),
        "removed": say("Removed from this browser."),
        "undo": say("Undo"),
    }


def _saving(say: Words) -> dict[str, str]:
    return {
        "nothing_yet": say("Nothing to save yet"),
        "typing": say("Typing …"),
        "saving": say("Saving …"),
        "saved": say("Saved"),
        "saved_at": say("Saved at {time}"),
        "time_and_day": say("{time} on {day}"),
        "saved_told": say("Saved, and saved again while you type."),
        "not_saved": say("Not saved yet. Kept in this browser, retrying …"),
        "not_saved_told": say(
            "Not saved yet. Your words are kept in this browser and sent again until they are saved."
        ),
        "connected": say("Connected again. Your answer is saved."),
        "sign_in_saved": say("You may need to sign in again. Your words are saved."),
        "sign_in": say("You may need to sign in again. Your words are kept in this browser."),
        "not_stored": say("Not saved: this text can’t be stored. It is kept in this browser"),
        "cannot_be_stored": say("This text can’t be stored."),
        "no_copies": say(
            "This browser keeps no copies (its storage is full or switched off). Stay online while you type."
        ),
        "no_copies_any_more": say("This browser was told to forget what is typed here. Stay online while you type."),
        "brought_back": say("Your latest words were brought back from this browser."),
        "newest": say("This is the newest text. It was saved in another tab or on another device."),
        "choose_first": say("Choose a text first. Yours is kept in this browser"),
        "older_tab": say(
            "An older tab of this browser kept this text. Yours is in the box below. Which one do you want to keep?"
        ),
        "older_tab_at": say(
            "An older tab of this browser kept this text at {time}. Yours is in the box below. Which one do you want "
            "to keep?"
        ),
        "other_tab": say(
            "Another tab or device saved this text. Yours is in the box below. Which one do you want to keep?"
        ),
        "other_tab_at": say(
            "Another tab or device saved this text at {time}. Yours is in the box below. Which one do you want to keep?"
        ),
        "empty_answer": say("(an empty answer)"),
    }


def _fragile(say: Words) -> dict[str, str]:
    """What is said in place of sentences that this browser keeps the words, where it keeps nothing."""
    return {
        "not_saved_fragile": say("Not saved yet. Keep this page open, retrying …"),
        "not_saved_told_fragile": say(
            "Not saved yet. Keep this page open: your words are sent again until they are saved."
        ),
        "sign_in_fragile": say("You may need to sign in again, in another tab. Keep this page open."),
        "not_stored_fragile": say("Not saved: this text can’t be stored. Copy it before you leave this page"),
        "choose_first_fragile": say("Choose a text first. Keep this page open until then"),
        "not_sent_fragile": say("Not sent yet. Keep this page open, retrying …"),
        "not_kept_fragile": say("That did not reach the server. Keep this page open and try again in a moment."),
        "gone_fragile": say("Not saved. Copy your words before you leave this page"),
        "moved_on_fragile": say("The interview has moved on. Copy your words before you leave this page"),
    }


def _moving(say: Words) -> dict[str, str]:
    return {
        "keys": say("Ctrl + Enter submits"),
        "keys_mac": say("⌘ + Enter submits"),
        "reading": say("Your answer is saved. The interviewer is reading it …"),
        "skipping": say("Skipping …"),
        "last": say(
            "This is the last answer: submitting it ends the interview. To look over your answers first, mark this one "
            "for later."
        ),
        "last_but_for_a_follow_up": say(
            "This is the last question: if no follow-up comes, submitting your answer ends the interview. To look over "
            "your answers first, mark this one for later."
        ),
        "last_in_real_mode": say("This is the last question: submitting your last answer ends the interview."),
        "no_answer": say("There is no answer yet. Write something, or skip the question."),
        "no_answer_skipped": say("There is no answer yet. Write something, or leave it skipped."),
        "no_answer_again": say(
            "There is no answer in the box. Write something: an answer that you are changing can’t be skipped."
        ),
        "not_sent": say("Not sent yet. Kept in this browser, retrying …"),
        "not_sent_empty": say("Not sent yet, retrying …"),
        "not_sent_saved": say("Not sent yet. Your words are saved, retrying …"),
        "keep_writing": say("Keep writing instead"),
        "next": say("Next question."),
        "as_it_was": say("Keep my answer as it was"),
        "stay_skipped": say("Leave it skipped"),
        "stays_as_it_was": say("Your answer stays as it was."),
        "stays_skipped": say("The question stays skipped."),
        "not_kept": say("That did not reach the server. Your words are safe. Try again in a moment."),
        "opened_again": say("You are back at this question. Your answer is in the box."),
        "opened_changed": say("You are back at this question. The words that you changed are in the box."),
        "opened_skipped": say("You are back at this question, which you skipped."),
        "opened_unused": say("You are back at this question, which you skipped. What you wrote there is in the box."),
        "moved_on": say("The interview has moved on. Your words are kept in this browser"),
        "moved_elsewhere": say("The interview has moved on in another tab or on another device."),
        "not_part": say("What you see in the box may not all be part of it; you can still copy it."),
        "not_heard": say(
            "What you said last was not part of it. You can still copy the words, or save the recording if it is below."
        ),
        "where_it_stands": say("Show where it stands"),
        "gone": say("Not saved. Your words are kept in this browser"),
        "not_here": say("This interview is not here any more. It may have been deleted."),
        "leave_page": say("Leave this page"),
        "copied": say("Copied."),
        "not_copied": say("That did not work. Select the words and copy them yourself."),
        "end_no_reply": say("The server did not answer. Your words are saved. Try again in a moment."),
        "end_later": say("Your latest words are not saved yet. You can end the interview as soon as they are."),
        "end_later_other": say(
            "Words for question {numbers} are only in this browser so far. Go on to that question and look at them "
            "before you end the interview."
        ),
        "looking": say("Looking for another question …"),
        "another": say("Another question."),
        "not_swapped": say("The question could not be swapped just now. Try again in a moment."),
        "word": say("1 word"),
        "words": say("{count} words"),
        "character": say("1 character"),
        "characters": say("{count} characters"),
        "under_a_minute": say("under a minute to think and write so far (about {usual} min is usual)"),
        "so_far": say("{minutes} min to think and write so far (about {usual} min is usual)"),
    }


def _timed(say: Words) -> dict[str, str]:
    return {
        "minutes_left": say("{minutes} min left"),
        "seconds_left": say("{seconds} s left"),
        "minutes_left_told": say("{minutes} minutes left."),
        "minute_left_told": say("1 minute left."),
        "time_is_up": say("Time is up. Your words are being handed in."),
        "time_was_up": say("The time is up."),
    }
