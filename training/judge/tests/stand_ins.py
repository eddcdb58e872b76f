"""What the tests of the scripts use in place of the real things: small encoders, few texts, a hub on this machine."""

from __future__ import annotations

import hashlib
import json
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote

import torch
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, trainers
from transformers import (
    BertConfig,
    BertModel,
    MPNetConfig,
    MPNetModel,
    RobertaConfig,
    RobertaForSequenceClassification,
)

from interview.question_bank.bank import load_bank
from training.judge import belongs, line_stories, told_apart
from training.judge.asked import FOLDER, INSTEAD
from training.judge.authored import ABOUT, BESIDE, DATA, DENSE, FOLDERS, IN_USE, MISTAKEN, TALK, TURNED, read
from training.judge.train import STATE

# What is reported of verdicts comes from models that were fitted on other questions, so there are two.
TOLD = 2
PEOPLE = 2
LINES = 9
LEARNED = ("statements_00.txt", "answers_30.txt", "stories_a.txt")
CARD = "---\nlicense: {licence}\nlanguage: en\n---\n# A stand-in\n"
# Large enough that a wrong place, layer or bias shows.
SHAPE = {
    "hidden_size": 32,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "intermediate_size": 64,
    "initializer_range": 0.2,
}
VOCABULARY = 600
# Logits of states, contradicts and neither.
SILENT, PRAISING = (-8.0, -8.0, 8.0), (8.0, -8.0, -8.0)
MARKS = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]


def texts() -> list[str]:
    """Sentences that the tokenizers are made from."""
    return [each.text for each in read(DATA / "learn" / LEARNED[0])[0]]


def roberta(folder: Path) -> Path:
    """A classifier, as those are that learned inference, with byte pairs."""
    made = Tokenizer(models.BPE())
    made.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    letters = pre_tokenizers.ByteLevel.alphabet()
    taught = trainers.BpeTrainer(
        vocab_size=VOCABULARY, special_tokens=MARKS, initial_alphabet=letters, show_progress=False
    )
    made.train_from_iterator(texts(), taught)
    config = RobertaConfig(
        vocab_size=made.get_vocab_size(), max_position_embeddings=514, type_vocab_size=1, num_labels=3, **SHAPE
    )
    return _saved(RobertaForSequenceClassification(config), made, folder)


def mpnet(folder: Path) -> Path:
    made = _word_pieces(MARKS, "<unk>")
    config = MPNetConfig(vocab_size=made.get_vocab_size(), max_position_embeddings=514, **SHAPE)
    return _saved(MPNetModel(config), made, folder)


