"""Pieces that texts for property tests are put together from: numbers, headings, signs, and what looks like them."""

from __future__ import annotations

PIECES = [
    *("Article 1", "ARTICLE II", "Section 3", "Section 2.01 Loans.", "Part A", "Annex B", "ANNEX", "Chapter 1 - Aims"),
    *("1.", "2.", "1.1", "1.1.1", "(1)", "(a)", "(b)", "a)", "(i)", "(ii)", "(h)", "(j)", "A.", "B.", "I.", "II."),
    *("- ", "* ", "• ", "First,", "Second,", "The Parties shall:", "Northland shall leave.", "and", "; or", "TBD"),
    *("within 14 days", "[●]", "[28][42]", "\n", "\n\n", "\n  ", "\r\n", " ", "# ", "## ", "<!--", "-->", "```", "\\"),
    *("IN WITNESS WHEREOF", "For Northland:", "Definitions", "General Provisions", "“X” means", '"Z"', "(the “Y”)"),
    *("Article 5(2)", "paragraph 1 of Article II", "this Article", "3 days later", "1963.", "(End of clause)"),
    *("Preamble", "BETWEEN", ":", ".", ";", "—", "|", "...", "é", "المادة 3", "ß", "\N{FULLWIDTH DIGIT ZERO}"),
    *("½", "\u2028", "paragraphs 2,3", "Section 4.", "5:3", "1,5", "-", "%"),
]  # fmt: skip
