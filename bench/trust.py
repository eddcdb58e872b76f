"""Write the two published tables anew: docs/attacks.md and docs/fairness.md.

python -m bench.trust
"""

from __future__ import annotations

from bench import attacks, fairness_page
from bench.only_help import only_help


def main() -> None:
    """Measure both; minutes on two cores."""
    attacks.main()
    fairness_page.main()


if __name__ == "__main__":
    only_help(__doc__)
    main()
