"""The encoder that is written out gives what the pretrained one gives."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from transformers import AutoModel, GPT2Config

from interview.scorer.judge import TOKENIZER, Reader
from training.judge.model import ENCODERS, Encoder


@pytest.mark.parametrize("kind", ENCODERS)
def test_states_are_those_of_the_pretrained_encoder(encoders: dict[str, Path], kind: str) -> None:
    given = AutoModel.from_pretrained(encoders[kind], add_pooling_layer=False).eval()
    made = Encoder(encoders[kind]).eval()
    torch.manual_seed(1)
    ids = torch.randint(5, 500, (2, 500))
    mask = torch.ones_like(ids)
    mask[1, 60:] = 0
    with torch.no_grad():
        wanted = given(ids, attention_mask=mask).last_hidden_state
        found = made(ids, mask, torch.zeros_like(ids))
    # One has padding behind its tokens.
    for row, length in ((0, 500), (1, 60)):
        torch.testing.assert_close(found[row, :length], wanted[row, :length], atol=1e-4, rtol=0)


def test_another_kind_of_encoder_is_refused(tmp_path: Path) -> None:
    GPT2Config(n_layer=1).save_pretrained(tmp_path)
    with pytest.raises(ValueError, match="not from gpt2"):
        Encoder(tmp_path)


@pytest.mark.parametrize("kind", ["roberta", "mpnet"])
def test_a_reading_begins_and_its_segments_end_with_the_marks_of_the_encoder(
    encoders: dict[str, Path], kind: str
) -> None:
    reading = Reader(encoders[kind] / TOKENIZER).read("Why?", ["Because of this"], ["It is so."])
    assert reading.ids[0] == 0
    assert [reading.ids[end - 1] for _, end in reading.segments] == [2, 2, 2]
