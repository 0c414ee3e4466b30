"""Scores engines on labelled questions and conversations: what they found, what they marked, and when they kept silent."""

from retrieval.evaluation.scoring import Evaluation, Scorecard, evaluate_engines

__all__ = ["Evaluation", "Scorecard", "evaluate_engines"]
