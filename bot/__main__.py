"""Runs the `quoth` command; `python -m bot` is the same program."""

from bot.cli import main

if __name__ == "__main__":
    main()
