"""The judge: reads a question, its key points and an answer together, and says what each sentence says of each point.

A cross-encoder taught in training/judge and kept as a folder: weights (ONNX, int8), tokenizer, card. It refuses files
that are not those of its card, loads once per process, and never touches the network.
"""

from __future__ import annotations

import hashlib
import json
import threading
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

from interview.errors import Code, Failed
from interview.messages import Message
from interview.scorer.spelling import SHORTEST_KNOWN, rarer_words
from interview.scorer.verdict_model import NEVER, TELLING, AskedModel, Floats, VerdictModel, logistic
from interview.scorer.weights_version import CARD

WEIGHTS, TOKENIZER = "judge.onnx", "tokenizer.json"
LOGITS = "logits"
# The output that says of each token whether a sentence begins with it.
STARTS = "starts"
# The output that says how probable it is that a story is about a line of a resume.
ABOUT_LINE = "about_line"
# The output that says by the same layers whether a story tells what has to be told.
ABOUT_TOLD = "about_told"
# The output that says by four layers of each sentence whether it belongs to what was asked.
BELONGS = "belongs"
# The output that says by these layers of each sentence but the last whether an aside begins or ends behind it.
ASIDES = "asides"
# The output that has what a layer makes of each segment, for linear models that were fitted on it.
MEANING = "meaning"
# Of the card: two weights and a constant of how probable it is that a story is about what was asked.
ABOUT = "about"
SIGNS_OF_ABOUT = 2
ASKED_FOR = "asked_for"
MODELS = ("statements", "written_for", "parts", ASKED_FOR, "goes_on")
# Of a judge that was not fitted yet: it is never sure.
UNFITTED = AskedModel((0.0,) * (len(TELLING) + 1), 1.0, 0.0, NEVER, NEVER)
# In tokens. Nine of ten questions, points and sentences are shorter; the encoders have places for 512.
QUESTION, POINT, SENTENCE, EVERYTHING = 40, 48, 64, 500
# Sentences that two readings of a long answer share, so that each is read with what stands before it.
SHARED = 2
# How probably an aside begins behind a sentence, and ends behind one of its own, of two for which there was no room in
# one reading: as it was taken anywhere before it was learned (docs/decisions/0170-asides-stand-together.md).
ASIDE_ANYWHERE = (0.1, 0.4)
# In words: so many are read at once to find where sentences begin, with so many more on either side.
AT_ONCE, BESIDE = 200, 25
# MPNet has the marks of BERT among its words, too, but was not taught with them.
_FIRST, _LAST = ("<s>", "[CLS]"), ("</s>", "[SEP]")


@dataclass(frozen=True)
class Reading:
    """One input of the judge: n tokens in segments (the question, then points, then sentences).

    `ids` and `kinds` (0 question, 1 point, 2 sentence) have n values, `segments` are (start, end) in tokens, of which
    `points` are key points.
    """

    ids: tuple[int, ...]
    kinds: tuple[int, ...]
    segments: tuple[tuple[int, int], ...]
    points: int

    @property
    def sentences(self) -> int:
        return len(self.segments) - 1 - self.points

    @property
    def inputs(self) -> dict[str, npt.NDArray[Any]]:
        """What the weights ask for, by name."""
        first = 1 + self.points
        return {
            "ids": np.array([self.ids], np.int64),
            "kinds": np.array([self.kinds], np.int64),
            "pooling": self.pooling[None],
            "points": np.arange(1, first, dtype=np.int64),
            "said": np.arange(first, first + self.sentences, dtype=np.int64),
        }

    @property
    def pooling(self) -> Floats:
        """Weights that make the mean of each segment's tokens, shape (segments, tokens)."""
        made = np.zeros((len(self.segments), len(self.ids)), np.float32)
        for row, (start, end) in enumerate(self.segments):
            made[row, start:end] = 1 / (end - start)
        return made


