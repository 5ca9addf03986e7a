"""Why a model gave no answer, in plain words. What a server or a library says is not repeated: it may hold a key."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Failure:
    """A question without an answer: a code, why in a sentence, and what to do about it.

    `hopeless`: whether every other question would fail alike.
    """

    code: str
    why: str
    help: str = ""
    hopeless: bool = False


def failure_of(error: BaseException, seconds: float) -> Failure:
    """What an error means.

    Providers raise errors of many libraries; they are told apart by the status of the answer, and by the names of
    their classes and of those that they come from.
    """
    chain = list(_chain(error))
    status = next((one for one in (getattr(link, "status_code", None) for link in chain) if one), None)
    if isinstance(status, int) and status >= 300:
        return _of_status(status)
    names = " ".join(kind.__name__ for link in chain for kind in type(link).__mro__)
    if "Timeout" in names or "TimedOut" in names:
        return Failure("too-slow", f"The model did not answer within {seconds:g} seconds.")
    if "Connect" in names:
        return Failure(
            "no-answer",
            "The model's server cannot be reached.",
            "check the address and the network, and that the server runs",
            hopeless=True,
        )
    if "ContentFilter" in names:
        return Failure("declined", "The model's provider declined to answer.")
    if "UsageLimit" in names or "UnexpectedModelBehavior" in names or "Validation" in names:
        return Failure("malformed", "The model did not answer in the form asked for.")
    return Failure("no-answer", f"The model gave no answer ({type(error).__name__}).")


def _of_status(status: int) -> Failure:
    if status < 400:
        return Failure(
            "no-answer",
            f"The model's server sends on to another address (HTTP {status}), where nothing of the document is sent.",
            "name the other address, if it is a server that you trust",
            hopeless=True,
        )
    if status in (401, 403):
        return Failure(
            "no-answer",
            f"The model's server refused the key (HTTP {status}).",
            "set the key of the provider in its environment variable, such as OPENAI_API_KEY",
            hopeless=True,
        )
    if status == 404:
        return Failure(
            "no-answer",
            "The model's server does not know this model or address (HTTP 404).",
            "check the name of the model, and that the address ends where the server's interface begins (often /v1)",
            hopeless=True,
        )
    if status == 429:
        return Failure("no-answer", "The model's server takes no more questions for now (HTTP 429).")
    return Failure("no-answer", f"The model's server failed (HTTP {status}).")


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: BaseException | None = error
    for _ in range(20):
        if seen is None:
            return
        yield seen
        seen = seen.__cause__ or seen.__context__
