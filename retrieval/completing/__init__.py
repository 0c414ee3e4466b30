"""From the sentences that answer to the span that a reader needs to understand them."""

from retrieval.completing.spans import LONGEST_COMPLETED, completed

__all__ = ["LONGEST_COMPLETED", "completed"]