class Reader:
    """Lays texts out in tokens as the judge reads them; the same in teaching and in use."""

    def __init__(self, tokenizer: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._first, self._last = (self._special(names) for names in (_FIRST, _LAST))

    def _special(self, names: tuple[str, str]) -> int:
        found = [number for name in names if (number := self._tokenizer.token_to_id(name)) is not None]
        return found[0]

    def pieces(self, text: str) -> list[str]:
        """The word pieces of a text."""
        return list(self._tokenizer.encode(text, add_special_tokens=False).tokens)

    def whole_words(self) -> dict[str, int]:
        """The words in small letters that are one piece, with their number: the more usual, the lower."""
        known = self._tokenizer.get_vocab()
        return {
            word: number
            for word, number in known.items()
            if len(word) >= SHORTEST_KNOWN and word.isascii() and word.isalpha() and word.islower()
        }

    def tokens(self, text: str, most: int) -> list[int]:
        """Numbers of the first `most` tokens of a text."""
        return list(self._tokenizer.encode(text, add_special_tokens=False).ids[:most])

    def words(self, words: Sequence[str]) -> tuple[list[int], list[int]]:
        """One input of the judge with nothing but these words, as far as there is room: its tokens, and for each word
        the place of its first, 0 where it has none."""
        whole = " ".join(words)
        read = self._tokenizer.encode(whole, add_special_tokens=False)
        room = EVERYTHING - 2
        ids = [self._first, *read.ids[:room], self._last]
        begins = [*accumulate((len(word) + 1 for word in words[:-1]), initial=0)]
        places = [0] * len(words)
        for place, (start, end) in enumerate(read.offsets[:room], 1):
            # Some tokenizers count the space before a word to its first token, so the end says whose it is.
            word = bisect_right(begins, end - 1) - 1
            if end > start and not places[word]:
                places[word] = place
        return ids, places

    def alone(self, text: str) -> Reading:
        """One input of the judge with nothing but the first tokens of this text, as all of its segments."""
        ids = [self._first, *self.tokens(text, SENTENCE), self._last]
        whole = (1, len(ids) - 1) if len(ids) > 2 else (0, len(ids))
        return Reading(tuple(ids), (2,) * len(ids), (whole,) * 3, 1)

    def read(self, question: str, points: Sequence[str], sentences: Sequence[str]) -> Reading:
        """As many of the sentences as there is room for, at least one."""
        ids, kinds = [self._first], [0]
        segments: list[tuple[int, int]] = []
        parts = [(question, 0, QUESTION), *((text, 1, POINT) for text in points)]
        for text, kind, most in (*parts, *((text, 2, SENTENCE) for text in sentences)):
            tokens = [*self.tokens(text, most), self._last]
            if kind == 2 and len(segments) > len(parts) and len(ids) + len(tokens) > EVERYTHING:
                break
            segments.append((len(ids), len(ids) + len(tokens)))
            ids += tokens
            kinds += [kind] * len(tokens)
        return Reading(tuple(ids), tuple(kinds), tuple(segments), len(points))

    def readings(self, question: str, points: Sequence[str], sentences: Sequence[str]) -> Iterator[tuple[int, Reading]]:
        """(first sentence, reading) until every sentence was read; those of a long answer overlap."""
        start = 0
        while start < len(sentences):
            reading = self.read(question, points, sentences[start:])
            yield start, reading
            end = start + reading.sentences
            if end >= len(sentences):
                return
            start = max(start + 1, end - SHARED)


class Judge:
    """Safe to share between threads. Failed with INTERVIEW_EVALUATION_FAILED when the folder is not as in its card.

    `known_words` are those that the tokenizer knows whole and rarer ones, with their rank. `models` has those of
    verdicts on statements, on statements that others wrote wordings for, on parts of a story, and on parts that an
    answer to a follow-up question adds to one; `asked_for` is that of parts where it is known what has to be told; as
    far as training/judge/measure.py fitted them.
    """

    def __init__(self, folder: Path, threads: int = 1) -> None:
        try:
            card = json.loads((folder / CARD).read_text(encoding="utf-8"))
            weights = _checked(folder / WEIGHTS, card["sha256"])
            _checked(folder / TOKENIZER, card["tokenizer_sha256"])
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = threads
            options.inter_op_num_threads = 1
            # Without the arena the process keeps no memory between answers.
            options.enable_cpu_mem_arena = False
            self._session = onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])
            self._reader = Reader(folder / TOKENIZER)
            whole = self._reader.whole_words()
            self.known_words = {**rarer_words(len(whole)), **whole}
            self.models = {name: VerdictModel(**card[name]) for name in MODELS if name in card and name != ASKED_FOR}
            self.asked_for = AskedModel(**card[ASKED_FOR]) if ASKED_FOR in card else UNFITTED
            self._about = tuple(map(float, card.get(ABOUT, ())))
            self.is_fitted = all(name in card for name in MODELS) and len(self._about) == SIGNS_OF_ABOUT + 1
        except Failed:
            raise
        except Exception as exc:
            raise _unusable() from exc

    @property
    def tells_meanings(self) -> bool:
        """Whether meaning() can be asked: judges that were exported before it was there have no such output."""
        return any(output.name == MEANING for output in self._session.get_outputs())

    def pieces(self, text: str) -> list[str]:
        """The word pieces of a text, without reading it."""
        return self._reader.pieces(text)

    def is_about(self, odds: float, likeness: float) -> float:
        """How probable it is that a story is about what was asked, of the log odds that relevance.py gives."""
        *weights, constant = self._about
        return float(logistic(1.0, constant, np.array(weights, np.float32) @ np.array([odds, likeness], np.float32)))

    def says(self, question: str, points: Sequence[str], sentences: Sequence[str]) -> Floats:
        """Probabilities that a sentence states a point, contradicts it, or neither, shape (points, sentences, 3).

        Of a sentence that was read twice, the surest reading counts for each claim.
        """
        found = np.zeros((len(points), len(sentences), 3), np.float32)
        for start, reading in self._reader.readings(question, points, sentences) if points else ():
            part = found[:, start : start + reading.sentences]
            part[:] = np.maximum(part, _shares(*self._run(reading, LOGITS)))
        return found

    def about_line(self, question: str, line: str, sentences: Sequence[str]) -> float:
        """How probable it is (0 to 1) that a story is about the line of a resume that the question quotes; of one that
        is read in several parts, how probable for the part that is surest."""
        readings = self._reader.readings(question, [line], sentences)
        return max((float(self._run(reading, ABOUT_LINE)[0].max()) for _, reading in readings), default=0.0)

    def told(self, question: str, text: str, sentences: Sequence[str]) -> tuple[Floats, float]:
        """How probable each sentence states what has to be told, shape (sentences,), and how probable it is of a story
        as a whole that it tells it, among stories of which half do; is_about() makes of both what they are worth. Of
        what was read in several parts the surest counts."""
        found, alike = np.zeros(len(sentences), np.float32), 0.0
        for start, reading in self._reader.readings(question, [text], sentences):
            logits, like = self._run(reading, LOGITS, ABOUT_TOLD)
            part = found[start : start + reading.sentences]
            part[:] = np.maximum(part, _shares(logits)[0, :, 0])
            alike = max(alike, float(like.max()))
        return found, alike

    def belongs(self, question: str, texts: Sequence[str], sentences: Sequence[str]) -> tuple[Floats, Floats]:
        """How probable it is of each sentence by itself that it belongs to what was asked, shape (sentences,); and of
        each but the last, if it does, that an aside begins behind it, and, if it does not, that one ends there, shape
        (sentences - 1, 2). `texts` are the key points, or what has to be told in several wordings. Of a sentence that
        was read twice the surest reading counts, of two that were the first."""
        found = np.zeros(len(sentences), np.float32)
        asides = np.tile(np.array(ASIDE_ANYWHERE, np.float32), (max(0, len(sentences) - 1), 1))
        for start, reading in reversed([*self._reader.readings(question, texts, sentences)]):
            belongs, behind = self._run(reading, BELONGS, ASIDES)
            part = found[start : start + reading.sentences]
            part[:] = np.maximum(part, belongs.reshape(-1))
            asides[start : start + reading.sentences - 1] = behind[0]
        return found, asides

    def meaning(self, text: str) -> Floats:
        """What a layer makes of a text by itself, shape (width,): what texts that mean the same have in common."""
        return np.asarray(self._run(self._reader.alone(text), MEANING)[0][0, 0])

    def meaning_beside(self, question: str, sentences: Sequence[str]) -> Floats | None:
        """What a layer makes of the first sentence of an answer and of all of them, read beside its question, shape
        (2 × width,); None where there is no room for all."""
        reading = self._reader.read(question, [question], sentences)
        if reading.sentences < len(sentences):
            return None
        said = self._run(reading, MEANING)[0][0, 1 + reading.points :]
        return np.concatenate([said[0], said.mean(0)])

    def beside(self, question: str, points: Sequence[str], sentences: Sequence[str]) -> Iterator[tuple[Floats, Floats]]:
        """Of each reading of an answer what a layer makes of the question, each key point and each sentence, read
        together, shape (1 + points + sentences, width), and what says() has of it."""
        for _, reading in self._reader.readings(question, points, sentences):
            meaning, logits = self._run(reading, MEANING, LOGITS)
            yield meaning[0], _shares(logits)

    def starts(self, words: Sequence[str]) -> Floats:
        """Probabilities that a sentence begins with a word, shape (words,); words in small letters without marks."""
        found = np.zeros(len(words), np.float32)
        for start in range(0, len(words), AT_ONCE):
            first = max(0, start - BESIDE)
            ids, places = self._reader.words(words[first : start + AT_ONCE + BESIDE])
            # All are of a sentence; what else the weights ask for is not looked at.
            whole = np.full((1, 3, len(ids)), 1 / len(ids), np.float32)
            fed = {
                "ids": np.array([ids], np.int64),
                "kinds": np.full((1, len(ids)), 2, np.int64),
                "pooling": whole,
                "points": np.array([1], np.int64),
                "said": np.array([2], np.int64),
            }
            sure = np.asarray(self._session.run([STARTS], fed)[0], np.float32).reshape(-1)[places]
            sure[np.array(places) == 0] = 0
            found[start : start + AT_ONCE] = sure[start - first :][:AT_ONCE]
        return found

    def _run(self, reading: Reading, *outputs: str) -> list[Floats]:
        return [np.asarray(each, np.float32) for each in self._session.run(outputs, reading.inputs)]


def _shares(logits: Floats) -> Floats:
    """Probabilities from the logits of claims, along the last axis."""
    shares = np.exp(logits - logits.max(-1, keepdims=True))
    return np.asarray(shares / shares.sum(-1, keepdims=True))


_lock = threading.Lock()


@lru_cache(maxsize=4)
def _load(folder: Path, threads: int) -> Judge:
    return Judge(folder, threads)


def judge(folder: Path, threads: int = 1) -> Judge:
    """The process's judge from this folder, loaded on first use; Failed when its files are not as in the card, or it
    has no models of verdicts yet."""
    with _lock:
        loaded = _load(folder, threads)
    if not loaded.is_fitted:
        raise _unusable()
    return loaded


def _checked(path: Path, sha256: str) -> bytes:
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != sha256:
        raise _unusable()
    return content


def _unusable() -> Failed:
    return Failed(Code.INTERVIEW_EVALUATION_FAILED, Message.of("error.encoder_damaged"))
