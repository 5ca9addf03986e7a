"""Words that make a text unclear, as data: one file a language, each entry with its source and a question."""

from detente.text.words.lists import Entry, Hit, WordList, languages, load
from detente.text.words.passives import passives
from detente.text.words.sentences import is_duty, sentences
from detente.text.words.written_numbers import WrittenNumber, written_numbers

__all__ = [
    "Entry",
    "Hit",
    "WordList",
    "WrittenNumber",
    "is_duty",
    "languages",
    "load",
    "passives",
    "sentences",
    "written_numbers",
]
