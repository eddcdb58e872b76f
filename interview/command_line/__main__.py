"""`python -m interview.command_line COMMAND`, as in a checkout."""

from interview.command_line.main import main

raise SystemExit(main())
