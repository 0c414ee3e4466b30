"""Boilerplate: what addresses the visitor of a site is never quoted, what tells about such things is."""

from __future__ import annotations

import pytest

from retrieval.corpus.boilerplate import is_boilerplate
from retrieval.datatypes import Document, PassageKind
from retrieval.segmentation import segment

FURNITURE = [
    "Subscribe to our newsletter",
    "Sign up for our daily newsletter and never miss a story.",
    "Follow us on Twitter, Facebook and Instagram.",
    "Follow @northtownpost on Twitter",
    "Join our Telegram channel for breaking news!",
    "Join the Post to read all the news without limits.",
    "Like us on Facebook",
    "Get the latest news in your inbox with our morning newsletter.",
    "Download our app",
    "Download the app and never miss a match.",
    "Get the morning newsletter delivered to your inbox.",
    "Click here to read the full story",
    "Read more: Council cuts budget",
    "READ ALSO – Council cuts budget",
    "Watch: the mayor's speech",
    "Share this article",
    "Share on Facebook",
    "Tweet",
    "(Reporting by O. Lee; Editing by J. Doe)",
    "Leave a Comment",
    "Leave a Reply",
    "3 Comments",
    "Comments are closed.",
    "Your email address will not be published. Required fields are marked *",
    "Save my name, email, and website in this browser for the next time I comment.",
    "You must be logged in to post a comment.",
    "Advertisement",
    "Advertisement – continue reading below",
    "Sponsored content",
    "Related articles",
    "You may also like",
    "Most read",
    "More from World",
    "Home > News > World",
    "Home | About us | Contact | Privacy",
    "Skip to main content",
    "Back to top",
    "© 2022 Northtown Post. All rights reserved.",
    "Copyright 2022 Northtown Post",
    "We use cookies to improve your experience. By continuing you accept our cookie policy.",
    "This site uses cookies. By continuing to browse you agree to their use.",
    "By clicking Accept you consent to the use of cookies on your device.",
    "Disclaimer: The views expressed here are those of the author and do not represent the paper.",
    "This story was syndicated from a wire service and has not been edited by our staff.",
    "Note: this article has been automatically translated.",
    "Support independent journalism: become a member today.",
    "Already a subscriber? Log in",
    "This article is only available to subscribers.",
    "Start your free trial",
    "Suscríbete a nuestro boletín",
    "Síguenos en Twitter para recibir todas las noticias",
    "Подпишитесь на наш канал в телеграме",
    "Читайте также: Погода на неделю",
    "Iscriviti alla nostra newsletter",
    "Leggi anche: Il tempo di domani",
    "Abonnez-vous à notre newsletter",
    "Tous droits réservés",
    "* * *",
    "-----",
    "[![build](https://example.org/b.svg)](https://example.org)",
    "<!-- not shown -->",
    "[guide]: https://example.org/guide.html 'Guide'",
]

TOLD = [
    "The newsletter has 4,000 readers, and its editor wants more.",
    "Get the weekly newsletter printed at the office by Friday.",
    "He shared this story with his sister.",
    "Comments on the draft are due on Friday.",
    "Follow the steps below to connect the kettle to your phone.",
    "Follow the road to Twitter Street and turn left.",
    "Join the two halves with glue and let them dry.",
    "Join the cables before you switch on the radio.",
    "Subscribe to the channel with client.subscribe() before you publish.",
    "Register the app with the server, then restart it.",
    "Read the manual before the first use.",
    "Read more slowly, said the teacher, and the children laughed.",
    "Share the cake among the children.",
    "Share prices fell by 4 percent on Monday.",
    "Like us, the neighbours had no water.",
    "Get the podcast address from the settings page.",
    "Click the button and wait for the light.",
    "Support for the party fell in the north.",
    "Cookies are small files that a site keeps on a computer.",
    "The site uses cookies to remember the last temperature.",
    "Copyright law was changed in 1998.",
    "The disclaimer was signed by both parties.",
    "Home, he said, is where the books are.",
    "Search parties left the village at dawn.",
    "Advertisement spending rose in 2021.",
    "The committee will follow up with the printer.",
    "Log in as root, open the file and add a line.",
    "Sign the form and leave a comment in the third field if you disagree.",
    "Their views expressed the mood of the country.",
    "The feed of the hens was not changed by our team.",
    "See also |clientserver| and <https://example.org>.",
    "<https://example.org/guide>",
    "More on that later.",
    "Register an unlimited number of devices in the app.",
    "Follow the latest updates in the release notes before you upgrade.",
    "More than 2,000 people were arrested.",
    "“Follow us on Twitter,” the minister begged the students.",
    "News > rumours, as the saying goes.",
    "Tweets by the president moved the markets.",
    "Terms of use vary from one country to another.",
    "The story was created from interviews with our team of doctors.",
]


@pytest.mark.parametrize("text", FURNITURE)
def test_furniture_of_a_site_is_boilerplate(text: str) -> None:
    assert is_boilerplate(text)


@pytest.mark.parametrize("text", TOLD)
def test_what_tells_something_is_quotable(text: str) -> None:
    assert not is_boilerplate(text)


def test_an_answer_under_its_question_is_quotable() -> None:
    answer = "Subscribe to our newsletter with the form below."
    assert is_boilerplate(answer)
    assert not is_boilerplate(answer, question="How do I get the news?")
    assert not is_boilerplate(answer, about="Newsletter and mailing lists")
    assert is_boilerplate(answer, about="Snow in the north")


def test_headlines_under_their_label_are_boilerplate_until_the_text_goes_on() -> None:
    text = (
        "Snow\n\nIt snowed.\n\nRelated articles\n\nRain in the south\n- Sun in the east\n\n"
        "The roads are closed.\n\nMost read\n\nTen best sledges\n"
    )
    passages = segment(Document(name="a.txt", text=text, content_hash=""))
    kept = [passage.span.of(text) for passage in passages if passage.kind is PassageKind.PARAGRAPH]
    assert kept == ["It snowed.", "The roads are closed."]


def test_a_call_at_the_end_of_a_paragraph_is_no_sentence_of_it() -> None:
    text = "Snow\n\nIt snowed on Monday. Schools are closed. Follow us on Twitter for the latest news.\n"
    (passage,) = [p for p in segment(Document(name="a.txt", text=text, content_hash="")) if p.sentences]
    assert [span.of(text) for span in passage.sentences] == ["It snowed on Monday.", "Schools are closed."]


def test_a_heading_of_one_word_stays_a_heading_where_text_stands_under_it() -> None:
    text = "Manual\n\nSearch\n\nType a word and press the key.\n"
    assert [p.kind for p in segment(Document(name="a.txt", text=text, content_hash=""))][1:] == [
        PassageKind.HEADING,
        PassageKind.PARAGRAPH,
    ]
