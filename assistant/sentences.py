"""Sentences are the corpus's; kept under this name until its importers have followed."""

from corpus.sentences import Sentence as Sentence
from corpus.sentences import ranges as ranges
from corpus.sentences import sentences as sentences
from corpus.sentences import spans_of as spans_of
