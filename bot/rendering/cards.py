"""Cards: what the bot sends to Discord, as blocks of Markdown that fit into one message each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TYPE_CHECKING, assert_never

from bot.rendering.attribution import absence, attribution_of, date_of_nearest, difference, reading_of
from bot.rendering.covering import coverage
from bot.rendering.division import divide, length, quote_part
from bot.rendering.escape import escape
from bot.rendering.labels import NAME_LENGTH, PERSON_LENGTH, QUESTION_LENGTH, SENTENCE_LENGTH, one_line
from bot.rendering.offering import buttons_about, buttons_on_it
from bot.rendering.permalinks import permalink
from bot.rendering.phrases import ENGLISH
from retrieval.datatypes import Abstention, Answer, Reason, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.rendering.controls import Button
    from bot.rendering.pages import Menu, Turner
    from bot.rendering.phrases import Phrases
    from retrieval.datatypes import Outcome, Question, Quote, SourceSummary

MESSAGE_LENGTH = 4000
"""Characters of text that all components of one message may hold: Discord's component reference."""
MESSAGE_COMPONENTS = 40
"""Components that one message may hold, nested ones counted: Discord's component reference."""
CONTROL_COMPONENTS = 12
"""Left free for two rows of five buttons."""
CARD_BLOCKS = (MESSAGE_COMPONENTS - CONTROL_COMPONENTS) // 2
"""Blocks of a card: with n of them it has a container, n texts and n - 1 separators."""

_SUBTEXT = "-# "
_NOTE_ROOM = 120
"""Kept free on each card for the line that says how it goes on."""


class Tone(Enum):
    """What kind of message a card is; the layout gives each its colour."""

    ANSWER = auto()
    ABSTENTION = auto()
    NOTICE = auto()
    FAILURE = auto()


@dataclass(frozen=True, slots=True)
class Card:
    """One message: Markdown blocks, drawn one below the other with a line between them, and buttons below.

    The buttons stand in two rows of at most five; a list has a menu and buttons that turn its pages instead.
    """

    blocks: tuple[str, ...]
    tone: Tone
    buttons: tuple[Button, ...] = ()
    second_row: tuple[Button, ...] = ()
    menu: Menu | None = None
    turners: tuple[Turner, ...] = ()

    @property
    def length(self) -> int:
        """Count the characters that Discord counts."""
        return sum(length(block) for block in self.blocks)


@dataclass(frozen=True, slots=True)
class _Part:
    """A quote, or a part of one, ready to be put on a card."""

    markdown: str
    goes_on: bool = False
    """Whether the next piece continues the same quote."""


def outcome_cards(
    outcome: Outcome,
    *,
    asked: str = "",
    shared_by: str = "",
    only: str = "",
    sources: Sequence[SourceSummary] = (),
    turn: str = "",
    on: bool = False,
    private: bool = False,
    phrases: Phrases = ENGLISH,
) -> tuple[Card, ...]:
    """Draw an outcome, on as many cards as it takes, in the order in which to send them.

    `asked` is the question as readers should see it repeated; leave it empty where they see it anyway. `shared_by`
    names who made a private answer public, `only` the one document that was asked. An abstention says what the
    `sources` cover. Under the last card of a `turn` that is remembered stand its buttons: `on` adds the one to ask on
    with, `private` the one to share it.
    """
    above = (*_shared(shared_by, phrases), *_asked(asked, phrases), *_only(only, phrases))
    match outcome:
        case Answer():
            cards = answer_cards(outcome, above=above, phrases=phrases)
        case Abstention():
            covering = () if only else sources
            card = abstention_card(outcome, above=above, only=only, sources=covering, phrases=phrases)
            cards = (card,)
        case _:
            assert_never(outcome)
    if not turn:
        return cards
    about = buttons_about(outcome, turn, on=on, phrases=phrases)
    on_it = buttons_on_it(outcome, turn, private=private, phrases=phrases)
    first, second = (about, on_it) if about else (on_it, ())
    return (*cards[:-1], replace(cards[-1], buttons=first, second_row=second))


