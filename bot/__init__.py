"""Quoth: the Discord bot, the command line and everything they show."""
