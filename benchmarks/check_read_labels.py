"""Check the hand labels of agreements against their texts: ``python benchmarks/check_read_labels.py FOLDER``.

The texts are not in the repository; FOLDER is where they lie, and each is found by its SHA-256. Prints what is out
of range or out of form, the counts, and the documents that the folder lacks. Ends with 1 where a label is wrong.
"""

from __future__ import annotations

import collections
import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

LABELS = Path(__file__).parent / "read_labels"
KINDS = {"obligation", "prohibition", "power", "definition", "other"}
FIELDS = {"by", "to", "does", "amount", "due", "after", "if", "verified by", "not"}
CHOSEN = {"every-nth", "midway", "by-hand"}
CLASSES = {"party", "named official", "unnamed official", "expert", "press", "unattributed"}
FORMS = {"direct", "indirect", "mixed", "none"}
CLAIM_KINDS = {"claim", "demand", "refusal", "concession", "reading", "precedent"}
Label = dict[str, Any]
Span = list[int]


def main() -> None:
    """Check every label file and print the counts."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    texts = {hashlib.sha256(raw).hexdigest(): raw.decode("utf-8") for raw in documents(Path(sys.argv[1]))}
    counts: collections.Counter[str] = collections.Counter()
    wrong = 0
    for file in sorted(LABELS.glob("*.json")):
        data = json.loads(file.read_text(encoding="utf-8"))
        text = texts.get(data["document"]["sha256"])
        if text is None:
            sys.stdout.write(f"missing: {file.stem} ({data['document']['where']})\n")
            continue
        for label, found in checked(data, text):
            counts.update(counted(file.stem, label) if "fields" in label else counted_claim(file.stem, label))
            for fault in found:
                wrong += 1
                sys.stdout.write(f"{file.name} {label['start']}..{label['end']}: {fault}\n")
    sys.stdout.write("".join(f"{name:60}{number:5}\n" for name, number in sorted(counts.items())))
    sys.exit(1 if wrong else 0)


def documents(folder: Path) -> Iterator[bytes]:
    """Give the bytes of every text file in a folder."""
    for file in sorted(folder.glob("*.txt")):
        yield file.read_bytes()


def spans(value: Span | list[Span] | None) -> list[Span]:
    """Give the acceptable spans of a field: none, one or several."""
    if not value:
        return []
    return [one for one in value if isinstance(one, list)] or [[one for one in value if isinstance(one, int)]]


def checked(data: dict[str, Any], text: str) -> Iterator[tuple[Label, Iterator[str]]]:
    """Give every label and every claim of a file with what is wrong with it."""
    document = data["document"]
    middle = 0 if document.get("split") == "all held-out" else len(text) // 2
    for label in data.get("labels", []):
        yield label, faults(label, text, middle)
    for claim in data.get("claims", []):
        yield claim, claim_faults(claim, text, document)


def out_of_form(named: list[tuple[str, Span]], text: str) -> Iterator[str]:
    """Say which spans lie outside of the text, or begin or end with a blank."""
    for name, (start, end) in named:
        if not 0 <= start < end <= len(text):
            yield f"{name} {start}..{end} lies outside the text"
        elif text[start:end] != text[start:end].strip():
            yield f"{name} {start}..{end} begins or ends with a blank"


def claim_faults(claim: Label, text: str, document: dict[str, Any]) -> Iterator[str]:
    """Say what is wrong with a claim."""
    if (
        claim["speaker_class"] not in CLASSES
        or claim["form"] not in FORMS
        or claim["kind"] not in CLAIM_KINDS
    ):
        yield "has an unknown class, form or kind"
    if claim["half"] != "held-out":
        yield "is not held-out"
    if claim["speaker"] is None and claim["speaker_class"] != "unattributed":
        yield "has a class, but no speaker"
    within = any(start <= claim["start"] and claim["end"] <= end for start, end in document["passages"])
    if claim["chosen"] != ("every-nth" if within else "by-hand"):
        yield "is chosen otherwise than the passages say"
    authors = [("author", one) for part in document["parts"] for one in spans(part["author"])]
    speakers = [("speaker", one) for one in spans(claim["speaker"])]
    yield from out_of_form([("claim", [claim["start"], claim["end"]]), *speakers, *authors], text)


def faults(label: Label, text: str, middle: int) -> Iterator[str]:
    """Say what is wrong with a label."""
    whole = [label["start"], label["end"]]
    half = "tuning" if label["start"] < middle else "held-out"
    if label["half"] != half:
        yield f"is in the half {half}"
    if label["kind"] not in KINDS or label["chosen"] not in CHOSEN or set(label["fields"]) != FIELDS:
        yield "has an unknown kind, choice or field"
    named = [(name, one) for name, value in label["fields"].items() for one in spans(value)]
    ruled = [(rule["rule"], [rule["start"], rule["end"]]) for rule in label["rules"]]
    yield from out_of_form([("label", whole), *named, *ruled], text)


def counted(document: str, label: Label) -> Iterator[str]:
    """Give the names under which a label is counted."""
    yield f"document  {document}  {label['half']}"
    yield f"kind  {label['kind']}  {label['half']}"
    yield f"chosen  {label['chosen']}"
    for name, value in label["fields"].items():
        if value:
            yield f"field  {name}  {label['half']}"
    for rule in label["rules"]:
        yield f"rule  {rule['rule']}  {label['half']}"


def counted_claim(document: str, claim: Label) -> Iterator[str]:
    """Give the names under which a claim is counted."""
    yield f"document  {document}  claims"
    yield f"claim chosen  {claim['chosen']}"
    yield f"claim kind  {claim['kind']}"
    yield f"claim form  {claim['form']}"
    yield f"claim class  {claim['speaker_class']}"
    yield f"claim speaker  {'none' if claim['speaker'] is None else 'named'}"


if __name__ == "__main__":
    main()