def answer_cards(
    answer: Answer, *, above: Sequence[str] = (), phrases: Phrases = ENGLISH
) -> tuple[Card, ...]:
    """Draw quotes with their sources, in their order; what does not fit goes on, marked, on the next card.

    Where the quotes differ, or nothing answers one of several questions, the first card says so above them; and
    what they show where the question was about the last answer.
    """
    head = (
        *above,
        *_unanswered(answer, phrases),
        *_differing(answer, phrases),
        *_subtexts(phrases.shown(answer.question.relation)),
    )
    return _quote_cards(answer.quotes, head, _read_as(answer.question, phrases), Tone.ANSWER, phrases)


def nearest_cards(abstention: Abstention, *, phrases: Phrases = ENGLISH) -> tuple[Card, ...]:
    """Draw the closest passages under a line that says that they do not answer."""
    head = (f"**{escape(phrases.nearest_only())}**", *_asked(abstention.question.text, phrases))
    plain = tuple(replace(quote, highlight=None) for quote in abstention.nearest)
    return _quote_cards(plain, head, (), Tone.ABSTENTION, phrases)


def _quote_cards(
    quotes: Sequence[Quote], head: tuple[str, ...], foot: tuple[str, ...], tone: Tone, phrases: Phrases
) -> tuple[Card, ...]:
    room = MESSAGE_LENGTH - sum(map(length, (*head, *foot))) - _NOTE_ROOM
    filled = _fill(quotes, room, CARD_BLOCKS - len(head) - len(foot) - 1, phrases)
    cards: list[Card] = []
    remaining = len(quotes)
    for index, parts in enumerate(filled):
        remaining -= sum(not part.goes_on for part in parts)
        last = index == len(filled) - 1
        blocks = (
            *(head if index == 0 else ()),
            *(part.markdown for part in parts),
            *(foot if last else (_note(parts[-1], remaining, phrases),)),
        )
        cards.append(Card(blocks, tone))
    return tuple(cards)


def abstention_card(
    abstention: Abstention,
    *,
    above: Sequence[str] = (),
    only: str = "",
    sources: Sequence[SourceSummary] = (),
    phrases: Phrases = ENGLISH,
) -> Card:
    """Draw why there is no answer, what to do, and what the sources cover; the nearest quotes not unasked."""
    lines = filter(None, (date_of_nearest(abstention, phrases), phrases.remedy(abstention.reason)))
    silent = only and abstention.reason is Reason.NOTHING_FITS
    reason = phrases.document_silent() if silent else phrases.reason(abstention.reason)
    said = "\n".join((f"**{escape(reason)}**", *map(escape, lines)))
    covered = coverage(sources, phrases) if abstention.reason is Reason.NOTHING_FITS else ()
    blocks = (
        *above,
        said,
        *(["\n".join(map(escape, covered))] if covered else []),
        *_read_as(abstention.question, phrases),
    )
    return Card(blocks, Tone.ABSTENTION)


def notice_card(sentence: str, tone: Tone = Tone.NOTICE) -> Card:
    """Draw one sentence of the bot's own: still warming up, busy, an error with its id."""
    return Card((escape(one_line(sentence, SENTENCE_LENGTH)),), tone)


def thread_head_card(question: str, *, phrases: Phrases = ENGLISH) -> Card:
    """Draw a question in the channel from which its thread hangs."""
    return Card((*_asked(question, phrases), escape(phrases.thread_asked())), Tone.NOTICE)


def about_card(*, phrases: Phrases = ENGLISH) -> Card:
    """Draw what the bot is and how to ask it."""
    title = f"**{escape(phrases.about_title())}**"
    first, *others = phrases.about()
    return Card((f"{title}\n{escape(first)}", *map(escape, others)), Tone.NOTICE)


def privacy_card(*, days: float, minutes: float, phrases: Phrases = ENGLISH) -> Card:
    """Draw what is kept, where and how long, in the reading room too where there is one."""
    title = f"**{escape(phrases.privacy_title())}**"
    first, *others = phrases.privacy(days=days, minutes=minutes)
    if phrases.room:
        others.append(phrases.privacy_of_room(minutes=minutes))
    return Card((f"{title}\n{escape(first)}", *map(escape, others)), Tone.NOTICE)


