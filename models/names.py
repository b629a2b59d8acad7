"""The names that models and ensembles may have: they stand in URLs and in the names of folders.

R has the same rule in modelservice's check_name(); a test compares the two.
"""

import re
from typing import Final

NAME: Final = r"^[A-Za-z0-9][A-Za-z0-9_-]*$"


def is_name(text: str) -> bool:
    """Whether a model may be named so."""
    # fullmatch: Python's `$` would let a line end after it pass.
    return re.fullmatch(NAME.strip("^$"), text) is not None
