"""Chooses between two readings of a message: by itself, or as a follow-up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from retrieval.message import WORD, content_words
from retrieval.ranking import LogisticModel, logit, shipped_weights

if TYPE_CHECKING:
    from retrieval.ranking import Features

_POINTING = re.compile(
    r"\b(?:he|him|his|she|her|hers|they|them|their|theirs|it|its|this|that|these|those|there|then|such|"
    r"the (?:same|other|others|former|latter)|(?:the|which|what|that|first|last|other) ones?|both|either|neither|none)\b",
    re.IGNORECASE,
)
_STANDING_FOR_A_NAME = re.compile(
    r"\b(?:he|him|his|she|her|hers|they|them|their|theirs|its)\b", re.IGNORECASE
)
_OPENING = re.compile(r"(?:and|but|so|or|also|then|what about|how about|same)\b", re.IGNORECASE)
_WHAT_ABOUT = re.compile(
    r"\b(?:what about|how about|same (?:for|with|in)|and (?:in|for|the|his|her|their)\b)", re.IGNORECASE
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might|must|\w{2,}ed)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<=\w )[^\W\d_a-z]\w+")


SURE_OF_FORM = 0.98
"""Likelihood from which the form of a message settles how it is read, and the other reading is spared. On written
conversations more than half of the turns are settled so, fewer than one in a hundred of them wrongly."""

LEANS_FROM = 0.65
"""Likelihood from which a message that its form does not settle is taken for a follow-up. The conversations that this was
fitted on hold many more follow-ups than new subjects; who changes the subject must not be held back by that."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Two fitted models: that a message is a follow-up by its form alone, and by what either reading found as well."""

    form: LogisticModel
    informed: LogisticModel

    @classmethod
    def shipped(cls) -> Self:
        """Read the models that come with the program; `retrieval.training.follow_ups` makes them."""
        stored = shipped_weights("choice")
        return cls(LogisticModel(**stored["form"]), LogisticModel(**stored["informed"]))

    def settled(self, text: str, read_as: str) -> bool | None:
        """Tell whether a message is a follow-up, or None where its form does not settle it."""
        probability = self.form.probability(cues(text, read_as))
        return None if 1 - SURE_OF_FORM < probability < SURE_OF_FORM else probability > 1 / 2

    def follows(self, text: str, read_as: str, *, alone: float, follow_up: float) -> bool:
        """Tell whether it is taken for one, given how sure each reading is of its answer."""
        features = informed_cues(text, read_as, alone=alone, follow_up=follow_up)
        return self.informed.probability(features) > LEANS_FROM


def informed_cues(text: str, read_as: str, *, alone: float, follow_up: float) -> Features:
    """Return what the choice depends on: the form of the message, and how sure either reading is of its answer."""
    formal = cues(text, read_as)
    return {
        **formal,
        "alone": logit(alone),
        "follow_up": logit(follow_up),
        "alone_by_itself": logit(alone) * (1 - formal["pointing"]),
    }


def cues(text: str, read_as: str) -> Features:
    """Return what the form of a message tells of whether it leans on an earlier one; 0 to 1, words by their number."""
    words = WORD.findall(read_as)
    content = content_words(read_as)
    return {
        "pointing": float(_POINTING.search(read_as) is not None),
        "pronoun": float(_STANDING_FOR_A_NAME.search(read_as) is not None),
        "opening": float(_OPENING.match(text.lstrip()) is not None),
        "what_about": float(_WHAT_ABOUT.search(text) is not None),
        "no_verb": float(_VERB.search(read_as) is None),
        "no_subject": float(not content),
        "names": float(min(3, len(_NAME.findall(read_as)))),
        "words": float(min(12, len(words))),
        "content": float(min(6, len(content))),
    }
