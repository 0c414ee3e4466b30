"""The `quoth` command: what can be typed, and how a failure becomes one line and an exit status."""

from __future__ import annotations

import os
import sys

import typer

from bot.cli import ask, backup, corpus, doctor, evaluate, serve

USAGE, FAILURE, INTERRUPTED = 2, 1, 130

app = typer.Typer(
    name="quoth",
    help="Answers questions only in its sources' own words.",
    add_completion=False,
    rich_markup_mode=None,  # plain help: rich's takes a tenth of a second to import
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("ask")(ask.ask)
app.command("chat")(serve.chat)
app.command("run")(serve.run)
app.command("serve")(serve.serve)
app.command("index")(corpus.index)
app.command("sources")(corpus.sources)
app.command("evaluate")(evaluate.evaluate)
app.command("doctor")(doctor.doctor)
app.command("backup")(backup.backup)
app.command("restore")(backup.restore)


def main() -> None:
    """Run the command line; errors are one line on standard error, a traceback only with --debug."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        sys.exit(app(args=sys.argv[1:] or ["--help"], standalone_mode=False))
    except (KeyboardInterrupt, typer.Abort):
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        # Whoever read our output has gone; point the stream elsewhere so that its flushing at exit is silent.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(FAILURE)
    except Exception as error:
        if "--debug" in sys.argv or os.environ.get("QUOTH_DEBUG", "").lower() in {"1", "true", "yes", "on"}:
            raise
        line, status = explain(error)
        print(f"quoth: {' '.join(line.split())}", file=sys.stderr)  # noqa: T201 - the command's own error line
        sys.exit(status)


def explain(error: Exception) -> tuple[str, int]:
    """Return the line that says what went wrong and what to do, and the exit status."""
    from bot.errors import BotError
    from retrieval.errors import ConfigurationError, RetrievalError

    match error:
        case ConfigurationError():
            return str(error), USAGE
        case RetrievalError() | BotError():
            return str(error), FAILURE
        case OSError():
            return f"{error.strerror or error} {error.filename or ''}".strip(), FAILURE
    message = getattr(error, "format_message", None)  # all that typer raises for what is typed wrongly has it
    if callable(message):
        return f"{message().rstrip('.')}; see quoth --help", USAGE
    return f"unexpected {type(error).__name__}: {error}; run again with --debug for the traceback", FAILURE
