"""A model by its name, asked through pydantic-ai, with nothing told to anybody else."""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any, Final
from urllib.parse import urlsplit

from detente.errors import CannotRead, MissingExtra
from detente.read.model.answers import Answer
from detente.read.model.failures import Failure, failure_of
from detente.read.model.limits import ModelLimits
from detente.read.model.prompt import INSTRUCTIONS

try:
    from pydantic_ai import Agent
    from pydantic_ai.exceptions import UserError
    from pydantic_ai.models import Model, infer_model
    from pydantic_ai.providers import infer_provider_class
    from pydantic_ai.settings import ModelSettings
except ImportError:
    raise MissingExtra("llm", "ask a language model") from None

ASKED_THROUGH: Final = f"pydantic-ai {version('pydantic-ai-slim')}"
_NO_KEY: Final = "none"  # a server of one's own needs no key, and the protocol's library does
_VARIABLE: Final = re.compile(r"\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*_(?:KEY|TOKEN)\b")
_HERE: Final = ("localhost", "127.0.0.1", "::1")

Ask = Callable[[str], Awaitable[Answer | Failure]]


@dataclass(frozen=True, slots=True, eq=False)
class Ready:
    """A model ready to be asked, and what closes its connections, where they are our own."""

    model: Model
    close: Callable[[], Awaitable[None]] | None = None


def model_of(name: str, base_url: str | None, key: str | None, limits: ModelLimits) -> Ready:
    """The model of a name.

    Args:
        name: `provider:name`; with an address, the name as the server there knows it, with or without `openai:`.
        base_url: the address of a server that speaks the protocol of OpenAI (chat completions), or None.
        key: the key; without one it is read from the provider's environment variable.
        limits: how long to wait and how often to ask again.

    Raises:
        CannotRead: there is no such provider, its key is missing, its library is, or the address is none.
        MissingExtra: the library of the protocol is not installed.
    """
    if base_url is not None:
        return _at_address(name.removeprefix("openai:"), base_url, key, limits)
    if ":" not in name.strip(":"):
        raise CannotRead(
            f"the model `{name}` does not name its provider",
            help="name it as provider:name, such as openai:NAME or anthropic:NAME, or give --model-url for your own",
        )
    try:
        return Ready(
            infer_model(name) if key is None else infer_model(name, lambda kind: _with_key(kind, key))
        )
    except ImportError:
        provider = name.split(":", maxsplit=1)[0]
        raise CannotRead(
            f"the library of the provider `{provider}` is not installed",
            help=f'pip install "pydantic-ai-slim[{provider}]"',
        ) from None
    except (UserError, ValueError, TypeError) as error:
        raise CannotRead(_without_model(name, str(error))) from None
    except Exception:  # each provider has errors of its own for a missing key
        raise CannotRead(f"the model `{name}` cannot be asked", help="set the key of its provider") from None


def _with_key(provider: str, key: str) -> Any:
    made: Any = infer_provider_class(provider)
    return made(api_key=key)


def _without_model(name: str, said: str) -> str:
    # Of what the library says only the name of the variable is taken.
    variable = _VARIABLE.search(said)
    if variable:
        return f"the key of the model `{name}` is not set: set the environment variable {variable.group()}"
    return f"there is no model `{name}` that can be asked: name it as provider:name"


def _at_address(name: str, base_url: str, key: str | None, limits: ModelLimits) -> Ready:
    try:
        from openai import AsyncOpenAI, DefaultAsyncHttpxClient  # noqa: PLC0415 -- only a server of one's own needs it here
        from pydantic_ai.models.openai import OpenAIChatModel  # noqa: PLC0415
        from pydantic_ai.providers.openai import OpenAIProvider  # noqa: PLC0415
    except ImportError:
        raise MissingExtra("llm", "ask a language model") from None
    try:
        address = urlsplit(base_url)
        host = address.hostname
    except ValueError:
        address, host = urlsplit(""), None
    if address.scheme not in ("http", "https") or not host:
        raise CannotRead(
            f"`{base_url[:80]}` is no address of a server", help="such as http://localhost:11434/v1"
        )
    if key is None and (address.scheme == "https" or host in _HERE):
        key = os.environ.get("OPENAI_API_KEY")
    elif key is not None and address.scheme == "http" and host not in _HERE:
        raise CannotRead("a key is not sent to another machine in the clear", help="use an https address")
    # The document goes to the address that was named and nowhere else: not where it redirects to, and from this machine
    # to itself through no proxy.
    to_there = DefaultAsyncHttpxClient(follow_redirects=False, trust_env=host not in _HERE)
    client = AsyncOpenAI(
        base_url=base_url,
        api_key=key or _NO_KEY,
        max_retries=limits.retries,
        timeout=limits.seconds,
        http_client=to_there,
    )
    return Ready(OpenAIChatModel(name, provider=OpenAIProvider(openai_client=client)), client.close)


async def asked(ready: Ready, limits: ModelLimits, work: Callable[[Ask], Awaitable[None]]) -> None:
    """Open a model, let some work ask it, and close it."""
    agent = Agent(
        ready.model,
        output_type=Answer,
        instructions=INSTRUCTIONS,
        retries=limits.retries,
        model_settings=ModelSettings(timeout=limits.seconds),
    )
    agent.instrument = False  # nothing of a document goes to a tracer

    async def ask(question: str) -> Answer | Failure:
        try:
            async with asyncio.timeout(limits.seconds * (limits.retries + 1) ** 2):
                return (await agent.run(question)).output
        except Exception as error:  # libraries of many providers; what it means is told apart by its name
            return failure_of(error, limits.seconds)

    try:
        async with agent:
            await work(ask)
    finally:
        if ready.close is not None:
            await ready.close()
