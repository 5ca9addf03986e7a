"""Report: a review as one page, or single tables of a deal, in plain text or Markdown."""

from detente.report.page import TABLES, as_markdown, as_text, tables_as_markdown, tables_as_text

__all__ = ["TABLES", "as_markdown", "as_text", "tables_as_markdown", "tables_as_text"]
