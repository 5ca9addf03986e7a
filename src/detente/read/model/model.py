"""The optional model reader: a language model proposes, stretch by stretch, and the verifier decides."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from detente.errors import CannotRead
from detente.read.model.answers import Answer, claims_in
from detente.read.model.asking import ASKED_THROUGH, Ask, asked, model_of
from detente.read.model.failures import Failure
from detente.read.model.limits import MODEL_LIMITS, ModelLimits
from detente.read.model.prompt import question
from detente.read.model.stretches import Stretch, stretches
from detente.read.proposals import Refusal
from detente.read.verify.places import Text, decided, text_of

if TYPE_CHECKING:
    from detente.read.document import Document
    from detente.read.verify import Claimed


def propose(
    document: Document,
    model: str,
    *,
    base_url: str | None = None,
    key: str | None = None,
    progress: Callable[[int, int], None] | None = None,
    limits: ModelLimits = MODEL_LIMITS,
) -> tuple[list[Claimed], list[Refusal], str]:
    """Ask a language model what a document says. Nothing of its answer is believed: hand the claims to `verify`.

    The document is cut into stretches at the ends of paragraphs; each quote must stand in the stretch that was asked
    about. What two stretches share and both answers hold is claimed once. The text of the document is sent to the
    provider of the model, and to nobody else.

    Args:
        document: the document.
        model: `provider:name`, any provider that pydantic-ai supports; with `base_url`, the name that the server knows.
        base_url: the address of a server of one's own that speaks the protocol of OpenAI (chat completions).
        key: the key of the provider; without one it is read from the provider's environment variable.
        progress: called with how many stretches are done, and of how many.
        limits: how much is asked, and how long it is waited for.

    Returns:
        What the model claims, in the order of the document; what of its answers was not in the form asked for, and
        which stretches got no answer (codes `malformed`, `too-long`, `no-answer`, `too-slow`, `declined`,
        `not-read`); and how it was asked, in a sentence.

    Raises:
        CannotRead: no such model, no key, a key refused, or no server: nothing could be asked.
        MissingExtra: the extra `llm` is not installed.
    """
    found = model_of(model, base_url, key, limits)
    parts = stretches(document, limits.characters, limits.overlap)
    asking = _Asking(document, parts, f"model {model}", limits, progress, 1 if base_url else limits.at_once)
    _run_to_end(lambda: asyncio.run(asked(found, limits, asking.work)))
    if asking.hopeless is not None and not asking.answered:
        raise CannotRead(_small(asking.hopeless.why), help=asking.hopeless.help or None)
    method = (
        f"The language model {model} was asked about {asking.answered} of {len(parts)} stretches of the text "
        f"({ASKED_THROUGH}); what it proposed was looked for word for word."
    )
    return asking.claims, asking.refusals, method


def _run_to_end(run: Callable[[], None]) -> None:
    """Run, in a thread of its own where a loop runs already, as in a notebook."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        run()
        return
    with ThreadPoolExecutor(1) as pool:
        pool.submit(run).result()


@dataclass(slots=True, eq=False)
class _Asking:
    """The questions about one document and what came of them."""

    document: Document
    parts: list[Stretch]
    reader: str
    limits: ModelLimits
    progress: Callable[[int, int], None] | None
    at_once: int
    claims: list[Claimed] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    answered: int = 0
    hopeless: Failure | None = None
    in_a_row: int = 0
    seen: set[Hashable] = field(default_factory=set)

    async def work(self, ask: Ask) -> None:
        """Ask about one stretch after another, some at once, until all are done or there is no more hope or time."""
        begun = time.monotonic()
        done = 0
        while done < min(len(self.parts), self.limits.stretches):
            if self.hopeless or self.in_a_row >= self.limits.failures:
                break
            if time.monotonic() - begun > self.limits.total:
                break
            some = self.parts[done : min(done + self.at_once, self.limits.stretches)]
            answers = await asyncio.gather(*(ask(question(self.document.text, *part)) for part in some))
            for part, answer in zip(some, answers, strict=True):
                self._take(part, answer)
            done += len(some)
            if self.progress is not None:
                self.progress(done, len(self.parts))
        if done < len(self.parts):
            self.refusals.append(self._left_out(done))

    def _take(self, part: Stretch, answer: Answer | Failure) -> None:
        if isinstance(answer, Failure):
            self.in_a_row += 1
            if answer.hopeless and not self.answered:
                self.hopeless = answer
            self.refusals.append(
                Refusal("", answer.code, f"{answer.why} It was asked about {self._lines(*part)}.")
            )
            return
        self.in_a_row = 0
        self.answered += 1
        claims, refusals = claims_in(answer, part, self.reader, self.limits.items)
        self.refusals += refusals
        text = text_of(self.document.text)
        for claimed in claims:
            same = _same(text, claimed)
            if same not in self.seen:
                self.seen.add(same)
                self.claims.append(claimed)

    def _left_out(self, done: int) -> Refusal:
        start, end = self.parts[done][0], self.parts[-1][1]
        if self.hopeless or self.in_a_row >= self.limits.failures:
            why = "after it gave no answer"
        elif done >= self.limits.stretches:
            why = f"for it is asked about {self.limits.stretches:,} stretches at most"
        else:
            why = "for the time for it was over"
        return Refusal("", "not-read", f"The model was not asked about {self._lines(start, end)}, {why}.")

    def _lines(self, start: int, end: int) -> str:
        first = self.document.source.position(start)[0]
        last = self.document.source.position(max(start, end - 1))[0]
        return f"line {first:,}" if first == last else f"lines {first:,} to {last:,}"


def _same(text: Text, claimed: Claimed) -> Hashable:
    """What makes two claims the same: kind, place, parts and speaker. A quote without one place is like no other."""
    found = text.find(claimed.quote, *(claimed.within or (0, None)))
    match = decided(text.text, found.places, prefix=claimed.prefix)
    place: Hashable = (claimed.quote, claimed.within) if match is None else (match.start, match.end)
    said = (claimed.speaker, claimed.speaker_class, claimed.form)
    return claimed.kind, place, tuple(claimed.fields.items()), claimed.along, said


def _small(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:].rstrip(".")
