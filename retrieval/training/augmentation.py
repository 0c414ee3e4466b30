"""Rewrites questions as people type them, and swaps what they hinge on so that nothing answers them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from retrieval.training.words import FUNCTION_WORDS, WORD, words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from random import Random

AUGMENTED_SHARE = 0.3
"""Share of the training questions that are rewritten."""

PREFIXES = (
    "hey guys, ", "hi! ", "hello, ", "sorry if this was asked before but ", "quick question: ", "ok so ", "um ",
    "does anyone know, ", "I was wondering, ", "hey bot ", "pls help, ", "Hello everyone! ", "just curious, ",
    "can someone tell me ", "so basically I am reading about this and I want to know: ", "😅 ", "yo ",
)  # fmt: skip
SUFFIXES = (
    " pls", " please", " thanks", " thx!", " 🙏", " 😊", " lol", " ??", "!!", " anyone?", " Thank you!",
    " I can't find it anywhere.", " asking for a friend", " 🤔",
)  # fmt: skip

ANTONYMS: tuple[tuple[str, str], ...] = (
    ("first", "last"), ("largest", "smallest"), ("biggest", "smallest"), ("highest", "lowest"), ("oldest", "youngest"),
    ("before", "after"), ("increase", "decrease"), ("increased", "decreased"), ("north", "south"), ("northern", "southern"),
    ("east", "west"), ("eastern", "western"), ("won", "lost"), ("win", "lose"), ("most", "fewest"), ("longest", "shortest"),
    ("best", "worst"), ("born", "buried"), ("support", "oppose"), ("supported", "opposed"), ("accept", "refuse"),
    ("accepted", "refused"), ("begin", "end"), ("began", "ended"), ("start", "end"), ("started", "ended"), ("buy", "sell"),
    ("bought", "sold"), ("enter", "leave"), ("rise", "fall"), ("rose", "fell"), ("maximum", "minimum"),
    ("male", "female"), ("father", "mother"), ("brother", "sister"), ("husband", "wife"), ("son", "daughter"),
    ("married", "divorced"), ("strongest", "weakest"), ("allowed", "forbidden"), ("more", "less"), ("earliest", "latest"),
    ("upper", "lower"), ("left", "right"), ("above", "below"), ("inside", "outside"), ("success", "failure"),
)  # fmt: skip
OPPOSITE: Mapping[str, str] = {
    **{second: first for first, second in ANTONYMS},
    **dict(ANTONYMS),
}

YEAR = re.compile(r"\b(?:1[0-9]{3}|20[0-4][0-9])\b")
NUMBER = re.compile(r"\b\d[\d,.]*\d\b|\b\d\b")
MONTH = re.compile(
    r"\b(?:January|February|March|April|June|July|August|September|October|November|December)\b"
)
NAME = re.compile(
    r"(?<![.!?:\n“\"] )(?<!^)(?<!\n)\b[A-Z][\w’'-]+(?: (?:of |the |de |van |von )?[A-Z][\w’'-]+){0,3}"
)
NEGATABLE = re.compile(
    r"^((?:who|what|which \w+) (?:is|was|were|are|has|had|can|could|should|must))( )(?=\w+(?:ed|en|be)\b)",
    re.IGNORECASE,
)


def rewrite(question: str, random: Random) -> str:
    """Rewrite about `AUGMENTED_SHARE` of the questions, in one or two of the ways people type."""
    if random.random() >= AUGMENTED_SHARE:
        return question
    ways = (lower, unmarked, typos, typos, keywords, chatty, chatty, imperative)
    for way in random.sample(ways, 1 if random.random() < 0.6 else 2):
        question = way(question, random)
    return question


def lower(question: str, _random: Random) -> str:
    """Type without capitals."""
    return question.lower()


def unmarked(question: str, _random: Random) -> str:
    """Leave the question mark out."""
    return question.rstrip("?! ") or question


def typos(question: str, random: Random) -> str:
    """Swap, drop or double letters in one to three words of four letters and more."""
    places = [
        found for found in WORD.finditer(question) if len(found.group()) >= 4 and found.group().isalpha()
    ]
    for found in sorted(
        random.sample(places, min(len(places), random.choice((1, 1, 2, 3)))), key=lambda each: -each.start()
    ):
        word = found.group()
        at = random.randrange(1, len(word) - 1)
        match random.randrange(3):
            case 0:
                word = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
            case 1:
                word = word[:at] + word[at + 1 :]
            case _:
                word = word[:at] + word[at] + word[at:]
        question = question[: found.start()] + word + question[found.end() :]
    return question


def keywords(question: str, random: Random) -> str:
    """Keep the content words only, as for a search engine."""
    kept = [word for word in WORD.findall(question) if word.lower() not in FUNCTION_WORDS]
    if len(kept) < 3:
        return question
    lead = question.split(maxsplit=1)[0].lower()
    if lead in {"who", "when", "where", "why"} and random.random() < 0.6:
        kept.insert(0, lead)
    if question.lower().startswith(("how many", "how much")):
        kept.insert(0, "number" if random.random() < 0.5 else "how many")
    return " ".join(kept)


def chatty(question: str, random: Random) -> str:
    """Put what people say around a question."""
    if random.random() < 0.7:
        opening = random.choice(PREFIXES)
        question = opening + question[:1].lower() + question[1:]
    if random.random() < 0.5:
        question += random.choice(SUFFIXES)
    return question


def imperative(question: str, random: Random) -> str:
    """Ask by an order: "Name the …", "Tell me …"."""
    body = question.rstrip("?! ")
    if found := re.match(r"(?i)(?:what|who) (?:is|was|are|were) (the .+)", body):
        verb = random.choice(("Name", "Tell me", "State", "Give", "Find", "Identify"))
        return f"{verb} {found.group(1)}."
    if found := re.match(r"(?i)(?:which|what) (\w+) ((?:is|was|did|does|has|had|were|are|can)\b.*)", body):
        return f"Name the {found.group(1)} that {found.group(2)}."
    if found := re.match(r"(?i)(who|what|when|where|why|how)\b.*", body):
        return (
            f"{random.choice(('Tell me', 'Explain', 'I want to know', 'Say'))} {body[:1].lower()}{body[1:]}."
        )
    return question


def names_of(text: str) -> list[str]:
    """Find runs of capitalised words that do not open a sentence."""
    return [found.group() for found in NAME.finditer(text)]


def swap(question: str, window: str, others: Sequence[str], random: Random) -> str | None:
    """Replace a year, number, month or name that stands both in question and window by a foreign one.

    `others` are names to choose from, nearest first. Gives None where nothing can be swapped safely.
    """
    ways = [_swap_name, _swap_name, _swap_figure, _swap_figure, _swap_antonym, _negate]
    random.shuffle(ways)
    ways.sort(key=lambda way: way is _negate)
    for way in ways:
        swapped = way(question, window, others, random)
        if swapped is not None and swapped != question:
            return swapped
    return None


def _swap_figure(question: str, window: str, _others: Sequence[str], random: Random) -> str | None:
    for pattern in (YEAR, MONTH, NUMBER):
        held = set(pattern.findall(window))
        for found in pattern.finditer(question):
            if found.group() not in held:
                continue
            for _ in range(8):
                replacement = _figure_like(found.group(), random)
                if replacement not in held and replacement not in window:
                    return question[: found.start()] + replacement + question[found.end() :]
    return None


def _figure_like(figure: str, random: Random) -> str:
    if YEAR.fullmatch(figure):
        shift = random.choice((-1, 1)) * random.choice((1, 2, 3, 4, 5, 8, 10, 12, 20, 30, 50, 100))
        return str(int(figure) + shift)
    if MONTH.fullmatch(figure):
        months = MONTH.pattern.removeprefix(r"\b(?:").removesuffix(r")\b").split("|")
        return random.choice(months)
    digits = [
        random.choice("123456789") if index == 0 else random.choice("0123456789")
        for index, _ in enumerate(figure)
    ]
    return "".join(new if old.isdigit() else old for old, new in zip(figure, digits, strict=True))


def _swap_name(question: str, window: str, others: Sequence[str], random: Random) -> str | None:
    asked, low = question.lower(), window.lower()
    held = sorted({name for name in names_of(window) if len(name) > 2}, key=lambda name: (-len(name), name))
    for name in held:
        place = re.search(rf"\b{re.escape(name.lower())}\b", asked)
        if place is None or place.end() - place.start() > len(question) * 0.7:
            continue
        size = name.count(" ")
        fitting = [other for other in others if other.count(" ") == size and other.lower() not in low]
        fitting = [other for other in fitting if not set(words(other)) & set(words(question))]
        if not fitting:
            continue
        other = fitting[min(int(random.expovariate(0.15)), len(fitting) - 1)]
        typed = question[place.start() : place.end()]
        return (
            question[: place.start()]
            + (other.lower() if typed.islower() else other)
            + question[place.end() :]
        )
    return None


def _swap_antonym(question: str, window: str, _others: Sequence[str], _random: Random) -> str | None:
    held = set(words(window))
    for found in WORD.finditer(question):
        word = found.group()
        opposite = OPPOSITE.get(word)
        if opposite is not None and word in held and opposite not in held:
            return question[: found.start()] + opposite + question[found.end() :]
    return None


def _negate(question: str, _window: str, _others: Sequence[str], random: Random) -> str | None:
    if random.random() < 0.5:
        return None
    return NEGATABLE.sub(
        lambda found: f"{found.group(1)} {random.choice(('not', 'never'))} ", question, count=1
    )
