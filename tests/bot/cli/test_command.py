from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.settings import shipped_corpus

ROOT = Path(__file__).parents[3]


def quoth(
    *arguments: str, folder: Path, stdin: str | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder that is not the checkout, with an empty home."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("QUOTH_", "DISCORD_"))}
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=folder,
        env=kept
        | {"PYTHONPATH": str(ROOT), "HOME": str(folder), "XDG_DATA_HOME": "", "XDG_CONFIG_HOME": ""}
        | environment,
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def one_line(text: str) -> bool:
    return text.startswith("quoth: ") and text.count("\n") == 1 and "Traceback" not in text


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        pytest.param(["ask"], "QUESTION", id="nothing asked"),
        pytest.param(["ask", "one", "two"], "two", id="a question in two words, unquoted"),
        pytest.param(["ask", "--colour", "x"], "--colour", id="unknown option"),
        pytest.param(["answer"], "answer", id="unknown command"),
        pytest.param(["ask", "x", "--batch", "y"], "--batch", id="question and batch"),
        pytest.param(["ask", "--batch", "absent.jsonl"], "absent.jsonl", id="missing batch file"),
        pytest.param(["ask", "x", "--corpus", "absent"], "absent", id="missing corpus"),
        pytest.param(["run"], "DISCORD_TOKEN", id="no token"),
        pytest.param(["evaluate", "absent.jsonl"], "absent.jsonl", id="missing question file"),
        pytest.param(["evaluate", "q.jsonl", "--plots", "q.jsonl"], "q.jsonl", id="plots into a file"),
        pytest.param(["evaluate", "talks.jsonl", "--plots", "plots"], "--plots", id="plots of no question"),
    ],
)
def test_what_is_typed_wrongly_is_one_line_and_status_2(
    arguments: list[str], says: str, tmp_path: Path
) -> None:
    (tmp_path / "q.jsonl").write_text('{"id": "1", "question": "who?"}')
    turn = {"question": "who?", "expect": "abstain"}
    (tmp_path / "talks.jsonl").write_text(json.dumps({"set": "conversation", "id": "1", "turns": [turn]}))
    done = quoth(*arguments, folder=tmp_path)
    assert done.returncode == 2
    assert one_line(done.stderr), done.stderr
    assert says in done.stderr
    assert not done.stdout


@pytest.mark.parametrize(
    "arguments", [[], ["--help"], ["ask", "--help"]], ids=["bare", "help", "of a command"]
)
def test_help_goes_to_standard_output_and_imports_nothing_heavy(arguments: list[str], tmp_path: Path) -> None:
    done = quoth(*arguments, folder=tmp_path, PYTHONPROFILEIMPORTTIME="1")
    assert done.returncode == 0
    assert "Usage" in done.stdout
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    heavy = {
        "torch",
        "numpy",
        "chromadb",
        "discord",
        "aiohttp",
        "pydantic_settings",
        "rich",
        "tantivy",
        "asyncio",
    }
    assert not imported & heavy


@pytest.mark.parametrize("files", [{}, {"only.bin": b"\x00\x01"}], ids=["empty folder", "no text"])
def test_a_corpus_with_nothing_to_quote_is_one_line_and_status_2(
    files: dict[str, bytes], tmp_path: Path
) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for name, content in files.items():
        (corpus / name).write_bytes(content)
    done = quoth("ask", "why?", "--corpus", str(corpus), folder=tmp_path)
    assert done.returncode == 2
    assert one_line(done.stderr)
    assert "corpus" in done.stderr


def test_debug_shows_the_traceback(tmp_path: Path) -> None:
    done = quoth("ask", "x", "--corpus", "absent", "--debug", folder=tmp_path)
    assert "Traceback" in done.stderr
    assert done.returncode != 0


