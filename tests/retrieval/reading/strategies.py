"""Windows as the world has them: scripts, marks, emoji, control characters, sentences of any length."""

from __future__ import annotations

from hypothesis import strategies as st

from retrieval.reading.datatypes import Span, Window

ODD = st.sampled_from(
    [
        "Токаев", "Мәңғыстау", "שלום עולם", "مرحبا بالعالم", "e\u0301te\u0301", "zero\u200bwidth", "👨‍👩‍👧 family", "👍🏽", "ﬁne",
        "10,000.50", "U.S.", "[SEP]", "[CLS] ##ing", "\u202eleft", "naïve", "東京都", "a\u00adb", "“Molotov”", "İstanbul", "x" * 120,
        "🇰🇿", "\ufeffbom", "½ ton", "e-mail@x.org", "\x00nul", "क्षत्रिय", "ß", "\ud7ff",
    ]
)  # fmt: skip
WORDS = st.one_of(
    ODD,
    st.text(min_size=1, max_size=12),
    st.sampled_from(["the", "price", "of", "gas", "rose", "in", "January"]),
)
SENTENCES = st.lists(WORDS, min_size=1, max_size=14).map(" ".join)


@st.composite
def windows(draw: st.DrawFn, most: int = 6) -> Window:
    """Draw a window whose sentences stand between arbitrary gaps."""
    text = draw(st.sampled_from(["", " ", "\n"]))
    spans = []
    for sentence in draw(st.lists(SENTENCES, min_size=1, max_size=most)):
        spans.append(Span(len(text), len(text) + len(sentence)))
        text += sentence + draw(st.sampled_from([" ", "\n\n", "", "  "]))
    return Window(text, tuple(spans), draw(st.sampled_from(["", "A title / a heading", "Заголовок " * 30])))
