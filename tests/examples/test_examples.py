"""What holds for every example: it is read whole, is neutral, and gives no worth of its own to a real party."""

import json
import re
import shutil
from pathlib import Path

import pytest

from detente.deal.loader import load
from detente.desk.remarks import remarks
from tests.folders import EXAMPLES, INVENTED, PUBLISHED, ROOT

NAMED = pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: folder.name)

# Words that judge, with what to write instead (the vocabulary of CONTRIBUTING.md). A quotation may hold any of them.
REFUSED = {
    r"terroris\w*": "armed group, or its own name",
    r"regimes?\b": "the government of X",
    r"aggress(?:or|ion)\w*": "resumed military action",
    r"(?:claimed|claiming|admit(?:s|ted|ting)|insist(?:s|ed|ing))\b": "stated, said, wrote, reported",
    r"(?:violat|breach)(?:es|ed|ing)\b": "not carried out, carried out late",
    r"(?<!captives/)\bhostages?\b": "captives/hostages; `pledge` for security",
    r"\bcaptives?\b(?!/hostage)": "captives/hostages",
    r"\bprisoners?\b(?!/detainee|-)": "prisoners/detainees",
    r"(?<!prisoners/)(?<!prisoner/)\bdetainees?\b": "prisoners/detainees",
    r"\bblockades?\b(?!/closure)": "blockade/closure",
    r"bad faith": "what was done or not done, with its source",
    r"\btempted\b": "gains by stopping",
}


def prose(path: Path) -> str:
    """A file without what it quotes: quotations, ids, keys and addresses are not our words."""
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"(?m)^\s*(?:quote|title|address|publisher):.*(?:\n\s{8,}.*)*", "", text)
    text = re.sub(r"quote: *(\"[^\"]*\"|'[^']*'|[^,}\n]*)", "", text)
    text = re.sub(r"“[^”]*”|\"[^\"\n]*\"|'[^'\n]*'|`[^`\n]*`", "", text)
    text = re.sub(r"\b[\w.]+(?:-[\w.]+)+\b", "", text)
    text = re.sub(r"(?m)^\s*[\w-]+:(?=\s)", "", text)
    return re.sub(r"\bif breached\b|\bon breach of\b|\bper breach\b", "", text)


@NAMED
def test_every_file_is_read_whole(folder: Path) -> None:
    assert [f"{p.span}: {p.message}" for p in load(folder).problems] == []


@NAMED
def test_only_invented_deals_and_published_tables_carry_values(folder: Path) -> None:
    values = load(folder).values
    assert bool(values) == (folder.name in INVENTED | PUBLISHED)
    if folder.name in PUBLISHED:
        for judge in (str(one.judged_by) for one in values.values()):
            assert "published" in judge
            assert "not the party's own" in judge


@NAMED
def test_every_statement_has_a_speaker_class_and_a_source(folder: Path) -> None:
    deal = load(folder)
    said = [*deal.demands.values(), *deal.readings, *deal.concessions, *deal.claims]
    assert said
    assert [s.home for s in said if s.speaker_class is None or s.source is None] == []


@NAMED
def test_expected_says_what_is_found_and_what_happened(folder: Path) -> None:
    text = (folder / "EXPECTED.md").read_text(encoding="utf-8")
    assert "afterwards" in text or folder.name in INVENTED
    found = remarks(folder)
    for finding in found.findings:
        if finding.severity == "error":
            assert finding.name in text, f"EXPECTED.md does not explain {finding.name}: {finding.message}"


WRITTEN = sorted(
    path
    for place in ("examples", "docs")
    for pattern in ("**/*.yaml", "**/*.md")
    for path in (ROOT / place).glob(pattern)
    if "_build" not in path.parts
)


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_word_that_judges(path: Path) -> None:
    text = prose(path)
    found = [
        f"{hit[0]!r}: write {better}"
        for word, better in REFUSED.items()
        for hit in re.finditer(word, text, re.I)
    ]
    assert found == []


@NAMED
def test_no_finding_judges(folder: Path) -> None:
    for finding in remarks(folder).findings:
        words = re.sub(r"`[^`]*`|\"[^\"]*\"|“[^”]*”", "", f"{finding.message} {finding.help or ''}")
        words = re.sub(r"detente: allow.*", "", words)
        assert not any(re.search(word, words, re.I) for word in REFUSED), finding.message


def swapped(text: str, one: str, two: str) -> str:
    return re.sub(f"{one}|{two}", lambda hit: two if hit[0] == one else one, text)


def renamed(folder: Path, to: Path, names: dict[str, str]) -> None:
    """Copy a deal with its parties' ids and names replaced, in its files and in their names."""
    pattern = re.compile(
        "|".join(rf"(?<![\w-]){re.escape(old)}(?![\w-])" for old in sorted(names, key=len)[::-1])
    )
    for path in folder.rglob("*"):
        if path.is_dir() or path.name == "EXPECTED.md":
            continue
        place = to / pattern.sub(lambda hit: names[hit[0]], str(path.relative_to(folder)))
        place.parent.mkdir(parents=True, exist_ok=True)
        if "sources" in path.relative_to(folder).parts:
            shutil.copy(path, place)  # pinned by sha256
        else:
            place.write_text(
                pattern.sub(lambda hit: names[hit[0]], path.read_text(encoding="utf-8")), encoding="utf-8"
            )


@NAMED
def test_swapping_the_parties_swaps_the_findings_and_nothing_else(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deal = load(folder)
    first, second = list(deal.parties)[:2]
    one, two = "aaaaaaaa", "bbbbbbbb"
    printed = []
    for place, (to_first, to_second) in (("plain", (one, two)), ("swap", (two, one))):
        renaming = {first: to_first, second: to_second}
        renaming |= {deal.call(first): to_first.title(), deal.call(second): to_second.title()}
        renamed(folder, tmp_path / place / "deal", renaming)
        monkeypatch.chdir(tmp_path / place)
        found = remarks("deal")
        assert found.understood
        printed.append(json.dumps(found.as_dict("x"), ensure_ascii=False))
    back = swapped(swapped(printed[1], one, two), one.title(), two.title())
    assert json.loads(back) == json.loads(printed[0])


@NAMED
def test_a_blank_line_or_a_comment_moves_line_numbers_only(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = remarks(folder)
    shutil.copytree(folder, tmp_path / "deal")
    deal_file = tmp_path / "deal" / "deal.yaml"
    text = deal_file.read_text(encoding="utf-8")
    deal_file.write_text(text.replace("\nstages:", "\n\n# a remark\nstages:"), encoding="utf-8")
    moved = remarks(tmp_path / "deal")
    told = [[(f.name, f.severity, f.message, f.subjects) for f in c.findings] for c in (plain, moved)]
    assert sorted(map(repr, told[0])) == sorted(map(repr, told[1]))
