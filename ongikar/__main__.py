"""`python -m ongikar` is the command `ongikar`."""

from ongikar.ops.cli import main

raise SystemExit(main())
