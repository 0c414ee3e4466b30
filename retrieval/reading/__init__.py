"""Reads a question beside a few sentences: does this answer, which sentence, which words."""
