"""What a spaCy pipeline with an English dependency parser sees of a paragraph, for the rules to be compared with.

The labels are those of ClearNLP, which spaCy's English pipelines use: `nsubj`, `nsubjpass`, `ccomp`, `conj`, `xcomp`,
`advcl`, `acl`, `relcl`, `appos` (Choi and Palmer, Guidelines for the Clear Style Constituent to Dependency Conversion,
2012). The parser only adds a subject that rules cannot delimit and takes away a certainty that it does not share.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib import metadata
from typing import TYPE_CHECKING, Any, Final

from detente.errors import MissingExtra

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

_SUBJECTS: Final = frozenset(("nsubj", "nsubjpass", "csubj"))
_VERBAL: Final = frozenset(("VERB", "AUX"))
_NOT_NAMED: Final = frozenset(("relcl", "appos", "acl", "advcl", "cc", "conj", "punct", "prep"))
_CLAUSES: Final = frozenset(("ccomp", "xcomp"))
_SHARING: Final = frozenset(("conj", "advcl", "xcomp"))
_BATCH: Final = 32  # paragraphs parsed at a time, so that memory does not grow with the document
_MOST: Final = 20_000  # characters of a paragraph that is parsed; a longer one is read by rules alone


class Parse:
    """The parse of a paragraph, asked by offsets in code points of the whole text (`saying.Grammar`)."""

    def __init__(self, doc: Doc, start: int) -> None:
        """Keep the parse.

        Args:
            doc: the paragraph as parsed, its text that of the paragraph.
            start: where the paragraph begins in the canonical text.
        """
        self._start = start
        self._tokens = {token.idx: token for token in doc}

    def _at(self, offset: int) -> Token | None:
        return self._tokens.get(offset - self._start)

    def is_verb(self, offset: int) -> bool:
        """Whether the word at an offset is a verb; where the parser has other words, yes."""
        token = self._at(offset)
        return token is None or token.pos_ in _VERBAL or token.pos_ == ""

    def subject(self, offset: int) -> tuple[int, int] | None:
        """The words that name the subject of the verb at an offset, shared between joined verbs."""
        token = self._at(offset)
        if token is None:
            return None
        found = _subject_of(token)
        if found is None:
            return None
        first, last = _named(found)
        return self._start + first, self._start + last

    def is_reported(self, offset: int) -> bool:
        """Whether the verb at an offset, or the one that it is joined to, stands in a clause of an earlier verb."""
        token = self._at(offset)
        while token is not None and token.dep_ == "conj":
            token = token.head
        return token is not None and token.dep_ == "ccomp" and token.head.i < token.i

    def content_end(self, offset: int) -> int | None:
        """Where the clause ends that the verb at an offset reports, or None where it reports none after it."""
        token = self._at(offset)
        if token is None:
            return None
        clauses = [child for child in token.children if child.dep_ in _CLAUSES and child.i > token.i]
        if not clauses:
            return None
        last = token.doc[max(child.right_edge.i for child in clauses)]
        return self._start + last.idx + len(last.text)


def _subject_of(token: Token) -> Token | None:
    """The subject of a verb, or of the verb that it is joined to or leans on; of a relative clause, its noun."""
    for _ in range(4):
        own = next((child for child in token.children if child.dep_ in _SUBJECTS), None)
        if own is not None:
            return _antecedent(token, own)
        if token.dep_ not in _SHARING or token.head is token or not _may_share(token):
            return None
        token = token.head
    return None


def _may_share(token: Token) -> bool:
    """Whether a verb has its head's subject: joined verbs do where no other clause stands between them."""
    if token.dep_ == "conj":
        reported = any(child.dep_ == "ccomp" and child.i < token.i for child in token.head.children)
        return not reported or token.lemma_ in ("add", "say")
    if token.dep_ == "advcl":
        return token.tag_ == "VBG" and not any(child.dep_ == "mark" for child in token.children)
    return True


def _antecedent(verb: Token, subject: Token) -> Token | None:
    if subject.lower_ not in ("who", "which", "that"):
        return subject
    if verb.dep_ == "relcl" and subject.lower_ == "who" and verb.head.pos_ in ("NOUN", "PROPN"):
        return verb.head
    return None


def _named(subject: Token) -> tuple[int, int]:
    """From the first to the last word of a subject, without what is set beside it after a comma or in a clause."""
    last = subject
    for token in sorted(
        (child for child in subject.children if child.i > subject.i), key=lambda child: child.i
    ):
        before = subject.doc[token.left_edge.i - 1]
        if token.dep_ in ("relcl", "advcl", "punct") or before.text in (",", "(", "-", "\u2013", "\u2014"):
            break
        last = token.right_edge
    first = subject.left_edge
    while first.i < subject.i and first.is_punct:
        first = first.nbor()
    return first.idx, last.idx + len(last.text)


@lru_cache(maxsize=1)
def load(pipeline: str) -> Language:
    """Load a spaCy pipeline by its name or path; many documents in turn share one.

    Raises:
        MissingExtra: spaCy or the pipeline is not installed, or it has no dependency parser.
    """
    needed = f"read claims with the spaCy pipeline {pipeline}"
    try:
        import spacy  # noqa: PLC0415 -- an optional extra, and slow to import
    except ImportError:
        raise MissingExtra("read", needed) from None
    try:
        language = spacy.load(pipeline, exclude=["ner", "lemmatizer_lookup"])
    except (OSError, ValueError, ImportError):
        raise _missing(needed, pipeline) from None
    if not language.has_pipe("parser"):
        raise _missing(f"{needed}, which has no dependency parser", "en_core_web_sm")
    return language


def _missing(needed: str, pipeline: str) -> MissingExtra:
    error = MissingExtra("read", needed)
    name = pipeline if pipeline.isidentifier() else "en_core_web_sm"
    error.help = f'pip install "detente[read]" and python -m spacy download {name}'
    return error


def name_of(language: Language) -> str:
    """The name and version of a pipeline, such as `en_core_web_sm 3.8.0`."""
    meta = language.meta
    return f"{meta.get('lang', 'en')}_{meta.get('name', 'pipeline')} {meta.get('version', '')}".strip()


def version() -> str:
    """The version of spaCy."""
    return metadata.version("spacy")


def parses(
    language: Language, text: str, places: Iterable[tuple[int, int, Any]]
) -> Iterator[tuple[tuple[int, int, Any], Parse | None]]:
    """Parse the paragraphs of a text, a few at a time.

    Args:
        language: the pipeline.
        text: the text.
        places: where each paragraph begins and ends, and what to give back with it; those with None are not parsed.

    Yields:
        Each place with its parse, or None.
    """
    batch: list[tuple[int, int, Any]] = []
    for place in places:
        batch.append(place)
        if len(batch) >= _BATCH:
            yield from _batch(language, text, batch)
            batch = []
    yield from _batch(language, text, batch)


def _batch(
    language: Language, text: str, batch: list[tuple[int, int, Any]]
) -> Iterator[tuple[tuple[int, int, Any], Parse | None]]:
    asked = [place for place in batch if place[2] is not None and place[1] - place[0] <= _MOST]
    docs = iter(language.pipe([text[start:end] for start, end, _ in asked]))
    for place in batch:
        parsed = place[2] is not None and place[1] - place[0] <= _MOST
        yield place, Parse(next(docs), place[0]) if parsed else None
