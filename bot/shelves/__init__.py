"""Shelves: the documents that moderators add from Discord, a folder for each server, and what was only offered yet."""

from bot.shelves.naming import safe_name
from bot.shelves.pending import Deed, Pending
from bot.shelves.shelf import MOST_BYTES, MOST_FILES, Shelf
from bot.shelves.shelves import DOCUMENT_BYTES, Offer, Shelves

__all__ = [
    "DOCUMENT_BYTES",
    "MOST_BYTES",
    "MOST_FILES",
    "Deed",
    "Offer",
    "Pending",
    "Shelf",
    "Shelves",
    "safe_name",
]
