from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.settings import (
    CONFIG_VARIABLE,
    Settings,
    load_settings,
    setting_lines,
    shipped_corpus,
    user_data_directory,
    variable_of,
)
from retrieval.errors import ConfigurationError
from retrieval.settings import CorpusFolder


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Start without any setting, in a home of our own."""
    for name in list(os.environ):
        if name.upper().startswith("QUOTH_") or name.startswith("XDG_") or name == "DISCORD_TOKEN":
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def write_config(home: Path, text: str) -> Path:
    path = home / ".config" / "quoth" / "quoth.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def refusal(**options: object) -> str:
    with pytest.raises(ConfigurationError) as caught:
        load_settings(**options)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_without_any_setting_the_shipped_articles_are_answered_from() -> None:
    settings = load_settings()
    assert settings.corpus == (CorpusFolder(shipped_corpus()),)
    assert (shipped_corpus() / "sources.toml").is_file()
    assert settings.token is None


def test_the_command_line_wins_over_the_environment_over_the_file_over_the_default(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert load_settings().queue_size == 200
    write_config(home, "queue_size = 1")
    assert load_settings().queue_size == 1
    monkeypatch.setenv("QUOTH_QUEUE_SIZE", "2")
    assert load_settings().queue_size == 2
    assert load_settings(queue_size=3).queue_size == 3


def test_an_option_not_given_on_the_command_line_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUOTH_QUOTES", "2")
    assert load_settings(quotes=None, corpus=None).quotes == 2


def test_an_empty_variable_counts_as_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for line in setting_lines():
        monkeypatch.setenv(line.variable, "")
    assert load_settings() == load_settings()


@pytest.mark.parametrize("pasted", ["abc.def.ghi", "  abc.def.ghi\n", "Bot abc.def.ghi"])
def test_the_token_is_read_as_people_paste_it_and_never_printed(
    pasted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", pasted)
    settings = load_settings()
    assert settings.token is not None
    assert settings.token.get_secret_value() == "abc.def.ghi"
    assert "abc" not in repr(settings)


def test_a_token_that_cannot_be_one_is_refused_without_being_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "secret words")
    message = refusal()
    assert message.startswith("DISCORD_TOKEN: ")
    assert "secret" not in message


def test_another_programs_token_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOKEN", "abc")
    assert load_settings().token is None


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("QUOTH_QUOTES", "0"),
        ("QUOTH_QUOTES", "4"),
        ("QUOTH_QUOTES", "three"),
        ("QUOTH_SURENESS", "1.5"),
        ("QUOTH_SURENESS", "0"),
        ("QUOTH_SURENESS", "nan"),
        ("QUOTH_THREADS", "-1"),
        ("QUOTH_QUEUE_SIZE", "0"),
        ("QUOTH_ANSWER_DEADLINE", "inf"),
        ("QUOTH_WARM_UP_WAIT", "-1"),
        ("QUOTH_CONVERSATION_MINUTES", "0"),
        ("QUOTH_CONVERSATION_MINUTES", "nan"),
        ("QUOTH_ANSWERS_KEPT_DAYS", "-1"),
        ("QUOTH_MESSAGE_CONTENT", "perhaps"),
        ("QUOTH_LOG_LEVEL", "loud"),
        ("QUOTH_LOG_FORMAT", "xml"),
        ("QUOTH_DEBUG", "perhaps"),
    ],
)
def test_a_bad_value_is_refused_with_the_name_of_its_variable(
    variable: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, value)
    message = refusal()
    assert message.startswith(f"{variable}: ")
    assert message.endswith("correct or remove it")


def test_a_bad_option_is_refused_by_its_name() -> None:
    assert refusal(queue_size=0).startswith("option --queue-size: ")
    assert refusal(data=Path("a\0b")).startswith("option --data: ")


def test_a_bad_value_in_the_file_is_refused_with_the_file_named(home: Path) -> None:
    path = write_config(home, "quotes = 9")
    assert refusal().startswith(f"`quotes` in {path}: ")


def test_an_unknown_key_in_the_file_is_refused_with_the_nearest_known_one(home: Path) -> None:
    path = write_config(home, "quote = 2")
    assert refusal() == f"`quote` in {path} is not a setting; did you mean `quotes`?"
    write_config(home, "[database]\nurl = 'x'")
    assert "`database`" in refusal()


@pytest.mark.parametrize("text", ["quotes = ", "quotes", "[", "\0"])
def test_a_file_that_is_no_toml_is_refused(home: Path, text: str) -> None:
    assert str(write_config(home, text)) in refusal()


def test_a_file_that_is_not_utf8_is_refused(home: Path) -> None:
    path = write_config(home, "")
    path.write_bytes(b"model = '\xff'")
    assert str(path) in refusal()


def test_the_file_may_stand_elsewhere_but_then_has_to_exist(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(CONFIG_VARIABLE, str(home / "mine.toml"))
    assert str(home / "mine.toml") in refusal()
    (home / "mine.toml").write_text('token = "abc"\nmodel = "other"', encoding="utf-8")
    assert load_settings().model == "other"
    monkeypatch.setenv(CONFIG_VARIABLE, str(home))
    assert "cannot read" in refusal()


def test_the_data_directory_follows_the_platforms_convention(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    assert user_data_directory() == home / ".local/share/quoth"
    monkeypatch.setenv("XDG_DATA_HOME", "relative/is/ignored")
    assert user_data_directory() == home / ".local/share/quoth"
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    assert user_data_directory() == home / "data/quoth"
    monkeypatch.setattr(sys, "platform", "darwin")
    assert user_data_directory() == home / "Library/Application Support/quoth"


def test_a_tilde_is_the_home_directory(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUOTH_DATA", "~/quoth")
    assert load_settings().data == home / "quoth"


def test_the_engine_is_told_what_it_has_to_know(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    assert load_settings().engine().sureness is None
    monkeypatch.setenv("QUOTH_SURENESS", "0.7")
    engine = load_settings(corpus=home, data=home / "data").engine()
    assert (engine.corpora, engine.data, engine.sureness) == ((CorpusFolder(home),), home / "data", 0.7)


def test_every_setting_is_listed_once_with_a_description() -> None:
    lines = setting_lines()
    assert [line.variable for line in lines] == [*map(variable_of, Settings.model_fields), CONFIG_VARIABLE]
    for line in lines:
        assert line.description.endswith(".")
        assert "|" not in line.description + line.default
        assert line.default


def test_importing_reads_no_setting() -> None:
    run = [sys.executable, "-c", "import bot.settings, bot.worker, bot.logs"]
    environment = {**os.environ, "QUOTH_QUOTES": "many", CONFIG_VARIABLE: "/nowhere"}
    subprocess.run(run, check=True, env=environment)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"database_url": "postgresql://u:hidden@h/d"}, "QUOTH_CHROMA_URL"),
        ({"database_url": "mysql://u:hidden@h/d", "chroma_url": "http://h:1"}, "postgresql://"),
        ({"chroma_url": "ftp://h:1"}, "http://host:port"),
    ],
    ids=["a database without a vector server", "another database", "no web address"],
)
def test_servers_that_cannot_be_are_refused_without_their_password(
    options: dict[str, str], said: str
) -> None:
    refused = refusal(**options)
    assert said in refused
    assert "hidden" not in refused


def test_passwords_and_tokens_are_secrets_as_written_and_as_meant() -> None:
    settings = load_settings(
        token="a", chroma_token="b", chroma_url="http://h:1", database_url="postgresql://u:hi%40d@h/d"
    )
    assert set(settings.secrets) == {"a", "b", "hi%40d", "hi@d"}
    assert "hi%40d" not in repr(settings) + repr(settings.engine())
