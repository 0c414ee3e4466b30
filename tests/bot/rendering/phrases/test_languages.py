"""Every language says all that English says, by itself, in its own words and within Discord's limits."""

from __future__ import annotations

import inspect
import itertools
import re
from datetime import UTC, date, datetime

import pytest

from bot.errors import Refusal
from bot.manners import Language
from bot.rendering.phrases import ENGLISH, NAMES, PHRASES, Phrases, language_of, phrases_for
from bot.rendering.phrases.kazakh import Kazakh
from bot.rendering.phrases.russian import Russian
from retrieval.datatypes import Landmark, LandmarkKind, Place, Reason, Relation

OTHERS = [phrases for phrases in PHRASES.values() if phrases is not ENGLISH]
METHODS = [name for name, _ in inspect.getmembers(Phrases, inspect.isfunction) if not name.startswith("_")]
NO_TEXT = {"about_title", "thumbs_up", "thumbs_down"}
"""A name and two signs, which no language changes."""
NAMING = {"command_name", "option_name", "permission"}
"""What English calls as Discord does; Kazakh too, since Discord is not to be had in it."""

COUNTS = (0, 1, 2, 5, 11, 21, 1234)
SAMPLES: dict[str, tuple[object, ...]] = {
    "day": (date(2022, 1, 7), None, "7.1.2022"),
    "place": (Place(3, 14), Place(3, None), Place(3, 14, landmark=Landmark(0, LandmarkKind.PAGE, "12"))),
    "landmark": tuple(Landmark(0, kind, "12") for kind in LandmarkKind),
    "sources": (1, 2),
    "questions": (("Q1?", "Q2?"),),
    "relation": tuple(Relation),
    "reason": tuple(Reason),
    "nearest": ((), ("a.txt",), ("a.txt", "b.txt", "c.txt")),
    "names": (("a.txt", "b.txt"),),
    "missing": ((), ("X1", "X2")),
    "moment": (datetime(2022, 1, 7, 9, 5, tzinfo=UTC),),
    "first": (date(2022, 1, 1), None),
    "last": (date(2022, 2, 1),),
    "titles": (("T1", "T2"),),
    "scope": ("here", "server", "reset"),
    "messages": ("nothing", "questions", "everything"),
    "sureness": ("measured", "surer", "surest"),
    "fault": ("wrong-passage", "answer-missed", "should-have-abstained", "other"),
    "probability": (0.0, 0.42, 1.0),
    "on": (True, False),
    "by_date": (True, False),
    "kept": (True, False),
    "days": (1, 7, 1.5),
    "minutes": (1, 22, 30),
    "words": ("W1, W2", ""),
    "name": ("N1",),
    "refusal": tuple(each.value for each in Refusal),
    "holdings": ("both", "shared", "own"),
}
SOME = {"words": (1, 0)}
"""What `ranks` calls so is a number."""


def named(phrases: Phrases) -> str:
    return type(phrases).__name__


def said(phrases: Phrases, method: str) -> list[str]:
    """Return what a phrase says for every combination of sample arguments."""
    parameters = inspect.signature(getattr(phrases, method)).parameters
    samples = []
    for name in parameters:
        numeric = parameters[name].annotation == "int"
        found = SOME.get(name, COUNTS) if numeric else SAMPLES.get(name, ("S1",))
        if name in {"first", "last"} and numeric:
            found = (1, 1234)
        if method in {"published", "added", "document_dated"}:
            found = ("D1",)
        elif method == "date":
            found = (date(2022, 1, 7), None)
        samples.append(found)
    texts: list[str] = []
    for values in itertools.product(*samples):
        spoken = getattr(phrases, method)(**dict(zip(parameters, values, strict=True)))
        texts += [spoken] if isinstance(spoken, str) else list(spoken)
    return texts


@pytest.mark.parametrize("language", OTHERS, ids=named)
@pytest.mark.parametrize("method", METHODS)
def test_every_language_says_everything_itself(language: Phrases, method: str) -> None:
    own = vars(type(language)).get(method)
    assert own is not None, f"{named(language)} leaves {method} in English"
    assert str(inspect.signature(own)) == str(inspect.signature(getattr(Phrases, method)))


