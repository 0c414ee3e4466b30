"""Brings another model's similarities onto the scale that the weights were fitted on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from retrieval.protocols import Encoder

_PAIRS = (
    ("When did the bridge open?", "Traffic has crossed the new bridge since 3 May 2021."),
    ("How many workers were hurt in the fire?", "Three labourers were injured when the warehouse burned."),
    ("Who runs the dairy?", "The cooperative's chairman is Stephen Cobb."),
    ("Why was the school closed?", "Pupils stayed at home because the heating had failed."),
    ("What does the ticket cost?", "Admission is seven euros, and free for children."),
    ("Where do storks spend the winter?", "In autumn the white stork flies to Africa, south of the Sahara."),
    ("Which disease killed the olive trees?", "The groves died of a bacterium that clogs their wood."),
    ("How tall is the lighthouse?", "The tower at the cape measures 34 metres."),
)
"""Questions, each with a sentence that answers it and no other; written for this."""

FITTED_APART, FITTED_TOGETHER = 0.071, 0.481
"""Mean similarity of all-MiniLM-L6-v2, which the weights were fitted with, over the pairs: of a question and
another's answer, and of a question and its own."""

LEAST_SPREAD = 0.02
"""Least distance of the two means that is taken for knowledge: below it differences are noise, and stay small."""


_ELSEWHERE = (
    ("Когда открыли мост?", "Движение по переправе началось в мае.", "Овощи подорожали вдвое."),
    ("¿Quién dirige la lechería?", "El presidente de la cooperativa es Juan.", "El tren llegó con retraso."),
    ("Wie teuer ist der Eintritt?", "Eine Karte kostet sieben Euro.", "Der Hund schlief im Garten."),
    (
        "Pourquoi l'école a-t-elle fermé ?",
        "Le chauffage était en panne en classe.",
        "Le navire a coulé au large.",
    ),
    ("Okul neden kapandı?", "Sınıfların kaloriferi bozulmuştu.", "Gemi fırtınada battı."),
    ("火灾中有多少人受伤？", "三名工人被烧伤。", "图书馆星期一休息。"),
    ("灯台の高さは？", "塔は28メートルある。", "昨日は猫を飼い始めた。"),
    ("كم ثمن التذكرة؟", "الدخول بسبعة يورو.", "نام الكلب في الحديقة."),
)
"""Questions in other languages, each with an answer in other words and a sentence on something else."""

MOST_MISTAKES = 1
"""A model that guesses makes no more in 4 of 100 cases."""


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight line from a model's similarities to the fitted ones."""

    slope: float = 1.0
    start: float = 0.0

    @classmethod
    def measured(cls, encoder: Encoder) -> Scale:
        """Lay the line through the model's two means over the pairs and the fitted ones."""
        questions = encoder.encode_questions([question for question, _ in _PAIRS])
        similarities = questions @ encoder.encode([answer for _, answer in _PAIRS]).T
        own = np.eye(len(_PAIRS), dtype=bool)
        together, apart = float(similarities[own].mean()), float(similarities[~own].mean())
        slope = (FITTED_TOGETHER - FITTED_APART) / max(LEAST_SPREAD, together - apart)
        return cls(slope, FITTED_APART - slope * apart)

    def of(self, similarity: float) -> float:
        """Return the similarity on the fitted scale, in [-1, 1]."""
        return min(1.0, max(-1.0, self.slope * similarity + self.start))


AS_FITTED = Scale()
"""The scale of the model that the weights were fitted with."""


def is_multilingual(encoder: Encoder) -> bool:
    """Tell by trial whether a model finds what answers in other languages than English."""
    questions = encoder.encode_questions([question for question, _, _ in _ELSEWHERE])
    answers = encoder.encode([answer for _, answer, _ in _ELSEWHERE])
    others = encoder.encode([other for _, _, other in _ELSEWHERE])
    right = (questions * answers).sum(axis=1) > (questions * others).sum(axis=1)
    return int((~right).sum()) <= MOST_MISTAKES
