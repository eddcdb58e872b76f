from interview.command_line.main import main

raise SystemExit(main())