def settings_card(head: str, sentences: Sequence[str]) -> Card:
    """Draw what holds at a place, one sentence below the other."""
    lines = (escape(one_line(sentence, SENTENCE_LENGTH // 2)) for sentence in sentences)
    return Card(("\n".join((f"**{escape(one_line(head))}**", *lines)),), Tone.NOTICE)


def attribution(quote: Quote, *, part: str = "", phrases: Phrases = ENGLISH) -> str:
    """Return the lines under a quote: title, publisher and date, then file, place and heading.

    Where there is a reading room, the place links to the quote in it.
    """
    said = attribution_of(quote, phrases)
    where = escape(" · ".join((*said.where, *([part] if part else []))))
    if phrases.room and quote.source.version:
        where += f" · [{escape(phrases.read_in_place())}](<{permalink(quote, base=phrases.room)}>)"
    return f"— **{escape(said.title)}**, {escape(', '.join(said.facts))}\n{_SUBTEXT}{where}"


def _fill(quotes: Sequence[Quote], room: int, blocks: int, phrases: Phrases) -> list[list[_Part]]:
    """Put the quotes on cards of that much room, in order, each quote whole where a card can hold it."""
    cards: list[list[_Part]] = [[]]
    used = 0
    for quote in quotes:
        for part in _parts(quote, room, phrases):
            size = length(part.markdown)
            if cards[-1] and (used + size > room or len(cards[-1]) >= blocks):
                cards.append([])
                used = 0
            cards[-1].append(part)
            used += size
    return cards


def _parts(quote: Quote, room: int, phrases: Phrases) -> tuple[_Part, ...]:
    highlight = quote.highlight.shift(-quote.span.start) if quote.highlight else None
    whole = quote_part(quote.text, Span(0, len(quote.text)), highlight)
    markdown = f"{whole}\n{attribution(quote, phrases=phrases)}"
    if length(markdown) <= room:
        return (_Part(markdown),)
    longest = phrases.part(len(quote.text), len(quote.text))
    under = length(attribution(quote, part=longest, phrases=phrases)) + 1
    parts = divide(quote.text, room - under)
    return tuple(
        _Part(
            quote_part(quote.text, part, highlight)
            + "\n"
            + attribution(quote, part=phrases.part(number, len(parts)), phrases=phrases),
            goes_on=number < len(parts),
        )
        for number, part in enumerate(parts, start=1)
    )


def _note(last: _Part, remaining: int, phrases: Phrases) -> str:
    return _SUBTEXT + escape(phrases.quote_continues() if last.goes_on else phrases.more_quotes(remaining))


def _shared(by: str, phrases: Phrases) -> tuple[str, ...]:
    name = one_line(by, PERSON_LENGTH)
    return _subtexts(phrases.shared_by(name)) if name else ()


def _only(name: str, phrases: Phrases) -> tuple[str, ...]:
    document = one_line(name, NAME_LENGTH)
    return _subtexts(phrases.only_from(document)) if document else ()


def _asked(asked: str, phrases: Phrases) -> tuple[str, ...]:
    question = one_line(asked, QUESTION_LENGTH)
    return (_SUBTEXT + escape(phrases.asked(question)),) if question else ()


def _differing(answer: Answer, phrases: Phrases) -> tuple[str, ...]:
    said = difference(answer, phrases)
    return (f"**{escape(said)}**",) if said else ()


def _unanswered(answer: Answer, phrases: Phrases) -> tuple[str, ...]:
    said = absence(answer, phrases)
    return (f"**{escape(said)}**",) if said else ()


def _read_as(question: Question, phrases: Phrases) -> tuple[str, ...]:
    return _subtexts(reading_of(question, phrases))


def _subtexts(said: str) -> tuple[str, ...]:
    return (_SUBTEXT + escape(said),) if said else ()
