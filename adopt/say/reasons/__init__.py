"""Why adopt recommends an action: a file of sentences for each family of decisions, and how they are filled."""

from adopt.say.reasons.sentence import reason_sentences

__all__ = ["reason_sentences"]
