"""A model of how Discord's clients read Markdown, written from the client's rules and not from ours.

The client parses with simple-markdown 0.7: at each position the rules are tried by `order`, then by name;
among `em`, `strong` and `u`, which share an order, the longest match wins. The regular expressions below are
those of the client of 2025/26 (one code base for desktop, browser, iOS and Android), in JavaScript's meaning
of `\\s`, `\\w` and `$`. Where versions differ, the model takes the reading that finds *more* markup (lists
after a lone blank, any `:name:` as an emoji, any label in a link), so that what is plain here is plain there.

Whatever is more than styled text (mention, link, list, heading, code, spoiler, timestamp, emoji, …) carries a
style of that name, so a test that expects none of them fails on any of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_BLANK = r"\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
MAX_LIST_LEVEL = 11


def _js(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Compile a JavaScript pattern: `\\s` as in ECMAScript, `\\d \\w \\b` as ASCII, `$` only at the end.

    Inside a class, write `{blank}`; outside, `{s}` and `{S}`.
    """
    pattern = pattern.replace("{blank}", _BLANK).replace("{s}", f"[{_BLANK}]").replace("{S}", f"[^{_BLANK}]")
    return re.compile(pattern.replace("$", r"\Z"), flags | re.ASCII)


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of visible text and everything that is drawn or done with it."""

    text: str
    styles: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Node:
    style: str | None
    content: tuple[_Node, ...] | str


@dataclass(slots=True)
class _State:
    previous: str | None = None
    in_quote: bool = False
    list_level: int = 0
    heading_allowed: bool = True


@dataclass(frozen=True, slots=True)
class _Rule:
    order: float
    name: str
    first: str
    """What a match must begin with, as the client has it too; empty: anything."""
    match: Callable[[str, _State], re.Match[str] | None]
    parse: Callable[[re.Match[str], _State], _Node]
    bonus: float | None = None
    """Added to the length of the match where rules of one order compete; None: does not compete."""


def render(message: str) -> list[Segment]:
    """Return what a reader of the message sees, adjacent segments of equal styles joined."""
    message = re.sub(r"\r\n?", "\n", message).replace("\f", "").replace("\t", "    ")
    segments: list[Segment] = []
    for segment in _flatten(_parse(message, _State()), frozenset()):
        if segments and segments[-1].styles == segment.styles:
            segments[-1] = Segment(segments[-1].text + segment.text, segment.styles)
        elif segment.text or not segments:
            segments.append(segment)
    return segments


def visible(message: str) -> str:
    """Return the visible text of the message alone."""
    return "".join(segment.text for segment in render(message))


def quotations(message: str) -> list[list[Segment]]:
    """Return the segments of each block quote of the message, the style `quote` itself left out."""
    quotes: list[list[Segment]] = []
    inside = False
    for segment in render(message):
        if "quote" in segment.styles:
            if not inside:
                quotes.append([])
            quotes[-1].append(Segment(segment.text, segment.styles - {"quote"}))
        inside = "quote" in segment.styles
    return quotes


def _flatten(nodes: tuple[_Node, ...], styles: frozenset[str]) -> Iterator[Segment]:
    for node in nodes:
        inner = styles | {node.style} if node.style else styles
        if isinstance(node.content, str):
            yield Segment(node.content, inner)
        else:
            yield from _flatten(node.content, inner)


def _parse(source: str, state: _State) -> tuple[_Node, ...]:
    nodes: list[_Node] = []
    while source:
        rule, capture = _best(source, state)
        nodes.append(rule.parse(capture, state))
        state.previous = capture[0]
        source = source[capture.end() :]
    return tuple(nodes)


def _best(source: str, state: _State) -> tuple[_Rule, re.Match[str]]:
    best: tuple[_Rule, re.Match[str]] | None = None
    quality = 0.0
    for rule in _RULES:
        if best and (rule.order != best[0].order or rule.bonus is None):
            break
        if rule.first and source[0] not in rule.first:
            continue
        capture = rule.match(source, state)
        if capture is None:
            continue
        length = len(capture[0]) + (rule.bonus or 0)
        if best is None or length > quality:
            best, quality = (rule, capture), length
        if rule.bonus is None:
            break
    assert best is not None, "the text rule matches everything"
    return best


def _always(pattern: re.Pattern[str]) -> Callable[[str, _State], re.Match[str] | None]:
    return lambda source, _: pattern.match(source)


def _text(capture: re.Match[str], _: _State) -> _Node:
    return _Node(None, capture[0])


def _styled(style: str, group: int = 1) -> Callable[[re.Match[str], _State], _Node]:
    return lambda capture, state: _Node(style, _parse(capture[group], state))


def _object(style: str, group: int = 0) -> Callable[[re.Match[str], _State], _Node]:
    return lambda capture, _: _Node(style, capture[group])


def _em(capture: re.Match[str], state: _State) -> _Node:
    return _Node("em", _parse(capture[2] or capture[1], state))


# Rules that begin a line ---------------------------------------------------------------------------------

_HEADING = _js(r"^ *(#{1,3})(?:{s}+)((?!{s}*#{1,3}{s})[^\n]+?)#*{s}*(?:\n|$)")
_SUBTEXT = _js(r"^ *-# +((?!-#)[^\n]+)(?:\n|$)")
_QUOTE = _js(r"^( *>>> +([\s\S]*))|^( *>(?!>>) +[^\n]*(\n *>(?!>>) +[^\n]*)*\n?)")
_BULLET = r"(?:[*-]|[0-9]+\.)"
_LIST = _js(rf"^( *)({_BULLET}) [\s\S]+?(?:\n(?! )(?!\1{_BULLET} )|$)")
_LIST_AFTER_TEXT = _js(rf"^\n( *)({_BULLET}) [\s\S]+?(?:\n(?! )(?!\1{_BULLET} )|$)")


def _at_line_start(pattern: re.Pattern[str]) -> Callable[[str, _State], re.Match[str] | None]:
    def match(source: str, state: _State) -> re.Match[str] | None:
        starts = not state.previous or state.previous.endswith("\n")
        return pattern.match(source) if starts else None

    return match


def _match_heading(source: str, state: _State) -> re.Match[str] | None:
    return _at_line_start(_HEADING)(source, state) if state.heading_allowed else None


def _match_quote(source: str, state: _State) -> re.Match[str] | None:
    starts = state.previous is None or re.search(r"\A\Z|\n *\Z", state.previous)
    return _QUOTE.match(source) if starts and not state.in_quote else None


def _parse_quote(capture: re.Match[str], state: _State) -> _Node:
    """A block ends its last line by itself: the browser draws no empty line for the break that closes it."""
    text = capture[0]
    to_the_end = re.match(r" *>>> ?", text)
    text = text[to_the_end.end() :] if to_the_end else re.sub(r"(^|[\n\u2028\u2029]) *> ?", r"\1", text)
    state.in_quote, outer = True, state.in_quote
    content = _parse(text, state)
    state.in_quote = outer
    if content and isinstance(content[-1].content, str) and text.endswith("\n"):
        closed = _Node(content[-1].style, content[-1].content.removesuffix("\n"))
        content = (*content[:-1], closed)
    return _Node("quote", content)


def _match_list(source: str, state: _State) -> re.Match[str] | None:
    if state.list_level >= MAX_LIST_LEVEL:
        return None
    previous = state.previous or ""
    if source.startswith("\n"):
        return _LIST_AFTER_TEXT.match(source) if previous and not re.search(r"\n *\Z", previous) else None
    # Older clients took a capture of blanks alone for the start of a line; so does the model.
    return _LIST.match(source) if re.search(r"(?:\A|\n)( *)\Z", previous) else None


def _parse_list(capture: re.Match[str], state: _State) -> _Node:
    allowed, state.heading_allowed = state.heading_allowed, False
    state.list_level += 1
    lines = re.sub(rf"(?m)^ *{_BULLET} +", "", capture[0].removeprefix("\n"))
    content = _parse(lines, state)
    state.list_level -= 1
    state.heading_allowed = allowed
    return _Node("list", content)


# Rules within a line -------------------------------------------------------------------------------------

_ESCAPE = _js(r"^\\([^0-9A-Za-z{blank}])")
_AUTOLINK = _js(r"^<([^: >]+:/[^ >]+)>")
_MAILTO = _js(r"^<([^{blank}<>@]+@[^{blank}<>@]+\.[^{blank}<>@]+)>")
_TELEPHONE = _js(
    r"^<((?:(?:tel|sms):\+?|\+)(?:[0-9]|\([0-9]+\))(?:[- ./]?(?:[0-9]|\([0-9]+\)))+)>",
)
_URL = _js(r"""^((?:https?|steam)://[^{blank}<]+[^<.,:;"'\]{blank}])""")
_INSIDE = r"(?:\[[^\]]*\]|[^\[\]]|\](?=[^\[]*\]))*"
_TARGET = r"""{s}*<?((?:\([^)]*\)|[^{blank}\\]|\\.)*?)>?(?:{s}+['"]([\s\S]*?)['"])?{s}*"""
_LINK = _js(rf"^\[({_INSIDE})\]\({_TARGET}\)")
_EM = _js(
    r"^\b_((?:__|\\[\s\S]|[^\\_])+?)_\b"
    r"|^\*(?={S})((?:\*\*|\\[\s\S]|{s}+(?:\\[\s\S]|[^{blank}*\\]|\*\*)|[^{blank}*\\])+?)\*(?!\*)",
)
_STRONG = _js(r"^\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)")
_UNDERLINE = _js(r"^__((?:\\[\s\S]|[^\\])+?)__(?!_)")
_STRIKE = _js(r"^~~([\s\S]+?)~~(?!_)")
_INLINE_CODE = _js(r"^(`+)([\s\S]*?[^`])\1(?!`)")
_CODE_BLOCK = _js(r"^```(?:([a-z0-9_+\-.#]+?)\n)?\n*([^\n][\s\S]*?)\n*```", re.IGNORECASE)
_BREAK = _js(r"^ {2,}\n")
_TIMESTAMP = _js(r"^<t:(-?[0-9]{1,17})(?::([tTdDfFrRsS]))?>")
_EMOJI = _js(r"^:([^{blank}:]+?(?:::skin-tone-[0-9])?):")
_COMMAND = re.compile(r"</([-\w' ]{1,98}):(\d+)>")
_TEXT = _js(r"^[\s\S]+?(?=[^0-9A-Za-z{blank}\u00c0-\U0010ffff]|\n\n| {2,}\n|\w+:{S}|[0-9]+\.|$)")

_EMPHASIS = 21
_LAST = 25

_CHANNEL = _js(r"^<#([0-9]+)>")
_CUSTOM_EMOJI = _js(r"^<a?:(\w+):([0-9]+)>")
_EMOTICON = _js(r"^(¯\\_\(ツ\)_/¯)")
_GAME = re.compile(r"<@[$]([0-9]+)>")
_MENTION = _js(r"^<@!?([0-9]+)>|^(@(?:everyone|here))")
_ROLE = _js(r"^<@&([0-9]+)>")
_SILENT = _js(r"^@silent(?!{S})")
_SOUND = _js(r"^<sound:([0-9]+)(?::([0-9]+))?>")
_SPOILER = _js(r"^\|\|([\s\S]+?)\|\|")
_ROUTE = _js(r"^<id:([a-z-]+)(?::([0-9]+))?>")


def _match_silent(source: str, state: _State) -> re.Match[str] | None:
    return None if state.previous else _SILENT.match(source)


def _unescaped(capture: re.Match[str], _: _State) -> _Node:
    return _Node(None, capture[1])


def _break(_: re.Match[str], __: _State) -> _Node:
    return _Node(None, "\n")


_RULES = tuple(
    sorted(
        [
            _Rule(0, "heading", " #", _match_heading, _styled("heading", 2)),
            _Rule(0, "subtext", " -", _at_line_start(_SUBTEXT), _styled("subtext")),
            _Rule(4, "codeBlock", "`", _always(_CODE_BLOCK), _object("code", 2)),
            _Rule(6, "blockQuote", " >", _match_quote, _parse_quote),
            _Rule(7, "list", "\n *-0123456789", _match_list, _parse_list),
            _Rule(12, "escape", "\\", _always(_ESCAPE), _unescaped),
            _Rule(14, "autolink", "<", _always(_AUTOLINK), _object("link", 1)),
            _Rule(15, "mailto", "<", _always(_MAILTO), _object("link", 1)),
            _Rule(15, "tel", "<", _always(_TELEPHONE), _object("link", 1)),
            _Rule(16, "url", "hs", _always(_URL), _object("link", 1)),
            _Rule(17, "link", "[", _always(_LINK), _styled("link")),
            _Rule(_EMPHASIS, "em", "*_", _always(_EM), _em, 0.2),
            _Rule(_EMPHASIS, "strong", "*", _always(_STRONG), _styled("strong"), 0.1),
            _Rule(_EMPHASIS, "u", "_", _always(_UNDERLINE), _styled("underline"), 0.0),
            _Rule(_EMPHASIS, "s", "~", _always(_STRIKE), _styled("strike")),
            _Rule(23, "inlineCode", "`", _always(_INLINE_CODE), _object("code", 2)),
            _Rule(24, "br", " ", _always(_BREAK), _break),
            _Rule(24, "timestamp", "<", _always(_TIMESTAMP), _object("timestamp")),
            _Rule(_LAST, "channelMention", "<", _always(_CHANNEL), _object("mention")),
            _Rule(_LAST, "commandMention", "<", _always(_COMMAND), _object("mention", 1)),
            _Rule(_LAST, "customEmoji", "<", _always(_CUSTOM_EMOJI), _object("emoji", 1)),
            _Rule(_LAST, "emoji", ":", _always(_EMOJI), _object("emoji", 1)),
            _Rule(_LAST, "emoticon", "¯", _always(_EMOTICON), _text),
            _Rule(_LAST, "gameMention", "<", _always(_GAME), _object("mention")),
            _Rule(_LAST, "mention", "<@", _always(_MENTION), _object("mention")),
            _Rule(_LAST, "roleMention", "<", _always(_ROLE), _object("mention")),
            _Rule(_LAST, "silentPrefix", "@", _match_silent, _object("silent")),
            _Rule(_LAST, "soundboard", "<", _always(_SOUND), _object("mention")),
            _Rule(_LAST, "spoiler", "|", _always(_SPOILER), _styled("spoiler")),
            _Rule(_LAST, "staticRouteLink", "<", _always(_ROUTE), _object("mention")),
            _Rule(_LAST, "text", "", _always(_TEXT), _text),
        ],
        key=lambda rule: (rule.order, rule.bonus is None, rule.name),
    )
)
