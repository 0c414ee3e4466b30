"""From words that a message quotes to the sentences that hold them."""

from retrieval.quotations.finder import Finding, QuotationFinder

__all__ = ["Finding", "QuotationFinder"]
