"""What a passphrase must have at least; judges none."""

from __future__ import annotations

LEAST_LETTERS = 12
"""Letters, with the spaces between words."""
LEAST_SCORE = 3
"""Of zxcvbn's 0 to 4: 10⁸ guesses or more, each of which costs a quarter of a second where the key was made."""
BEST_SCORE = 4