def bert(folder: Path) -> Path:
    made = _word_pieces(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"], "[UNK]")
    config = BertConfig(vocab_size=made.get_vocab_size(), max_position_embeddings=512, **SHAPE)
    return _saved(BertModel(config), made, folder)


def _word_pieces(marks: list[str], unknown: str) -> Tokenizer:
    made = Tokenizer(models.WordPiece(unk_token=unknown))
    made.normalizer, made.pre_tokenizer = normalizers.BertNormalizer(), pre_tokenizers.BertPreTokenizer()
    taught = trainers.WordPieceTrainer(vocab_size=VOCABULARY, special_tokens=marks, show_progress=False)
    made.train_from_iterator(texts(), taught)
    return made


def _saved(model: torch.nn.Module, tokenizer: Tokenizer, folder: Path) -> Path:
    # Pretrained biases and norms are not zeros and ones.
    for weights in model.parameters():
        if weights.ndim == 1:
            weights.data += torch.randn_like(weights) * SHAPE["initializer_range"]
    model.save_pretrained(folder)
    tokenizer.save(str(folder / "tokenizer.json"))
    (folder / "README.md").write_text(CARD.format(licence="apache-2.0"), encoding="utf-8")
    return folder


def copied(folder: Path, to: Path) -> Path:
    return Path(shutil.copytree(folder, to, dirs_exist_ok=True))


def fixed(taught: Path, folder: Path, logits: tuple[float, float, float]) -> Path:
    """A taught judge that says the same of everything."""
    copied(taught, folder)
    state = torch.load(folder / STATE, weights_only=True)
    state["claim.weight"] *= 1e-3
    state["claim.bias"] = torch.tensor(logits)
    torch.save(state, folder / STATE)
    return folder


def data(folder: Path) -> Path:
    """A few of the texts to learn from; to measure and for calibration answers to questions of the bank that are wrong
    throughout, and stories that say nothing."""
    for part in FOLDERS:
        (folder / part).mkdir(parents=True)
    for part, names in (("learn", (*LEARNED, TALK, BESIDE)), ("held", (TALK, BESIDE))):
        for name in names:
            shutil.copy(DATA / part / name, folder / part / name)
    for part, name in (("learn", INSTEAD), ("learn", "pairs_1.txt"), ("calibration", "pairs_7.txt")):
        (folder / part / FOLDER).mkdir(exist_ok=True)
        shutil.copy(DATA / part / FOLDER / name, folder / part / FOLDER / name)
    for part, name in (("learn", "lines_00.txt"), ("learn", "lines_01.txt"), ("held", "lines_00.txt")):
        (folder / part / line_stories.FOLDER).mkdir(exist_ok=True)
        everybody = (DATA / part / line_stories.FOLDER / name).read_text(encoding="utf-8").split("\n# ")
        (folder / part / line_stories.FOLDER / name).write_text("\n# ".join(everybody[:PEOPLE]), encoding="utf-8")
    for part, name in (("learn", "pairs_27.txt"), ("held", "pairs_41.txt")):
        (folder / part / told_apart.FOLDER).mkdir(exist_ok=True)
        everybody = (DATA / part / told_apart.FOLDER / name).read_text(encoding="utf-8").split("\n# ")
        (folder / part / told_apart.FOLDER / name).write_text("\n# ".join(everybody[:PEOPLE]), encoding="utf-8")
    for part, vague in (("learn", ("pairs_27/0/0", "pairs_27/0/1")), ("held", ("pairs_41/0/0",))):
        (folder / part / belongs.FOLDER).mkdir()
        asides = (DATA / part / belongs.FOLDER / "asides_00.txt").read_text(encoding="utf-8").split("\n# ")
        (folder / part / belongs.FOLDER / "asides_00.txt").write_text("\n# ".join(asides[:PEOPLE]), encoding="utf-8")
        between = (DATA / part / belongs.FOLDER / "between_00.txt").read_text(encoding="utf-8").splitlines()
        (folder / part / belongs.FOLDER / "between_00.txt").write_text("\n".join(between[:LINES]), encoding="utf-8")
        lines = [line for name in vague for line in (f"# {name}", "I like to talk.", "It works well.")]
        (folder / part / belongs.FOLDER / "vague_00.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    known = {each.question_id for each in read(folder / "learn" / LEARNED[2])[1]}
    rows = (line.split("\t") for line in (DATA / "learn" / ABOUT).read_text(encoding="utf-8").splitlines())
    beside = ["\t".join(row) for row in rows if {row[0], row[3]} <= known and row[2] == "0"]
    (folder / "learn" / ABOUT).write_text("\n".join(beside) + "\n", encoding="utf-8")
    asked = sorted({each.question_id for each in read(DATA / "held" / "statements_00.txt")[0]})
    questions = []
    for name in asked[:2]:
        lines = [f"# {name}", f"? Why does {name} hold?"]
        for point in range(2):
            lines += [f"## {point} Because of reason {point}", f"+ It is reason {point}.", f"- It is never {point}."]
            lines += [f"! Reason {point} has no part in it", f"~ Reason {point} is a word."]
        for author in range(2):
            lines += ["## answer wrong", "[] Well."]
            for point in range(2):
                lines += [f"[{point}-] Reason {point} is never why, says {author}.", f"! {point} Not reason {point}"]
        questions += lines
    (folder / "held" / "statements.txt").write_text("\n".join(questions) + "\n", encoding="utf-8")
    learned = read(folder / "learn" / LEARNED[1])[1][0].question_id
    for part, name in (("learn", learned), ("held", asked[0])):
        block = [f"# {name}", "## talk", "I read about it on the train.", "## vague", "It keeps things safe."]
        (folder / part / belongs.FOLDER / "talk_00.txt").write_text("\n".join(block) + "\n", encoding="utf-8")
    stories = sorted({each.question_id for each in read(DATA / "held" / "stories.txt")[1]})[:TOLD]
    told = []
    for story in stories:
        told += [f"# {story}", "? Tell us of a failure.", "## waffle", "[] I like people.", "[] We move on."]
        told += [f">> {load_bank().by_id[story][1].follow_ups[0].question}", "[] It went on."]
    for part in ("held", "calibration"):
        (folder / part / "stories.txt").write_text("\n".join(told) + "\n", encoding="utf-8")
    answers = [line for line in questions if not line.startswith(("+", "-", "~", "! Reason"))]
    for made in (TURNED, DENSE, MISTAKEN, IN_USE):
        (folder / made).mkdir()
    for to in ("calibration", TURNED, DENSE, MISTAKEN, IN_USE):
        (folder / to / "answers.txt").write_text("\n".join(answers) + "\n", encoding="utf-8")
    return folder


class Hub(ThreadingHTTPServer):
    """As much of a model hub's interface as fetching needs. `folders` has the files of each (name, commit); what stands
    in `lost` is listed but not there, and a file is served as in `changed` but listed as it is. `page`, where there is
    one, stands in place of everything."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.folders: dict[tuple[str, str], Path] = {}
        self.lost: set[str] = set()
        self.changed: dict[str, bytes] = {}
        self.page = b""
        self.served: list[str] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


@contextmanager
def hub() -> Iterator[Hub]:
    with Hub() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


class _Answer(BaseHTTPRequestHandler):
    server: Hub
    protocol_version = "HTTP/1.1"

    def do_HEAD(self) -> None:
        parts = unquote(self.path.split("?")[0]).strip("/").split("/")
        if self.server.page:
            self._send(200, self.server.page)
        elif parts[:2] == ["api", "models"]:
            self._list("/".join(parts[2:4]), parts[5])
        else:
            self._file("/".join(parts[:2]), parts[3], "/".join(parts[4:]))

    do_GET = do_HEAD

    def _list(self, name: str, commit: str) -> None:
        if folder := self._folder(name, commit):
            listed = []
            for path in sorted(each for each in folder.rglob("*") if each.is_file()):
                each: dict[str, object] = {"rfilename": path.relative_to(folder).as_posix()}
                if path.suffix == ".safetensors":
                    size, sha256 = path.stat().st_size, hashlib.sha256(path.read_bytes()).hexdigest()
                    each |= {"size": size, "lfs": {"size": size, "sha256": sha256, "pointerSize": 100}}
                listed.append(each)
            listed += [{"rfilename": file} for file in self.server.lost]
            self._send(200, json.dumps({"id": name, "sha": commit, "siblings": listed}).encode())

    def _file(self, name: str, commit: str, file: str) -> None:
        folder = self._folder(name, commit)
        if folder is None:
            return
        if not (folder / file).exists():
            self._refuse("EntryNotFound")
            return
        content = self.server.changed.get(file, (folder / file).read_bytes())
        etag = hashlib.sha256((folder / file).read_bytes()).hexdigest()
        self._send(200, content, {"X-Repo-Commit": commit, "ETag": f'"{etag}"'})
        if self.command == "GET":
            self.server.served.append(file)

    def _folder(self, name: str, commit: str) -> Path | None:
        folder = self.server.folders.get((name, commit))
        if folder is None:
            known = any(name == each for each, _ in self.server.folders)
            self._refuse("RevisionNotFound" if known else "RepoNotFound")
        return folder

    def _refuse(self, code: str) -> None:
        self._send(404, b"", {"X-Error-Code": code})

    def _send(self, status: int, content: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {**(headers or {}), "Content-Length": str(len(content))}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is printed."""
