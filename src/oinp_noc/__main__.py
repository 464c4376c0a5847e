"""The command line as a module: ``python -m oinp_noc``."""

import sys

from oinp_noc.cli import main

sys.exit(main())
