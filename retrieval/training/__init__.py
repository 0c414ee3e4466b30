"""Trains the reader; an extra of the package, needed by nobody who only asks questions."""