def test_a_data_directory_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("mine")
    done = quoth("ask", "x", "--data", "taken", folder=tmp_path)
    assert done.returncode == 2
    assert one_line(done.stderr)
    assert "taken" in done.stderr
    assert (tmp_path / "taken").read_text() == "mine"


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder whose subfolder `data` holds the indexes of the shipped articles."""
    folder = tmp_path_factory.mktemp("indexed")
    done = quoth("index", "--data", "data", folder=folder)
    assert done.returncode == 0, done.stderr
    assert "2 added" in done.stdout
    return folder


@pytest.mark.slow
def test_an_answer_is_the_quote_and_where_it_stands(indexed: Path) -> None:
    done = quoth("ask", "How many people were arrested?", "--data", "data", folder=indexed)
    assert done.returncode == 0
    assert "about 2,000 arrests." in done.stdout
    assert "000_6bc5c28a9b308ef6.txt" in done.stdout
    assert "\x1b" not in done.stdout, "no colour into a pipe"
    assert not done.stderr, "a second start has nothing to say"


@pytest.mark.slow
def test_a_batch_quotes_the_files_to_the_character(indexed: Path) -> None:
    questions = ["How many people were arrested?", "", "🙂🙂", "<@123>", "a", "x " * 3_000, "\u202ewho?\x00"]
    lines = "".join(json.dumps({"id": str(n), "question": text}) + "\n" for n, text in enumerate(questions))
    done = quoth("ask", "--batch", "-", "--data", "data", folder=indexed, stdin=lines)
    assert done.returncode == 0, done.stderr
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == [str(n) for n in range(len(questions))]
    assert answers[0]["answered"]
    assert not any(answer["answered"] for answer in answers[1:4])
    for quote in (quote for answer in answers for quote in answer["quotes"] + answer["nearest"]):
        text = (shipped_corpus() / quote["source"]).read_bytes().decode("utf-8")
        assert quote["text"] == text[quote["start"] : quote["end"]]


@pytest.mark.slow
def test_an_evaluation_sets_the_engine_beside_the_baselines_and_draws_both_plots(indexed: Path) -> None:
    text = (shipped_corpus() / "000_6bc5c28a9b308ef6.txt").read_bytes().decode("utf-8")
    words = "about 2,000 arrests"
    start = text.index(words)
    gold = {"doc": "000_6bc5c28a9b308ef6.txt", "text": words, "start": start, "end": start + len(words)}
    turns = [
        {"question": "How many people were arrested?", "expect": "answer", "gold": [gold]},
        {"question": "Which article is that from?", "expect": "source_of_previous", "gold": [gold]},
    ]
    rows = [
        {"id": "1", "question": "How many people were arrested?", "gold": [gold | {"facts": ["2,000"]}]},
        {"id": "2", "question": "Who won the chess championship?", "hard": False},
        {"set": "conversation", "id": "3", "turns": turns},
    ]
    (indexed / "questions.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    done = quoth(
        *("evaluate", "questions.jsonl", "--json", "--plots", "plots", "--data", "data"), folder=indexed
    )
    assert done.returncode == 0, done.stderr
    engines = json.loads(done.stdout)["engines"]
    assert [engine["name"] for engine in engines] == ["quoth", "plain Chroma", "BM25"]
    figures = {figure["name"]: figure["value"] for figure in engines[0]["figures"]}
    assert figures["whole conversations right"] == 1.0
    assert {path.name for path in (indexed / "plots").iterdir()} == {"reliability.svg", "risk-coverage.svg"}


@pytest.mark.slow
def test_sources_are_listed_and_shown_by_a_mistyped_name(indexed: Path) -> None:
    listed = quoth("sources", "--data", "data", folder=indexed)
    assert "7 January 2022" in listed.stdout
    assert "undated" in listed.stdout
    shown = quoth("sources", "Washingtn worried about Russian soldiers", "--data", "data", folder=indexed)
    assert "Urged by President" in shown.stdout
    absent = quoth("sources", "Bolivian tin mines", "--data", "data", folder=indexed)
    assert absent.returncode == 1
    assert one_line(absent.stderr)


@pytest.mark.slow
def test_the_doctor_finds_nothing_wrong_and_says_what_is_not_there(indexed: Path) -> None:
    done = quoth("doctor", "--data", "data", folder=indexed)
    assert done.returncode == 0, done.stdout
    assert "BAD" not in done.stdout
    assert "DISCORD_TOKEN is not set" in done.stdout
