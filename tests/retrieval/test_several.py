"""One question stays one, whatever it lists or names; several are told apart, and no word of theirs is lost."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.datatypes import Question
from retrieval.question import read_question
from retrieval.several import LONGEST_CONTEXT, MOST, leans, questions_in

SINGLE = [
    # one question with "and" in it
    "Which countries and cities were hit by the storm?",
    "Who and what was on board the Marisol?",
    "When and where did the flood begin?",
    "Where and when was the treaty signed?",
    "How and why did the mill in Halden close?",
    "When, where and by whom was the bell cast?",
    "What and who inspired the painting?",
    "Who won the regatta and when?",
    "Who wrote the hymn and in what year?",
    "What happened and why?",
    "Which towns and villages lost power?",
    "How many men and women work at the harbour?",
    "How much bread and milk was handed out?",
    "What do salt and vinegar do to brass?",
    "Is bread and butter pudding on the menu?",
    "What is the difference between copper and brass?",
    "What lies between the church and the school?",
    "Between which two towns does the ferry run, and how often?",
    "Who founded and who now runs the bakery?",
    "Who was the man who sang and who danced?",
    "Who came and was the first to speak?",
    "Who hit John and did it again?",
    "Who found the ring and had it repaired?",
    "Who bought the mill and turned it into flats?",
    "What did the mayor say and do after the fire?",
    "Did the crew and the passengers survive?",
    "Were the lamps and the pipes replaced?",
    "Can I bring my dog and my bicycle?",
    "Which is the oldest and which is the newest bridge?",
    "What is the highest and what is the lowest point of the island?",
    "Which ship came first and which came last?",
    "How old and how tall is the oak?",
    "How far and how fast can it go?",
    "What did they find, and where?",
    "Was the bridge closed, and if so, when?",
    "Who said that he fell and how he fell?",
    "Who knew when the bomb went off and why it did?",
    "What did the doctor say about who was ill and what they had eaten?",
    "Does the report say how many died and who was to blame?",
    "Tell me what happened to the crew and the ship",
    "List the names and ages of the winners",
    "Describe the house and the garden",
    "Explain the rise and fall of the Orlov family",
    # lists
    "Which of the three came first: Anna, Boris or Clara?",
    "What, if anything, did the police find?",
    "Who, in the end, paid for the roof, the windows and the door?",
    "Where are the keys, the maps and the lanterns kept?",
    "Who is the mayor, who was elected in 2020?",
    "When she came home, where was the dog?",
    "If the tap leaks, what should I do?",
    "When the war ended, how many ships were left?",
    # names, titles and quoted words
    "Who owns Marks and Spencer?",
    "Where is the Slug and Lettuce?",
    "What did Orlov and Sons build?",
    "When was Trinidad and Tobago independent?",
    "Who wrote War and Peace?",
    "Who wrote The Mill and What Is Man?",
    "Who wrote “Where do we come from? What are we? Where are we going?”",
    'Who said "who are you and what do you want"?',
    "Who asked 'Where were you? And who was with you?' in court?",
    "What does «when was it and who did it» mean?",
    "Who sings Where Have All the Flowers Gone?",
    "Who is Dr. Who?",
    "What did Dr. Whitby say about St. Olave?",
    "Who was Mr. and who was Mrs. Tanner?",
    "What is the Who's Who of 1950?",
    # alternatives
    "Did he flee by car? Or by train?",
    "Is the ferry free or do I have to pay?",
    "Was it Monday? Tuesday?",
    "Did they win or did they lose?",
    "Is it open on Sundays? Or only on Saturdays?",
    "Was the fire an accident or was it set?",
    # chatter and tags
    "Is the mill closed? Is that true?",
    "The mill was closed, right? Why was the mill closed?",
    "hey, how are you? who runs the bakery?",
    "Who runs the bakery? Does anyone know?",
    "Who runs the bakery? Any ideas?",
    "Who runs the bakery? thanks a lot!",
    "Can I ask something? Who runs the bakery?",
    "I read about a flood. When did it happen?",
    "My uncle worked at the mill and he told me it closed. When was that?",
    "Why is the sky orange? It looks strange.",
    "Who led it? I mean, who led the strike?",
    "Did the bridge hold? If not, when did it fall?",
    "Who is the mayor?? Who is the mayor???",
    "who is the mayor!? who?",
    # plain ones
    "When did the strike begin?",
    "who led the strike",
    "How many people live on the island in winter?",
    "the price of a ticket",
    "What is that on the roof?",
    "Do I need a ticket, a passport or neither?",
    "At what time does the museum close?",
    "What was the name of the ship that sank and that nobody found?",
    "Where was the dog whose collar was lost and which was found later?",
    "Who is responsible for what?",
    "Why did the chicken cross the road, according to the farmer?",
    "What are the pros and cons of a heat pump?",
    "Кто бежал и когда?",
    "Кто бежал? Куда?",
    "¿Quién es el alcalde y cuántos años tiene?",
    "",
]  # fmt: skip

SEVERAL = [
    ("When did the strike begin? And who led it?", ["When did the strike begin?", "the strike begin: who led it?"]),
    ("who is the mayor and how old is she", ["who is the mayor", "the mayor: how old is she"]),
    (
        "What is Grendel, and why was the Halden mill closed?",
        ["What is Grendel", "why was the Halden mill closed?"],
    ),
    ("When was the mill closed and why?", ["When was the mill closed", "the mill closed: why?"]),
    ("Did the mayor resign? Why?", ["Did the mayor resign?", "the mayor resign: Why?"]),
    (
        "How many people were arrested and where were they held?",
        ["How many people were arrested", "people were arrested: where were they held?"],
    ),
    (
        "who is Mara Lind, when was she born and where did she die?",
        ["who is Mara Lind", "Mara Lind: when was she born", "Mara Lind: where did she die?"],
    ),
    (
        "1. who led the strike 2. when did the flood end",
        ["who led the strike", "when did the flood end"],
    ),
    (
        "Is the pool open on Sundays? How much is a ticket?",
        ["Is the pool open on Sundays?", "How much is a ticket?"],
    ),
    ("Who is Orlov and is he still mayor?", ["Who is Orlov", "Orlov: is he still mayor?"]),
    (
        "What is the name of the man who broke the window and why did he do it?",
        ["What is the name of the man who broke the window", "the name of the man who broke the window: why did he do it?"],
    ),
    (
        "I read about the Halden strike. When did it begin? And who led it?",
        ["I read about the Halden strike. When did it begin?", "I read about the Halden strike, it begin: who led it?"],
    ),
    ("Who built it? What does the bridge weigh?", ["Who built it?", "What does the bridge weigh?"]),
    (
        "Tell me who led the strike. When did it end?",
        ["Tell me who led the strike.", "led the strike: When did it end?"],
    ),
    (
        "who wrote “Mice and Men”? and how did the author die?",
        ["who wrote “Mice and Men”?", "how did the author die?"],
    ),
    ("WHO IS THE MAYOR AND HOW OLD IS SHE", ["WHO IS THE MAYOR", "THE MAYOR: HOW OLD IS SHE"]),
    (
        "Who is the mayor? When was she elected? And why?",
        ["Who is the mayor?", "the mayor: When was she elected?", "the mayor, she elected: why?"],
    ),
]  # fmt: skip


def split(text: str, most: int = MOST) -> tuple[Question, ...]:
    return questions_in(Question(text, text), most=most)


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


@given(text=st.sampled_from(SINGLE), before=st.sampled_from(["", "hey bot, ", "Please: "]))
def test_one_question_stays_one(text: str, before: str) -> None:
    question = read_question(before + text)
    assert questions_in(question) == (question,)


@pytest.mark.parametrize("text", SINGLE)
def test_each_single_question_stays_one(text: str) -> None:
    assert split(text) == (Question(text, text),)


def test_the_list_of_single_questions_is_long_and_repeats_none() -> None:
    assert len(set(SINGLE)) == len(SINGLE) >= 80


@pytest.mark.parametrize(("text", "read"), SEVERAL)
def test_several_are_told_apart_and_read_with_what_they_lean_on(text: str, read: list[str]) -> None:
    assert [part.read_as for part in split(text)] == read


@given(
    texts=st.lists(
        st.sampled_from([*SINGLE, *(text for text, _ in SEVERAL)]) | st.text(max_size=30), max_size=4
    ),
    joint=st.sampled_from([" ", " and ", ", and ", "? And "]),
)
def test_the_parts_have_the_words_of_the_question_in_order(texts: list[str], joint: str) -> None:
    message = " ".join(joint.join(texts).split())
    parts = split(message)
    assert 1 <= len(parts) <= MOST
    assert [word for part in parts for word in words(part.text)] == words(message)
    if len(parts) > 1:
        for part in parts:
            assert words(part.text)
            assert len(part.read_as) <= len(part.text) + LONGEST_CONTEXT + 2
            said = {word for each in (part, *parts[: parts.index(part)]) for word in words(each.text)}
            assert set(words(part.read_as)) <= said


def test_further_questions_stay_with_the_last_there_is_room_for() -> None:
    message = "Who is Orlov? Where is Halden? When did Lind die? What is Grendel?"
    assert [part.text for part in split(message)] == [
        "Who is Orlov?",
        "Where is Halden?",
        "When did Lind die? What is Grendel?",
    ]
    assert [part.text for part in split(message, 2)] == [
        "Who is Orlov?",
        "Where is Halden? When did Lind die? What is Grendel?",
    ]
    assert split(message, 1) == (Question(message, message),)


@pytest.mark.parametrize(
    ("part", "leaning"),
    [
        ("Who led it?", True),
        ("Why?", True),
        ("How many people live there?", True),
        ("Why was that?", True),
        ("How did that end?", True),
        ("Which one burned?", True),
        ("Are there fish in the lake?", False),
        ("Who found the ship that sank?", False),
        ("What is one of the islands called?", False),
        ("Who is the mayor?", False),
    ],
)
def test_a_part_leans_where_a_word_stands_for_others(part: str, *, leaning: bool) -> None:
    assert leans(part) is leaning


def test_what_a_part_leans_on_is_bounded() -> None:
    long = "What became of " + "the old mill by the river " * 20 + "? And who owned it?"
    first, second = split(long)
    assert first.read_as.startswith("What became of")
    assert second.read_as.endswith("the river: who owned it?")
    assert len(second.read_as) <= LONGEST_CONTEXT + len("And who owned it?: ")
