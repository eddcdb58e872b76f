"""Measure what is understood from resumes: python bench/skills.py FOLDER GOLD.json

GOLD names, per file of FOLDER, the skills it `must` show and those it may (`opt`). Prints precision and recall
per file and in total; names are compared by their usual spelling.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from interview.resume.profile.lexicon import words_of
from interview.resume.profile.reader import understand
from interview.resume.read import read_resume
from tests.usual_names import usual_name


def comparable(names: list[str]) -> set[tuple[str, ...]]:
    """Names reduced to what two spellings of one skill have in common."""
    return {words_of(usual_name(name)) for name in names}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--show", action="store_true", help="name what was missed and what was wrong")
    arguments = parser.parse_args()
    gold = json.loads(arguments.gold.read_text(encoding="utf-8"))
    right = found_total = recalled = must_total = 0
    understand("warm up")
    print(f"{'file':44} {'prec':>5} {'rec':>5} {'found':>5} {'must':>5} {'ms':>6}  level   years  projects")
    for name in sorted(key for key in gold if not key.startswith("_")):
        text = read_resume(name, (arguments.folder / name).read_bytes()).text
        started = time.perf_counter()
        profile = understand(text)
        took = (time.perf_counter() - started) * 1000
        found = comparable([skill.name for skill in profile.skills])
        must, optional = comparable(gold[name]["must"]), comparable(gold[name].get("opt", []))
        good, hit = found & (must | optional), found & must
        right, found_total = right + len(good), found_total + len(found)
        recalled, must_total = recalled + len(hit), must_total + len(must)
        print(
            f"{name:44} {len(good) / max(1, len(found)):5.2f} {len(hit) / max(1, len(must)):5.2f}"
            f" {len(found):5} {len(must):5} {took:6.1f}  {profile.level:7} {profile.years!s:6} {len(profile.projects)}"
        )
        if arguments.show:
            print("    missed:", ", ".join(" ".join(words) for words in sorted(must - found)))
            print("    wrong: ", ", ".join(" ".join(words) for words in sorted(found - must - optional)))
    print(f"{'total':44} {right / max(1, found_total):5.2f} {recalled / max(1, must_total):5.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
