"""Documents of other kinds than the shipped ones: the files in `documents/`, each segmented as a reader would."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from retrieval.corpus import read_corpus
from retrieval.datatypes import Document, PassageKind
from retrieval.segmentation import segment

DOCUMENTS = {
    document.name: document for document in read_corpus(Path(__file__).parent / "documents").documents
}


def of_kind(name: str, *kinds: PassageKind) -> list[str]:
    document = DOCUMENTS[name]
    return [passage.span.of(document.text) for passage in segment(document) if passage.kind in kinds]


def sentences(name: str, *kinds: PassageKind) -> list[str]:
    document = DOCUMENTS[name]
    return [
        span.of(document.text)
        for passage in segment(document)
        if not kinds or passage.kind in kinds
        for span in passage.sentences
    ]


def headings_of(name: str, words: str) -> tuple[str, ...]:
    document = DOCUMENTS[name]
    (found,) = [passage for passage in segment(document) if words in passage.span.of(document.text)]
    return found.headings


@pytest.mark.parametrize(
    ("name", "title", "published"),
    [
        ("abstract.txt", "Dense Retrieval for Small Collections", None),
        ("encyclopaedia.txt", "Lake Balkhash", None),
        ("faq.txt", "Frequently Asked Questions", None),
        ("hard_wrapped.txt", "THE HISTORY OF THE BRIDGE", None),
        ("manual.txt", "KETTLE K-200 USER MANUAL", "2019-03-12"),
        ("minutes.txt", "Minutes of the Garden Committee", "2021-05-03"),
        ("news_es.txt", "El río crece en el norte", "2022-01-12"),
        ("news_ru.txt", "Уровень воды в реке вырос", "2021-05-03"),
        ("one_per_line.txt", "Harvest begins early in the north", None),
        ("readme.md", "Lantern", "2021-05-03"),
        ("site.txt", "Mayor opens new library", "2022-01-07"),
        ("story.txt", "The Lamp", None),
        ("verse.txt", "The Road", None),
    ],
)
def test_title_and_date_are_those_that_the_file_states(name: str, title: str, published: str | None) -> None:
    document = DOCUMENTS[name]
    assert document.title == title
    assert (document.published and document.published.isoformat()) == published


@pytest.mark.parametrize(
    ("name", "headings"),
    [
        ("encyclopaedia.txt", ["Geography", "Climate", "See also", "References"]),
        (
            "faq.txt",
            [
                "How do I subscribe to the newsletter?",
                "How do I leave a comment?",
                "Does the site use cookies?",
                "Can I cancel?",
            ],
        ),
        ("hard_wrapped.txt", ["CHAPTER II", "The new bridge"]),
        (
            "manual.txt",
            [
                "1. SAFETY",
                "2. FIRST USE",
                "Before the first use:",
                "3. TECHNICAL DATA",
                "4. APP",
                "4.1 Cookies",
            ],
        ),
        ("minutes.txt", ["1. Minutes of the last meeting", "2. Newsletter", "3. Pond"]),
        ("news_es.txt", []),
        ("news_ru.txt", []),
        ("one_per_line.txt", ["Prices fall"]),
        ("readme.md", ["## Install", "## Usage", "Setext heading\n--------------"]),
        ("site.txt", []),
        ("story.txt", []),
        ("verse.txt", []),
    ],
)
def test_headings_are_headings_and_nothing_else_is(name: str, headings: list[str]) -> None:
    assert of_kind(name, PassageKind.HEADING) == headings


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("abstract.txt", 0),
        ("encyclopaedia.txt", 0),
        ("faq.txt", 0),
        ("hard_wrapped.txt", 0),
        pytest.param("manual.txt", 1, id="manual.txt: the date"),
        pytest.param("minutes.txt", 1, id="minutes.txt: the date"),
        pytest.param("news_es.txt", 4, id="news_es.txt: byline, date, newsletter, copyright"),
        pytest.param("news_ru.txt", 3, id="news_ru.txt: date, channel, other article"),
        pytest.param("one_per_line.txt", 2, id="one_per_line.txt: other article, button"),
        pytest.param("readme.md", 5, id="readme.md: badge, date, rule, comment, link definition"),
        pytest.param("site.txt", 14, id="site.txt: all but title and two paragraphs"),
        pytest.param("story.txt", 2, id="story.txt: author and asterisks"),
        ("verse.txt", 0),
    ],
)
def test_boilerplate_is_what_no_reader_would_quote(name: str, count: int) -> None:
    assert len(of_kind(name, PassageKind.BOILERPLATE)) == count


def test_hard_wrapped_lines_are_joined_and_indented_ones_begin_a_paragraph() -> None:
    assert [text.split(maxsplit=3)[:3] for text in of_kind("hard_wrapped.txt", PassageKind.PARAGRAPH)] == [
        ["The", "bridge", "over"],
        ["In", "1912", "the"],
        ["Nobody", "mourned", "the"],
    ]
    assert "The first train crossed it on\nJan. 5, 1875, carrying the mayor and a band." in sentences(
        "hard_wrapped.txt"
    )


def test_each_line_is_a_paragraph_where_nobody_wrapped() -> None:
    assert len(of_kind("one_per_line.txt", PassageKind.PARAGRAPH)) == 5
    assert headings_of("one_per_line.txt", "Exports are") == ("Prices fall",)


def test_a_numbered_heading_after_a_numbered_list_is_no_item_of_it() -> None:
    assert sentences("manual.txt", PassageKind.LIST_ITEM) == [
        "Rinse the kettle with cold water.",
        "Fill it to the MAX line and boil.",
        "Pour the water away; it is not fit\n   to drink.",
        "Repeat twice.",
    ]
    assert headings_of("manual.txt", "You can delete them") == ("4. APP", "4.1 Cookies")


def test_rows_of_a_table_are_its_sentences() -> None:
    assert sentences("manual.txt", PassageKind.TABLE) == [
        "Power        2200 W",
        "Voltage      220-240 V",
        "Capacity     1.7 l",
    ]
    assert sentences("readme.md", PassageKind.TABLE) == ["`-o`   | output file", "`-v`   | say more"]


def test_lines_of_code_are_its_sentences() -> None:
    assert sentences("readme.md", PassageKind.CODE) == ["pip install lantern", "# not sudo"]


def test_marks_of_lists_and_citations_belong_to_the_passage_and_not_to_the_sentence() -> None:
    assert "- [ ] themes" in of_kind("readme.md", PassageKind.LIST_ITEM)
    assert "themes" in sentences("readme.md", PassageKind.LIST_ITEM)
    assert "They should be readable." in sentences("readme.md", PassageKind.PARAGRAPH)


def test_labels_of_minutes_are_paragraphs_of_their_own() -> None:
    assert "Present: Ann Lee (chair), Bob Ray, Carla Diaz" in of_kind("minutes.txt", PassageKind.PARAGRAPH)
    assert "Action: Bob to send the cheque." in of_kind("minutes.txt", PassageKind.PARAGRAPH)


def test_dialogue_is_quotable_whatever_it_says() -> None:
    found = sentences("story.txt")
    assert "“Who is there?” asked Tom." in found
    assert "“Follow me,” said the cat, “and leave a comment on nothing you see.”" in found
    assert "“Was it real?”" in found
    assert "He lifted the lamp . . . and saw a cat." in found


def test_answers_about_the_site_are_quotable_in_a_faq() -> None:
    found = sentences("faq.txt")
    assert "Subscribe to our newsletter with the form at the bottom of the page." in found
    assert "By using the site you agree to our policy." in found


def test_a_sentence_about_the_newsletter_is_quotable_on_a_site() -> None:
    assert sentences("site.txt") == [
        "The mayor opened the new library on Friday.",
        "It holds 40,000 books.",
        "“Children will love it,” she said.",
        "The newsletter of the library will list new books every week, and readers may follow them on Facebook.",
    ]


def test_verse_stays_together() -> None:
    assert len(of_kind("verse.txt", PassageKind.PARAGRAPH)) == 2


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_other_line_ends_give_the_same_passages(name: str, end: str) -> None:
    document = DOCUMENTS[name]
    other = replace(document, text=document.text.replace("\n", end))
    assert [(p.kind, p.line, p.headings, len(p.sentences)) for p in segment(other)] == [
        (p.kind, p.line, p.headings, len(p.sentences)) for p in segment(document)
    ]


def test_short_facts_without_full_stops_are_no_headings() -> None:
    text = "Facts\n\n" + "\n\n".join(f"Fact number {n} is about bees" for n in range(9)) + "\n\nBees hum.\n"
    kinds = [passage.kind for passage in segment(Document(name="a.txt", text=text, content_hash=""))]
    assert PassageKind.HEADING not in kinds


def test_notes_of_a_line_each_stand_alone() -> None:
    text = (
        "Internet is back in Almaty after five days\n"
        "Shops reopened in the centre, queues at every cash machine\n"
        "We counted 12 burnt cars on Republic Square\n"
    )
    passages = segment(Document(name="a.txt", text=text, content_hash=""))
    assert [len(passage.sentences) for passage in passages] == [1, 1, 1]


def test_messages_of_a_chat_stand_alone() -> None:
    text = (
        "[2021-05-03 10:01] ann: hi all, the meeting moved to 3pm\n"
        "[2021-05-03 10:02] bob: ok. which room?\n"
        "[2021-05-03 10:02] ann: room 5, second floor. bring the keys\n"
    )
    assert [p.line for p in segment(Document(name="a.txt", text=text, content_hash=""))] == [1, 2, 3]


def test_a_short_line_at_the_end_is_no_heading() -> None:
    text = "Bees\n\nBees hum. They also dance.\n\nBees like clover\n"
    assert segment(Document(name="a.txt", text=text, content_hash=""))[-1].kind is PassageKind.PARAGRAPH
