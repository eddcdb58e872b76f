"""`python -m interview.command_line`: what `mock-interview` does, in a checkout."""

from interview.command_line.main import main

raise SystemExit(main())
