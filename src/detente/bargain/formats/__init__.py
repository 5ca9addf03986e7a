"""Domains as researchers have them: GENIUS XML and GeniusWeb JSON in, CSV and JSON out."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from detente.bargain.formats.reading import read_domain as read_domain
    from detente.bargain.formats.stored import domain_from_json as domain_from_json
    from detente.bargain.formats.stored import domain_json as domain_json
    from detente.bargain.formats.writing import frontier_csv as frontier_csv

_HOMES = {
    "domain_from_json": "stored",
    "domain_json": "stored",
    "frontier_csv": "writing",
    "read_domain": "reading",
}
__all__ = [*sorted(_HOMES)]  # noqa: PLE0604 -- the names above, sorted


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used."""
    if name not in _HOMES:
        raise AttributeError(f"detente.bargain.formats has no `{name}`; it has {', '.join(sorted(_HOMES))}")
    return getattr(import_module(f"detente.bargain.formats.{_HOMES[name]}"), name)
