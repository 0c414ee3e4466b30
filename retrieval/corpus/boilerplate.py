"""Which lines and sentences are there for the site and not for the reader: never quoted."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from retrieval.corpus.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from retrieval.datatypes import Document

_LONGEST = 300  # notices on cookies are the longest; beyond this a block tells something
_BARE_CALL = 45  # `Subscribe to the newsletter`: a call with its object and no room for anything else
_LONGEST_HEADLINE = 120
_ENDS = " \t\n\r.!:…*_#|-–—»›→>•"


def _pattern(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives), re.IGNORECASE)


_WIDGET = _pattern(
    r"(?:leave|post|write|add|submit) (?:a |your )?(?:comment|reply)s?(?: below)?",
    r"comments? \(\d+\)|\d+ comments?|comments are closed|be the first to comment",
    r"share this(?: (?:article|story|post|page))?|share (?:on|via) \w+(?: \w+)?|tweet(?: this)?|e-?mail this(?: \w+)?",
    r"advertisements?|sponsored(?: content)?|continue reading(?: below)?|read (?:more|also|next|on)",
    r"(?:sign|log) (?:in|up)|login|subscribe now|follow us|skip to (?:main )?content|back to (?:top|home)",
    r"(?:next|previous|older|newer) (?:posts?|article|story|page)|(?:show|load|view|see) (?:more|all)(?: \w+)?",
    r"cookie (?:settings|preferences)|accept(?: all)? cookies",
    r"required fields are marked ?\*?|print this(?: page| article)?",
    r"deja(?:r)? un comentario|leer más|compartir|publicidad|síguenos|todos los derechos reservados",
    r"оставить комментарий|читайте также|поделиться|реклама|все права защищены",
    r"lascia un commento|leggi (?:anche|tutto)|condividi|pubblicità|seguici|tutti i diritti riservati",
    r"laissez? un commentaire|lire (?:aussi|la suite)|partager|publicité|suivez-nous|tous droits réservés",
    r"kommentar (?:hinterlassen|schreiben)|lesen sie auch|anzeige|weiterlesen|alle rechte vorbehalten",
)
# Words that are headings of a manual as well; they count only where no text stands under them.
_LABEL = _pattern(
    r"(?:about|contact) us|privacy policy|terms (?:of (?:use|service)|(?:and|&) conditions)",
    r"comments?|share|print|home|menu|search|subscribe|follow|accept(?: all)?|teilen|more|newsletter|tags|categories",
)
_LIST_LABEL = _pattern(
    r"(?:related|recommended|similar) (?:articles|stories|posts|news|content)|related|you (?:may|might) also like",
    r"recommended(?: for you)?|most (?:read|popular|viewed|shared)|trending(?: now)?|popular (?:posts|stories|articles)",
    r"more (?:stories|news|headlines)|more (?:from|on) (?-i:[A-Z][\w’]*(?: [A-Z][\w’]*){0,3})|latest (?:news|posts|stories|articles)|recent (?:posts|comments)",
    r"también te puede interesar|artículos relacionados|похожие (?:статьи|новости)|articoli correlati|à lire aussi",
)
_VERB = (
    r"join|follow|subscribe|sign up|register|suscríb\w+|sígue\w+|подпи\w+|подпиш\w+|присоединя\w+|iscrivi\w+|segui\w*"
    r"|abonnez-vous|inscrivez-vous|suivez|folgen sie|abonnieren sie"
)
_WEAK_VERB = (
    r"get|receive|like|find|connect with|keep up with|stay|read|support|download|become|tap|click|share|visit|check out"
    r"|don[’']t (?:miss|forget)|recibe|lee|читайте|leggi|scarica|recevez|téléchargez|erhalten sie"
)
_CALL = _pattern(rf"(?:please |click (?:here )?to )?(?:{_VERB})\b")
_WEAK_CALL = _pattern(rf"(?:please |click (?:here )?to )?(?:{_WEAK_VERB})\b")
_CHANNEL = _pattern(
    r"\b(?:newsletters?|facebook|twitter|instagram|telegram|whatsapp|youtube|tiktok|linkedin|social (?:media|network\w*)"
    r"|rss|podcast|inbox|free trial|ad-free|push notifications|mailing list|app|website|journalism|membership"
    r"|(?:latest|breaking|daily|weekly) (?:news|updates|headlines|stories)"
    r"|boletín|noticias|телегр\w+|канал\w*|рассылк\w+|новост\w+|notizie|canale|actualités|nachrichten)\b"
)
_PROMISE = _pattern(
    r"\b(?:all (?:the )?(?:\w+ )?(?:news|headlines)|without limits?|unlimited (?:access|articles|reading)|ad-free"
    r"|todas las noticias|все новости|tutte le notizie|toute l[’']actualité)\b"
)
_VOICE = _pattern(
    r"\b(?:us|our|nuestr[ao]s?|наш\w*|нас|nostr[aoie]|notre|nos|unser\w*)\b|@\w",
    r"\bnever miss\b|\b(?:in|to) your (?:inbox|e-?mail)\b",
)
_NOTICE = _pattern(
    r"(?:follow|like|find|join|connect with) (?:us|@\w+)(?: on| in| at|\Z)\b|click here (?:to|for)\b",
    r"become a (?:member|subscriber|patron)\b|support (?:our work|our journalism|independent journalism|quality journalism)",
    r"already a (?:subscriber|member)\?|turn off your ad.?blocker|start your free trial|buy me a coffee",
    r"this (?:story|article|content) is (?:only |exclusively )?(?:for|available to) (?:\w+ )?(?:subscribers|members)",
    r"you must be logged in|log ?in to (?:leave|post)|your e-?mail address will not be|save my name, e-?mail",
    r"\((?:additional )?(?:reporting|writing|editing) by [^()]{1,150}\)\Z|our standards: the",
    r"notify me of|(?:advertisement|sponsored(?: content)?)\s*[–—:-]",
    r"(?:read(?: more| also| next)?|see also|watch|listen|also read|related(?: \w+)?|more|don[’']t miss)\s*[:–—»]\s*\S",
    r"(?:читайте также|lee también|lea también|leggi anche|lire aussi|à lire|lesen sie auch|ver también)\s*[:–—»]",
)
_THIS_PIECE = (
    r"(?:this|the (?:above|present)) (?:article|story|post|content|report|text|page|piece|material|item)"
)
_DISCLAIMER = _pattern(
    rf"(?:(?:disclaimer|legal notice|editor[’']?s note|note)\s*[:–—-]\s*)?{_THIS_PIECE}\b.{{0,80}}"
    r"\b(?:feed|our (?:team|staff|editors|newsroom)|syndicated|wire service|automatically (?:generated|translated|published)"
    r"|not been edited|(?:may|must) not be (?:published|reproduced|copied|redistributed))",
    r"(?:(?:disclaimer|legal notice)\s*[:–—-]\s*)?(?:the )?(?:views|opinions)(?: and (?:views|opinions))?"
    r" (?:expressed|in this)\b.{0,200}\b(?:authors?|those of|reflect|represent)",
)
_COPYRIGHT = _pattern(
    r"(?:copyright\s*)?(?:©|\(c\)\s*(?=\d{4}))\s*\S|copyright\s+\d{4}\b", r".{0,160}\ball rights reserved\Z"
)
_COOKIES = _pattern(
    r"(?:we|this (?:web ?)?site|our (?:web ?)?site|by (?:using|continuing|clicking))\b.{0,120}\bcookies?\b"
    r"(?=.{0,200}\b(?:consent|accept|agree|experience|continu\w+|policy|preferences)\b)",
    r".{0,120}\byou (?:agree|consent) to .{0,60}\bcookies\b",
)
_TRAIL = re.compile(r"(?:[^|>»·•/]{1,30}[|>»·•/]){2,12}[^|>»·•/]{1,30}")
_TRAIL_WORD = _pattern(
    r"\b(?:home|about|contact|news|sign in|log ?in|privacy|terms|subscribe|menu|search|world|sports?|главная|inicio|accueil)\b"
)
_MARKUP = _pattern(
    r"<!--(?s:.*?)-->",
    r"\[?!\[[^\[\]]*\]\([^()]*\)(?:\]\([^()]*\))?",
    r"\[\s*\]\([^()]*\)",
    r"</?[a-z][\w-]*(?:\s[^<>]*=[^<>]*)?\s*/?>",
)
_LINK_DEFINITION = re.compile(r"\[[^\[\]]+\]:\s*\S+(?:\s+[\"'(].*)?")
_SUBJECTS = re.compile(
    r"newsletter|subscri|cookie|comment|shar|follow|advertis|copyright|disclaim|donat|podcast", re.IGNORECASE
)


def is_boilerplate(text: str, *, about: str = "", question: str = "") -> bool:
    """Tell whether a block that stands alone addresses the visitor of a site instead of telling something.

    Only a short block that begins as a call, label or notice does; a sentence that tells about
    newsletters, comments or cookies does not. `about` is the heading or title above it: where it names the
    same subject the block is no boilerplate, nor is it where it answers a `question` right above it.
    """
    bare = _bare(text)
    if not any(character.isalnum() for character in bare):
        return True
    if len(bare) > _LONGEST:
        return False
    if _WIDGET.fullmatch(bare) or _LIST_LABEL.fullmatch(bare) or _COPYRIGHT.match(bare) or _is_trail(bare):
        return True
    return not (question or _names_subject(bare, about)) and _is_call_or_notice(bare)


def is_label(text: str) -> bool:
    """Tell whether the block is a single word that is a button as often as a heading."""
    return _LABEL.fullmatch(_bare(text)) is not None


def is_list_label(text: str) -> bool:
    """Tell whether the block announces headlines of other articles."""
    return _LIST_LABEL.fullmatch(_bare(text)) is not None


def is_headline(text: str) -> bool:
    """Tell whether every line of the block is short and ends without a full stop, as headlines do."""
    lines = [line.strip() for line in text.splitlines()]
    return all(len(line) <= _LONGEST_HEADLINE and not line.endswith((".", "…", ":", ";")) for line in lines)


def repeated_lines(documents: Iterable[Document], *, at_least: int) -> frozenset[str]:
    """Return the lines, trimmed, that stand in at least so many documents: a site's, not an article's."""
    counts: Counter[str] = Counter()
    for document in documents:
        lines = Lines.of(document.text)
        counts.update({lines.trimmed(index).of(lines.text) for index in range(len(lines.spans))} - {""})
    return frozenset(line for line, count in counts.items() if count >= at_least)


def _bare(text: str) -> str:
    words = text
    # Markup is looked for only in what can be short without it.
    if ("<" in text or "[" in text) and len(text) <= 10 * _LONGEST:
        words = _MARKUP.sub(" ", text)
        if all(_LINK_DEFINITION.fullmatch(line.strip()) for line in words.splitlines()):
            return ""
    return " ".join(words.split()).strip(_ENDS)


def _is_trail(bare: str) -> bool:
    return _TRAIL.fullmatch(bare) is not None and len(_TRAIL_WORD.findall(bare)) >= 2


def _names_subject(bare: str, about: str) -> bool:
    subjects = {match.lower() for match in _SUBJECTS.findall(about)}
    return bool(subjects) and any(match.lower() in subjects for match in _SUBJECTS.findall(bare))


def _is_call_or_notice(bare: str) -> bool:
    if _NOTICE.match(bare) or _DISCLAIMER.match(bare) or _COOKIES.match(bare):
        return True
    voice = _VOICE.search(bare) is not None
    if _CALL.match(bare):
        if _PROMISE.search(bare):
            return True
        return _CHANNEL.search(bare) is not None and (voice or len(bare) <= _BARE_CALL)
    return (
        _WEAK_CALL.match(bare) is not None and voice and bool(_CHANNEL.search(bare) or _PROMISE.search(bare))
    )
