"""`python -m converter`: the command line."""

import sys

from converter.cli import main

if __name__ == "__main__":
    sys.exit(main())