@pytest.mark.parametrize("language", OTHERS, ids=named)
@pytest.mark.parametrize("method", sorted({*METHODS} - NO_TEXT - NAMING))
def test_nothing_english_is_left(language: Phrases, method: str) -> None:
    for there, here in zip(said(ENGLISH, method), said(language, method), strict=True):
        assert bool(there) == bool(here)
        if re.search(r"[A-Za-z]{3}", re.sub(r"\b[A-Z]\d\b|\w\.txt", "", there)):
            assert there != here


@pytest.mark.parametrize("language", PHRASES.values(), ids=named)
@pytest.mark.parametrize("method", METHODS)
def test_every_phrase_is_whole(language: Phrases, method: str) -> None:
    """Brackets and quotation marks are closed, blanks single, ends clean, and nothing is missing or forgotten."""
    for text in said(language, method):
        assert text == text.strip()
        assert "  " not in text
        assert not re.search(r"\bNone\b(?! of)", text)
        assert not re.search(r"[{}]", text)
        for opening, closing in ("()", "«»", "“”"):
            assert text.count(opening) == text.count(closing)
        assert not set("*_~`|") & set(text.replace("QUOTH_MESSAGE_CONTENT", ""))


@pytest.mark.parametrize("language", PHRASES.values(), ids=named)
def test_choices_and_labels_fit_where_discord_shows_them(language: Phrases) -> None:
    choices = (
        *(
            said(language, each)
            for each in ("scope", "unasked", "sureness", "settings_choice", "fault", "holdings")
        ),
        said(language, "as_in_discord"),
    )
    assert all(1 <= len(choice) <= 100 for each in choices for choice in each)
    assert all(len(each) == len(set(each)) for each in choices)
    buttons = (
        language.more(), language.context(), language.why(), language.show_nearest(), language.share(),
        language.delete(), language.only_my_words(), language.ask_a_follow_up(), language.export(),
        language.previous_page(), language.next_page(), language.add_document(), language.remove_document(),
        language.cancel(),
    )  # fmt: skip
    assert all(1 <= len(label) <= 80 for label in buttons)
    assert len(set(buttons)) == len(buttons)
    in_forms = (
        language.fault_title(), language.fault_question(), language.fault_words(),
        language.follow_up_question(), language.ask_a_follow_up(),
    )  # fmt: skip
    assert all(1 <= len(label) <= 45 for label in in_forms)
    assert 1 <= len(language.find_sources()) <= 32
    assert 1 <= len(language.open_source()) <= 150


@pytest.mark.parametrize("locale", ["en-US", "en-GB", "de", "", "xx-YY"])
def test_who_reads_no_other_language_of_ours_is_answered_in_english(locale: str) -> None:
    assert phrases_for(locale) is ENGLISH


@pytest.mark.parametrize(
    ("locale", "language"),
    [("ru", Language.RUSSIAN), ("es-ES", Language.SPANISH), ("es-419", Language.SPANISH), ("it", Language.ITALIAN),
     ("kk", Language.KAZAKH), ("en-GB", Language.ENGLISH), ("de", None)],
)  # fmt: skip
def test_a_locale_means_its_language(locale: str, language: Language | None) -> None:
    assert language_of(locale) is language


def test_every_language_has_phrases_and_a_name() -> None:
    assert set(PHRASES) == set(NAMES) == set(Language)


@pytest.mark.parametrize(
    ("count", "expected"),
    [(1, "1 знак"), (2, "2 знака"), (5, "5 знаков"), (11, "11 знаков"), (21, "21 знак"), (112, "112 знаков"),
     (1234, "1\N{NO-BREAK SPACE}234 знака"), (0, "0 знаков")],
)  # fmt: skip
def test_russian_has_three_forms(count: int, expected: str) -> None:
    assert Russian().characters(count) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (Language.ENGLISH, "7 January 2022"),
        (Language.RUSSIAN, "7 января 2022"),
        (Language.KAZAKH, "2022 жылғы 7 қаңтар"),
        (Language.SPANISH, "7 de enero de 2022"),
        (Language.ITALIAN, "7 gennaio 2022"),
    ],
)
def test_each_language_writes_days_its_own_way(language: Language, expected: str) -> None:
    assert PHRASES[language].date(date(2022, 1, 7)) == expected


def test_a_fraction_has_its_own_form() -> None:
    told = " ".join(Russian().privacy(days=1.5, minutes=21))
    assert "1,5 дня" in told
    assert "21 минуту" in told


def test_kazakh_nouns_stay_in_the_singular_after_a_number() -> None:
    assert Kazakh().characters(5) == "5 таңба"
