"""Sentences: each case is a text's sentences, which have to be found again after joining them by a space."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.corpus.lines import is_blank
from retrieval.datatypes import Span
from retrieval.segmentation import split_sentences
from retrieval.segmentation.sentences import LONGEST_SENTENCE

TRAPS: dict[str, tuple[str, ...]] = {
    "month before a day": ("Moscow said the unit would have left on Jan. 19, even earlier.", "It did."),
    "title before a name": ("He has debts with Mr. Putin and Dr. Lee.", "Mrs. Gray has none."),
    "bracket left behind": (
        "It ended with dozens of deaths (there is no verifiable number). ) – and 10,000 detainees.",
        "Most are in Almaty.",
    ),
    "stray word after the stop": (
        "Putin took advantage of this to send his followers. men.",
        "For us it is an occupation.",
    ),
    "wrong quote mark at the end": ("“The regime will fall.", "For us it is an occupation. “"),
    "quotation opens after a quotation": ("He speaks of “occupation”.", "“The regime is now faltering.”"),
    "name of a book and its subtitle": (
        "Lee portrayed him in 2014, in a book called “Red Lemonade”. A history of youth, in which she talks of it.",
        "It sold well.",
    ),
    "omission in brackets": (
        "“I want […] I hope that this will be studied,” the president added.",
        "He left.",
    ),
    "omission in three points": ("“I want [...] I hope that this will be studied,” he added.", "He left."),
    "quotation begins small with an insertion": (
        "It will be evident in the coming months.",
        "“right Now [el país] He has debts”; which means that it will count.",
    ),
    "colon and semicolon go on": (
        "It was covered with a net; The main street reopened: fast, consistent.",
        "Good.",
    ),
    "short quotation stays whole": (
        "“We should go home. We have done our work.”",
        "The statements reveal it.",
    ),
    "two sentences in brackets stay whole": (
        "He left (it was late. He was tired.) and slept.",
        "She stayed.",
    ),
    "time of day": (
        "After 11:00 pm there is hardly a soul on the street.",
        "It is 5 p.m. in Rome.",
        "We left.",
    ),
}

OTHERS: dict[str, tuple[str, ...]] = {
    "initials": ("J. R. R. Tolkien met C.S. Lewis in Oxford.", "They talked."),
    "initial that looks like the pronoun": ("You and I.", "Albert I. Jones saw N°. 5."),
    "hour that opens": ("At 5 a.m. Mr. Smith left.", "He came at 6 p.m.", "Mr. Smith slept."),
    "initial after a first name": ("George W. Bush and John F. Kennedy were presidents.", "Both served."),
    "letter that ends": ("Oranges hold vitamin C.", "They are sour."),
    "roman numeral that ends": ("It began before World War I.", "Germany lost it."),
    "country in letters inside": ("The U.S. Army and the U.N. Security Council agreed.", "It was over."),
    "country in letters at the end": ("She moved to the U.S.", "He stayed in the U.K.", "They wrote."),
    "company inside": ("Apple Inc. chief Tim Cook spoke.", "Nobody listened."),
    "company at the end": ("He worked for Acme Corp.", "It closed in 1990."),
    "and others": ("Fish need water, oxygen, etc.", "They also need food."),
    "cited authors": ("Smith et al. (2010) found none.", "Lee et al. found two."),
    "for example": ("Some metals, e.g. Iron, rust; others, i.e. gold, do not.", "See cf. Table 2."),
    "number sign": ("See No. 5 and Fig. 3 on p. 12.", "They agree.", "He said no.", "She left."),
    "versus": ("It was Brown vs. Board of Education.", "The court ruled."),
    "decimals": ("It grew by 3.5 percent to $1.2 million.", "Version 2.0.1 fixed it."),
    "year at the end": ("The union fell in 1991.", "Independence followed."),
    "street": ("He lives on St. John Ave. near Ft. Worth.", "It is quiet."),
    "addresses": ("Go to https://example.org/a.b?c=d.", "Then write to a.b@example.org.", "Wait."),
    "file names": ("Edit setup.py and README.md before Node.js starts.", "Save them."),
    "question and exclamation": ("Who was it?", "Nobody knew!", "So they left."),
    "several marks": ("What?!", "No...", "Yes!!!", "Fine."),
    "ellipsis goes on": ("He waited... and waited… but nobody came.", "Then he left."),
    "ellipsis ends": ("He waited…", "Nobody came."),
    "question with its speaker": ("“Who are you?” Alice asked.", "“A friend,” he said."),
    "exclamation with its verb": ("“Stop!” cried the guard.", "Nobody moved."),
    "small speaker": ("“Why not?” he asked.", "She did not know."),
    "comma before the speaker": ("“It is not correct,” the analyst protested.", "“No.”", "He left."),
    "long quotation is split inside": (
        "“All the regions of the country have been liberated and placed under protection of the army today.",
        "Nobody will be allowed to leave the city until the last of the armed men has been found and tried.”",
        "The statement ends here.",
    ),
    "straight quotes": ('"We should go. We are done."', "He left."),
    "straight quotes around a word": ('They call it "order".', "It is not."),
    "angular quotes": ("Он сказал: «Мы уходим. Мы закончили».", "Потом ушёл."),
    "german quotes": ("Er sagte: „Wir gehen.“", "Dann ging er."),
    "french quotes": ("Il a dit : « Bonjour. »", "Puis il est parti."),
    "bracketed sentence": ("They left.", "(Nobody saw them.)", "It rained."),
    "bracket with a question": ("He won (really?) the race.", "She lost."),
    "notes": ("It was founded in 1901.[1]", "It closed in 1950.[2][3]", "It is a museum now."),
    "raised notes": ("It was founded in 1901.¹", "It closed."),
    "emphasis": ("**Never do this.**", "Do *that.*", "Then stop."),
    "code in Markdown": ("Run `quoth ask`.", "It prints `done.`", "Stop there."),
    "links in Markdown": ("See [the guide](https://example.org/a.b).", "Then ask."),
    "numbering at the start": ("1. Open the lid.", "Close it."),
    "section number at the start": ("2.3. Results are shown.", "They differ."),
    "question letter": ("Q. What is it?", "A. Nothing."),
    "brand that begins small": ("He bought a phone.", "iPhones were dear."),
    "all small letters": ("we left.", "they stayed.", "nobody knows why."),
    "doctorate": ("She holds a Ph.D. in physics.", "He holds an M.A.", "They met."),
    "morning": ("It opened at 9 a.m. Monday.", "It closed at 6 p.m.", "Police left."),
    "before christ": ("It fell in 44 B.C.", "The rest is known."),
    "dash of dialogue": ("— Кто там? — спросил он.", "— Никто."),
    "russian abbreviations": (
        "В 2014 г. в г. Алматы жило 1,5 млн. человек.",
        "Умер в 2015 г.",
        "Семья уехала.",
    ),
    "russian initials": ("А. С. Пушкин родился в 1799 году.", "Он поэт."),
    "russian and so on": ("Он купил хлеб, сыр и т.д.", "Потом ушёл."),
    "spanish inverted marks": ("¿Quién es?", "¡Nadie!", "El Sr. Pérez vive en EE.UU. desde 2010."),
    "spanish ellipsis": ("No sé… quizá mañana.", "Ya veremos."),
    "italian titles": ("Il dott. Rossi e la sig. Bianchi sono qui.", "Sono arrivati ieri."),
    "german ordinals": ("Am 5. Januar kam Dr. Weiß an.", "Er blieb bis zum 3. März.", "Dann ging er."),
    "german abbreviations": ("Manche Metalle, z.B. Eisen, rosten.", "Gold rostet nicht."),
    "french titles": ("Mme. Dupont est arrivée.", "M. Durand aussi."),
    "arabic question": ("من أنت؟", "أنا صديق."),
    "hindi": ("यह एक किताब है।", "वह पढ़ता है।"),
    "line breaks inside": ("The first sentence\nends here.", "The second\none too."),
    "no stop at the end": ("It began.", "Then it went on"),
    "only one word": ("Yes.",),
    "opening number": ("It ended.", "20,000 came back."),
    "percent and currency": ("It cost $5.", "£3 was left."),
    "dotted surname": ("It was made by will.i.am in L.A. last year.", "It sold."),
    "stop after a bracket": ("He left (in 1990).", "She stayed (until 1991).", "Both died."),
    "sentence that is a quotation with inner question": ("He asked “why?” and left.", "Nobody knew."),
    "spaced ellipsis": ("He said . . . nothing at all.", "She left."),
    "plan letter": ("We need a plan B.", "The first failed."),
    "no as a word": ("Was it right?", "No.", "It was 5 o'clock."),
    "may as a verb": ("Go if you may.", "12 men came."),
    "sat as a verb": ("There he sat.", "They left."),
    "gen of a soldier": ("Gen. Milley and Lt. Col. Smith met Sen. Lee.", "They spoke."),
    "volume and issue": ("See vol. 3, no. 2, pp. 10–12.", "It is short."),
    "approximate dates": ("It was built c. 1200 and burnt ca. 1350.", "Ruins remain."),
    "versions": ("Use v. 2.1 or ver. 3.", "Older ones fail."),
    "quoted title at the end": ("She read “War and Peace.”", "He read nothing."),
    "apostrophes": ("It’s the ’90s.", "They’re here."),
    "semi list": ("Bring (a) water; (b) bread.", "Leave the rest."),
}


def sentences(text: str) -> tuple[str, ...]:
    return tuple(span.of(text) for span in split_sentences(text, Span(0, len(text))))


@pytest.mark.parametrize("expected", TRAPS.values(), ids=TRAPS)
def test_a_trap_of_the_shipped_articles_is_passed(expected: tuple[str, ...]) -> None:
    assert sentences(" ".join(expected)) == expected


@pytest.mark.parametrize("expected", OTHERS.values(), ids=OTHERS)
def test_sentences_of_other_texts_are_found(expected: tuple[str, ...]) -> None:
    assert sentences(" ".join(expected)) == expected


def test_sentences_without_a_space_between_them_are_parted() -> None:
    assert sentences("The country burned.The army came.It left.") == (
        "The country burned.",
        "The army came.",
        "It left.",
    )


def test_names_with_a_stop_inside_stay_whole() -> None:
    text = "Use Node.Js or System.Out on example.Com today."
    assert sentences(text) == (text,)


def test_chinese_and_japanese_stops_need_no_space() -> None:
    assert sentences("これはペンです。「はい。」それはマーカーですか？はい！") == (
        "これはペンです。",
        "「はい。」",
        "それはマーカーですか？",
        "はい！",
    )


def test_offsets_are_those_of_the_whole_text() -> None:
    text = "Not this. It rained. It snowed. Nor this."
    start, end = text.index("It r"), text.index(" Nor")
    assert [span.of(text) for span in split_sentences(text, Span(start, end))] == ["It rained.", "It snowed."]


_pieces = st.lists(
    st.sampled_from(
        [
            *[
                "Mr.",
                "Jan.",
                "19",
                "men.",
                "No.",
                "U.S.",
                "I",
                "we",
                "He",
                "said",
                "a",
                "“",
                "”",
                '"',
                "«",
                "»",
                "(",
                ")",
                "[",
            ],
            *[
                "]",
                "…",
                "...",
                ".",
                "?",
                "!",
                ".”",
                "?)",
                ". ",
                "\n",
                "\r\n",
                "\t",
                " ",
                "\u00a0",
                "–",
                "*",
                "_",
                "`",
                "e.g.",
            ],
            *[
                "А.",
                "г.",
                "2014",
                "。",
                "「",
                "」",
                "\u200b",
                "\ufeff",
                "e\u0301",
                "👍🏽",
                "\u202e",
                "a.B",
                "x.The ",
            ],
        ]
    ),
    max_size=60,
).map("".join)
_texts = st.one_of(_pieces, st.text(max_size=300))


@given(_texts)
def test_sentences_cover_all_ink_in_order_and_are_trimmed(text: str) -> None:
    position = 0
    for span in split_sentences(text, Span(0, len(text))):
        assert is_blank(text[position : span.start])
        assert not is_blank(text[span.start])
        assert not is_blank(text[span.end - 1])
        position = span.end
    assert is_blank(text[position:])


@given(_texts, st.text(max_size=20), st.text(max_size=20))
def test_what_stands_around_the_span_changes_nothing(text: str, before: str, after: str) -> None:
    alone = split_sentences(text, Span(0, len(text)))
    inside = split_sentences(before + text + after, Span(len(before), len(before) + len(text)))
    assert inside == tuple(span.shift(len(before)) for span in alone)


@given(
    st.sampled_from(
        [".", ". ", "(", "“", '"', "a.B", " .", ".”", "!", "[1]", "x", "Mr. ", "a. ", "\u0301", "é, ", "．"]
    )
)
def test_no_sentence_exceeds_the_bound(unit: str) -> None:
    text = unit * (5 * LONGEST_SENTENCE)
    spans = split_sentences(text, Span(0, len(text)))
    assert max((len(span) for span in spans), default=0) <= LONGEST_SENTENCE
    assert is_blank("".join(text[a.end : b.start] for a, b in pairwise(spans)))


def test_a_long_sentence_is_cut_at_a_clause_rather_than_a_word() -> None:
    clause = "and so the river rose over the fields of the village" + " again" * 10
    first, *_ = sentences("; ".join([clause] * 20))
    assert first.endswith("again;")
