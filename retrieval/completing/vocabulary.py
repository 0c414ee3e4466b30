"""English words by which speakers, people and bodies are told, as alternatives for patterns."""

from __future__ import annotations


def _words(words: str) -> str:
    return "|".join(words.split())


SAY = _words(
    "said says say added adds add told tells asked asks replied replies answered explained explains noted "
    "notes wrote writes admitted admits announced claimed claims insisted insists stressed stresses "
    "warned warns argued argues recalled recalls protested continued continues concluded concludes "
    "declared declares stated states commented remarked complained confirmed acknowledged emphasised "
    "emphasized pointed suggested shouted whispered cried muttered murmured exclaimed reads read joked "
    "predicted quipped thinks believes"
)
"""Verbs with which speech is reported."""
ROLE = _words(
    "official officials officer source sources spokesman spokeswoman spokesperson statement report "
    "minister ministry president chief director mayor governor analyst expert author authors researcher "
    "researchers scientist lawyer judge prosecutor agency company firm politician chairman chairwoman "
    "leader senator ambassador diplomat woman man girl boy mother father doctor teacher farmer writer "
    "historian professor study survey text note"
)
"""What a speaker is called who was named before: `the official said`."""
INSTITUTION = _words("source sources statement report ministry agency company firm study survey text note")
"""Those of them that are no persons."""
HUMAN = _words(
    "man woman boy girl child mother father son daughter brother sister wife husband king queen prince "
    "princess minister president mayor governor director chief officer doctor nurse teacher farmer "
    "fisherman baker driver spokesman spokeswoman spokesperson analyst expert lawyer judge prosecutor "
    "author writer poet painter composer singer actor actress engineer scientist researcher professor "
    "historian student leader chairman chairwoman chair secretary treasurer soldier captain general "
    "colonel inspector detective resident neighbour neighbor owner manager worker politician ambassador "
    "diplomat priest bishop monk merchant hunter shepherd tailor miller uncle aunt grandmother "
    "grandfather lady gentleman patient witness volunteer player coach official builder"
)
"""Persons by what they are or do."""
TITLE = _words(
    "Mr Mrs Ms Dr Prof President Minister Secretary Senator Governor Mayor Inspector Councillor Judge "
    "General Colonel Captain King Queen Prince Princess Pope Sir Lady Lord Saint"
)
"""Titles before names."""
BODY = _words(
    "Ministry Council Party Bank University Company Office Authority Court Union Club Street Museum River "
    "Lake Hospital House Hall School County State States Republic Kingdom Sea Ocean Committee Commission "
    "Association Institute Agency War Act Prize Award Awards Church Times Herald News Department Group "
    "Society Foundation Island Islands Mountains Park Airport Station Road Bridge Castle City Valley "
    "Championship Championships Cup League Festival Region Congress Parliament Assembly Army Navy Academy "
    "College Press Radio Corporation Inc Ltd Games Organization Organisation"
)
"""Last words of names that are no person's."""
CALENDAR = _words(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July "
    "August September October November December"
)
"""Capitalised, and no names."""
MALE = _words(
    "Mr man boy father son brother husband king prince uncle grandfather gentleman chairman spokesman "
    "fisherman policeman monk priest"
)
FEMALE = _words(
    "Mrs Ms Miss woman girl mother daughter sister wife queen princess aunt grandmother lady actress "
    "chairwoman spokeswoman policewoman nun"
)
DENIES = _words(
    "denied denies deny disputed disputes dispute rejected rejects reject contradicted contradicts refuted refutes "
    "dismissed dismisses retracted retracts questioned doubts doubted"
)
"""Verbs that take a claim back or doubt it."""
UNTRUE = _words("untrue false incorrect wrong unconfirmed unverified exaggerated baseless unfounded")
"""What a claim is called that is not believed."""
