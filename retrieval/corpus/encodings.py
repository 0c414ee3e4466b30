"""Which single-byte encoding a text was written in, told by the letters that it would then be made of."""

from __future__ import annotations

from charset_normalizer import from_bytes

_SAMPLE = 64 * 1024
_WESTERN = (
    "àâæçèéêëîïôœùûüÿ",  # French
    "áéíñóúü",  # Spanish
    "àáâãçéêíóôõú",  # Portuguese
    "àèéìíîòóùú",  # Italian
    "äöüßé",  # German
    "åäöæøéü",  # Swedish, Danish, Norwegian, Finnish
    "éëïöüèêáóí",  # Dutch
    "áðéíóúýþæö",  # Icelandic
    "àçèéíïòóúü",  # Catalan
)
_CENTRAL = (
    "ąćęłńóśźż",  # Polish
    "áčďéěíňóřšťúůýž",  # Czech
    "áäčďéíĺľňóôŕšťúýž",  # Slovak
    "áéíóöőúüű",  # Hungarian
    "ăâîşţ",  # Romanian
    "čćđšž",  # Croatian, Slovene
)
_TURKISH = ("çğıöşüâîûİ",)
# In the order in which they are believed where the letters decide nothing.
_LATIN = (
    ("cp1252", _WESTERN),
    ("iso8859_15", _WESTERN),
    ("cp1250", _CENTRAL),
    ("iso8859_2", _CENTRAL),
    ("cp1254", _TURKISH),
    ("mac_roman", _WESTERN),
    ("cp850", _WESTERN),
    ("cp852", _CENTRAL),
)
_CYRILLIC = ("cp1251", "kz1048", "koi8_u", "cp866", "iso8859_5", "mac_cyrillic")
_OTHERS = ("cp1253", "iso8859_7", "cp1255", "cp1256", "shift_jis", "gb18030", "big5", "euc_jp", "euc_kr")
_COMMON_CYRILLIC = frozenset("оеаинті")  # half of the letters of any text in Russian, Ukrainian or Bulgarian
_CYRILLIC_LETTERS = frozenset("абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґўјљњћђџәғқңөұүһ")
_OPENING = frozenset("‚„¿¡")
_CLOSING = frozenset("®™ªº²³¼½¾´")
_BETWEEN_LETTERS = frozenset("’·\u00ad")
_TYPOGRAPHY = frozenset("‘’“”‚„«»–—…•€£§°©®™ªº·½¼¾²³×÷´¿¡\u00a0\u00ad")
_ENOUGH = 0.95


def encoding_of(content: bytes) -> str | None:
    """Return the encoding of bytes that are no UTF, or None where it cannot be told.

    A wrong guess would be quoted as if it were verbatim, so a guess has to explain nearly every character
    beyond ASCII: as a letter of one language, or as a mark that stands where such marks stand.
    """
    sample = content[:_SAMPLE]
    foreign = sum(1 for byte in sample if byte > 0x7F)
    letters = foreign + sum(1 for byte in sample if byte < 0x80 and chr(byte).isalpha())
    if foreign * 2 > letters and (cyrillic := _cyrillic(content, sample)):
        return cyrillic
    if foreign * 3 > letters:
        return _other(content, sample)
    return _latin(content, sample)


def _decoded(content: bytes, sample: bytes, encoding: str) -> str | None:
    try:
        content.decode(encoding)
        return sample.decode(encoding)
    except UnicodeDecodeError:
        return None


def _latin(content: bytes, sample: bytes) -> str | None:
    best, most = None, _ENOUGH
    for encoding, alphabets in _LATIN:
        text = _decoded(content, sample, encoding)
        if text is None:
            continue
        explained = max(_explained(text, frozenset(alphabet)) for alphabet in alphabets)
        if explained > most or (best is None and explained >= most):
            best, most = encoding, explained
    return best


def _explained(text: str, alphabet: frozenset[str]) -> float:
    """Return the share of the characters beyond ASCII that stand where a writer would put them."""
    places = [place for place, character in enumerate(text) if character > "\x7f"]
    fitting = sum(1 for place in places if _fits(text, place, alphabet))
    return fitting / len(places) if places else 0.0


def _fits(text: str, place: int, alphabet: frozenset[str]) -> bool:
    character = text[place]
    before, after = text[max(place - 1, 0) : place], text[place + 1 : place + 2]
    if character in alphabet or character.lower() in alphabet:
        return not (character.isupper() and before.islower())
    if character in _OPENING:
        return not before.isalnum() and after.isalnum()
    if character in _CLOSING and after.isalpha():
        return False
    between = before.isalpha() and after.isalpha()
    return character in _TYPOGRAPHY and (not between or character in _BETWEEN_LETTERS)


def _cyrillic(content: bytes, sample: bytes) -> str | None:
    """Return the encoding under which the letters are Cyrillic and those that are common in it are common.

    Windows and Macintosh share the small letters; the capitals decide between them. So do its own
    letters for Kazakh; where nothing decides, the first in the list is the commoner one.
    """
    scores: list[tuple[float, float, int]] = []
    for place, encoding in enumerate(_CYRILLIC):
        text = _decoded(content, sample, encoding)
        if text is None:
            continue
        foreign = [character for character in text if character > "\x7f"]
        common = sum(1 for character in foreign if character in _COMMON_CYRILLIC)
        usual = sum(1 for character in foreign if character.lower() in _CYRILLIC_LETTERS)
        scores.append((common / len(foreign), usual / len(foreign), -place))
    best = max(scores, default=None)
    if best is None or best[0] < 0.3 or best[1] < 0.9:
        return None
    told = all(
        other[0] == best[0] or best[0] - other[0] > 0.1 or best[1] - other[1] > 0.1 for other in scores
    )
    return _CYRILLIC[-best[2]] if told else None


def _other(content: bytes, sample: bytes) -> str | None:
    # Half of the library's own threshold for mess: what it lets through above that is often mojibake.
    best = from_bytes(sample, cp_isolation=list(_OTHERS), threshold=0.1).best()
    return best.encoding if best and _decoded(content, sample, best.encoding) is not None else None
