"""Every setting: its default, what it may be, and what it means."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, Self
from urllib.parse import unquote, urlsplit

from pydantic import Field, InstanceOf, SecretStr, ValidationInfo, field_validator, model_validator
from pydantic_settings import BaseSettings, InitSettingsSource, NoDecode, SettingsConfigDict

from bot.address import Address, address_of
from bot.corpora import corpus_texts, expanded, named_corpora
from bot.settings.directories import shipped_corpus, user_data_directory
from bot.settings.file import read_config_file
from retrieval.errors import ConfigurationError
from retrieval.settings import DEFAULT_MODEL, CorpusFolder, EngineSettings

if TYPE_CHECKING:
    from pydantic_settings import PydanticBaseSettingsSource

PREFIX = "QUOTH_"
TOKEN_VARIABLE = "DISCORD_TOKEN"  # noqa: S105 - the name of a variable, not a token
_ORIGIN = re.compile(r"https?://[A-Za-z0-9.-]+(:\d{1,5})?|https?://\[[0-9A-Fa-f:]+\](:\d{1,5})?")


class Settings(BaseSettings):
    """Every setting with its default; read from the environment and the file when constructed."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_ignore_empty=True,  # so that env.example can list every setting and leave it empty
        extra="forbid",
        frozen=True,
        populate_by_name=True,
    )

    token: SecretStr | None = Field(
        None,
        validation_alias=TOKEN_VARIABLE,
        description="Token of the Discord bot; only `quoth run` needs it.",
    )
    corpus: Annotated[tuple[InstanceOf[CorpusFolder], ...], NoDecode] = Field(
        default_factory=lambda: (CorpusFolder(shipped_corpus()),),
        description="Folders of the documents that answers are quoted from: `DIR`, or several `NAME=DIR`, separated as in PATH or by line ends.",
        json_schema_extra={"shown": "the two shipped articles"},
    )
    data: Path = Field(
        default_factory=user_data_directory,
        description="Folder for the catalogue and the indexes; one process at a time.",
        json_schema_extra={"shown": "per-user data directory, such as `~/.local/share/quoth`"},
    )
    chroma_url: str | None = Field(
        None,
        description="Chroma server for the vectors, such as http://127.0.0.1:8000; a folder in QUOTH_DATA where it is empty.",
    )
    chroma_token: SecretStr | None = Field(
        None,
        description="Token that the Chroma server, or what stands before it, wants in the header X-Chroma-Token.",
    )
    database_url: SecretStr | None = Field(
        None,
        description="PostgreSQL database for catalogue and conversations, postgresql://user:password@host:5432/name, which several processes may share; needs QUOTH_CHROMA_URL.",
    )
    watch: bool = Field(
        default=True,
        description="Watch the folders of the documents while `quoth run` or `quoth serve` runs, and take in what changes.",
    )
    model: str = Field(
        DEFAULT_MODEL,
        min_length=1,
        description="Embedding model: the installed one by its name, any other by the path of its folder; none is fetched.",
    )
    threads: int = Field(
        0, ge=0, le=1024, description="Threads the model may use; 0 lets it have one per processor core."
    )
    reader: Literal["trained", "signals"] = Field(
        "trained",
        description="Who decides what answers: trained (the reader's model) or signals (the search alone; faster).",
    )
    quotes: int = Field(3, ge=1, le=3, description="Quotes shown at most for one message (1 to 3).")
    sureness: float | None = Field(
        None,
        gt=0,
        lt=1,
        description="How sure it must be to answer (between 0 and 1); higher abstains more often.",
        json_schema_extra={"shown": "the value chosen on data"},
    )
    queue_size: int = Field(
        200,
        ge=1,
        le=100_000,
        description="Questions that may wait at once; further ones are told to try again.",
    )
    answer_deadline: float = Field(
        60, gt=0, le=800, description="Seconds after which whoever asked is told that it takes too long."
    )  # a deferred interaction can be answered for 900 s
    warm_up_wait: float = Field(
        5, ge=0, le=800, description="Seconds a question waits for the model to load before it is told so."
    )
    conversation_minutes: float = Field(
        30,
        gt=0,
        le=10_080,
        description="Minutes without a word after which a conversation is over and nothing before it counts.",
    )
    answers_kept_days: float = Field(
        7,
        gt=0,
        le=3650,
        description="Days after which questions and answers kept for conversations and buttons are deleted.",
    )
    person_questions: int = Field(
        10,
        ge=0,
        le=10_000,
        description="Questions that one person may ask within QUOTH_PACE_SECONDS; 0 sets no limit.",
    )
    channel_questions: int = Field(
        200,
        ge=0,
        le=100_000,
        description="Questions that may be asked in one channel within QUOTH_PACE_SECONDS; 0 sets no limit.",
    )
    pace_seconds: float = Field(
        20,
        gt=0,
        le=86_400,
        description="Seconds within which the questions of a person or a channel are counted.",
    )
    message_content: bool = Field(
        default=False,
        description="Read every message in threads the bot opened, and what /settings has it answer unasked; needs the message content intent.",
    )
    shards: int | None = Field(
        None,
        ge=1,
        le=16_384,
        description="Connections to Discord among which the servers are divided; Discord demands more from 2,500 servers on.",
        json_schema_extra={"shown": "one, undivided"},
    )
    shard_ids: Annotated[tuple[int, ...], NoDecode] = Field(
        (),
        description="Those of them that this process holds, as in 0,1; each process has its own QUOTH_DATA.",
        json_schema_extra={"shown": "all of them"},
    )
    web: str | None = Field(
        None,
        description="Address at which `quoth run` opens the reading room, such as `127.0.0.1:8080`; `quoth serve` opens it there or at that one.",
    )
    web_token: SecretStr | None = Field(
        None,
        description="Token that the JSON API then asks for, and the pages as password unless QUOTH_WEB_PUBLIC is set.",
    )
    web_public: bool = Field(
        default=False,
        description="Open the pages to everybody, and listen on an address that other machines reach even without a token.",
    )
    web_origins: str = Field(
        "",
        description="Sites whose scripts may call the API, such as `https://example.org`, with commas between them.",
        json_schema_extra={"shown": "none"},
    )
    base_url: str = Field(
        "",
        description="Public address of the reading room, such as `https://quoth.example.org`; quotes in Discord then link to it.",
        json_schema_extra={"shown": "none"},
    )
    metrics: str | None = Field(
        None,
        description="Address for health, readiness and metrics, such as 127.0.0.1:9464; not served where it is empty.",
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        "INFO", description="Least severe messages logged: DEBUG, INFO, WARNING or ERROR."
    )
    log_format: Literal["text", "json"] = Field("text", description="Form of a log line: text or json.")
    debug: bool = Field(default=False, description="Show a traceback when a command fails.")

    def engine(self) -> EngineSettings:
        """Return what opening the engine depends on."""
        return EngineSettings(
            corpora=self.corpus,
            data=self.data,
            model=self.model,
            threads=self.threads,
            reader=self.reader,
            quotes=self.quotes,
            sureness=self.sureness,
            database=self.database,
            chroma=self.chroma_url,
            chroma_token=self.chroma_token.get_secret_value() if self.chroma_token else None,
        )

    @field_validator("shard_ids", mode="before")
    @classmethod
    def _listed(cls, ids: object) -> object:
        """Accept a list, or numbers between commas."""
        return [each for each in ids.replace(",", " ").split() if each] if isinstance(ids, str) else ids

    @model_validator(mode="after")
    def _among_the_shards(self) -> Self:
        """Refuse connections that there are not."""
        if self.shard_ids and not all(0 <= each < (self.shards or 0) for each in self.shard_ids):
            raise ConfigurationError(
                f"{variable_of('shard_ids')} must be numbers from 0 below {variable_of('shards')}"
            )
        return self

    @property
    def database(self) -> str | None:
        """Where catalogue and conversations are, with the password; None: in files."""
        return self.database_url.get_secret_value() if self.database_url else None

    @property
    def secrets(self) -> tuple[str, ...]:
        """What no log may show."""
        given = (each.get_secret_value() for each in (self.token, self.web_token, self.chroma_token) if each)
        password = urlsplit(self.database or "").password
        return (*given, *((password, unquote(password)) if password else ()))

    @field_validator("database_url")
    @classmethod
    def _a_database(cls, url: SecretStr | None, others: ValidationInfo) -> SecretStr | None:
        """Refuse a catalogue that is shared with vectors that are not: each process would embed all of it."""
        if url is not None and not re.match(r"postgres(ql)?://", url.get_secret_value()):
            raise ValueError("a database is written postgresql://user:password@host:5432/name")
        if url is not None and others.data.get("chroma_url") is None:
            raise ValueError(
                "a database needs a server for the vectors, too; start chroma run, and set QUOTH_CHROMA_URL"
            )
        return url

    @field_validator("chroma_url")
    @classmethod
    def _a_server(cls, url: str | None) -> str | None:
        if url is not None and not re.fullmatch(r"https?://[^/?#@\s]+/?", url):
            raise ValueError("a Chroma server is written http://host:port or https://host:port")
        return url

    @field_validator("token")
    @classmethod
    def _only_the_token(cls, token: SecretStr | None) -> SecretStr | None:
        """Accept what people paste: with spaces around, or with the `Bot ` of the HTTP header."""
        bare = "" if token is None else token.get_secret_value().strip().removeprefix("Bot ").strip()
        if not bare:
            return None
        if not bare.isascii() or not bare.isprintable() or " " in bare:
            raise ValueError("a token has no spaces, line ends or special characters; copy it again")
        return SecretStr(bare)

    @property
    def metrics_address(self) -> Address | None:
        """Where health, readiness and metrics are served; None: nowhere."""
        return None if self.metrics is None else address_of(self.metrics)

    @field_validator("metrics", "web")
    @classmethod
    def _an_address(cls, text: str | None) -> str | None:
        return None if text is None else str(address_of(text))

    @field_validator("web_token")
    @classmethod
    def _only_a_token(cls, token: SecretStr | None) -> SecretStr | None:
        """Accept what can stand in a header."""
        bare = "" if token is None else token.get_secret_value().strip()
        if not bare.isascii() or not bare.isprintable() or " " in bare:
            raise ValueError("a token has no spaces, line ends or special characters")
        return SecretStr(bare) if bare else None

    @field_validator("base_url")
    @classmethod
    def _a_base(cls, url: str) -> str:
        """Accept an address of the web to which a path can be added."""
        base = url.strip().rstrip("/")
        if base and not _ORIGIN.fullmatch(base):
            raise ValueError("it is an address such as https://quoth.example.org, without a path")
        return base

    @field_validator("web_origins")
    @classmethod
    def _sites(cls, origins: str) -> str:
        sites = [site.strip() for site in origins.split(",") if site.strip()]
        if not all(_ORIGIN.fullmatch(site) for site in sites):
            raise ValueError(
                "it is a list such as https://example.org,https://example.net:8443, without paths"
            )
        return ",".join(sites)

    @field_validator("corpus", mode="before")
    @classmethod
    def _named_folders(cls, given: object) -> object:
        """Read one text of all, as the environment has it, or a list of one a folder."""
        if isinstance(given, str | Path):
            texts = corpus_texts(str(given))
        elif (
            isinstance(given, list | tuple) and given and all(isinstance(each, str | Path) for each in given)
        ):
            texts = [str(each) for each in given]
        else:
            return given
        return named_corpora(texts)

    @field_validator("data")
    @classmethod
    def _home_expanded(cls, path: Path) -> Path:
        return expanded(path)

    @field_validator("log_level", mode="before")
    @classmethod
    def _upper(cls, level: object) -> object:
        return level.upper() if isinstance(level, str) else level

    @field_validator("log_format", mode="before")
    @classmethod
    def _lower(cls, form: object) -> object:
        return form.lower() if isinstance(form, str) else form

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - compose and systemd read env files themselves
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - not used
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Order the sources: command line, environment, file."""
        return init_settings, env_settings, InitSettingsSource(settings_cls, init_kwargs=read_config_file())


def variable_of(name: str) -> str:
    """Return the environment variable of a setting."""
    alias = Settings.model_fields[name].validation_alias
    return alias if isinstance(alias, str) else PREFIX + name.upper()
