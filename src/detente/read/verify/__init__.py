"""The verifier: a quote stands in the document word for word, or is refused with the word that differs."""

from detente.read.verify.claimed import Claimed
from detente.read.verify.ladder import LADDER
from detente.read.verify.places import Located, Text, locate
from detente.read.verify.run import CODES, verify
from detente.read.verify.wording import differs

__all__ = ["CODES", "LADDER", "Claimed", "Located", "Text", "differs", "locate", "verify"]
