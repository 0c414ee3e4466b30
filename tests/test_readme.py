from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest

from bot.cli import app
from bot.rendering.payload import answer_payload
from retrieval.corpus import read_corpus
from retrieval.labelled import Expect, read_labelled
from tests.bot.engines import abstention, answer

README = (Path(__file__).parents[1] / "README.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    """Return the fenced blocks of a language, in order."""
    return re.findall(rf"^ *```{language}\n(.*?)^ *```", README, re.DOTALL | re.MULTILINE)


def section(title: str) -> str:
    return README.split(f"\n## {title}\n")[1].split("\n## ")[0]


def test_the_table_of_commands_names_every_command_and_no_other() -> None:
    named = re.findall(r"^\| `quoth (\w+)", section("Commands"), re.MULTILINE)
    assert named == [command.name for command in app.registered_commands]


@pytest.mark.parametrize("command", sorted({*re.findall(r"quoth (\w+)", "\n".join(blocks("sh")))}))
def test_every_command_typed_in_the_readme_exists(command: str) -> None:
    assert command in {registered.name for registered in app.registered_commands}


def test_setting_up_and_testing_take_one_line_each() -> None:
    assert len(blocks("sh")[0].splitlines()) == 1
    (test_command,) = re.findall(r"```sh\n(.*?)```", section("Test"), re.DOTALL)
    assert len(test_command.splitlines()) == 1
    assert "pytest" in test_command


def test_the_example_of_an_answer_line_has_the_keys_that_are_written() -> None:
    (example,) = (json.loads(block) for block in blocks("json") if '"quotes"' in block)
    for outcome in (answer("why?"), abstention("why?")):
        written = answer_payload(outcome)
        assert list(written) == list(example)
    quote = example["quotes"][0]
    assert list(quote) == list(json.loads(json.dumps(answer_payload(answer("why?"))))["quotes"][0])


def test_the_example_of_labelled_questions_is_read(tmp_path: Path) -> None:
    examples = [json.dumps(json.loads(block)) for block in blocks("json") if '"gold"' in block]
    (tmp_path / "questions.jsonl").write_text("\n".join(examples))
    labelled = read_labelled(tmp_path / "questions.jsonl")
    assert [question.answerable for question in labelled.questions] == [True]
    assert [turn.question.answerable for turn in labelled.conversations[0].turns] == [True, False]


def test_everything_that_a_turn_may_ask_for_is_explained() -> None:
    rows = re.findall(r"^\| (`.*?) \|", section("Evaluation"), re.MULTILINE)
    explained = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    assert explained == {"expect", *(expect.value for expect in Expect)}


def test_the_example_of_sources_toml_is_obeyed(tmp_path: Path) -> None:
    (example,) = blocks("toml")
    (name,) = tomllib.loads(example)
    (tmp_path / name).parent.mkdir()
    (tmp_path / name).write_text("The roof leaks. The landlord was told.\n")
    (tmp_path / "sources.toml").write_text(example)
    (document,) = read_corpus(tmp_path).documents
    assert (document.name, document.title) == (name, "Minutes of the March meeting")
    assert document.published is not None
    assert document.published.isoformat() == "2024-03-12"


def test_every_path_named_exists() -> None:
    root = Path(__file__).parents[1]
    for path in re.findall(r"`((?:deploy|retrieval|bot|seeds|\.ci)/[\w./-]*)`|\]\(([^)#:]+)\)", README):
        assert (root / (path[0] or path[1])).exists(), path


def test_every_module_run_with_python_m_exists() -> None:
    for module in re.findall(r"python3? -m ((?:tests|retrieval|bot)[\w.]*)", README):
        path = Path(__file__).parents[1] / module.replace(".", "/")
        assert path.with_suffix(".py").is_file() or (path / "__main__.py").is_file(), module
