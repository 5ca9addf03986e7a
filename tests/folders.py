"""Where the examples stand."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = sorted(path.parent for path in (ROOT / "examples").glob("*/*/deal.yaml"))
INVENTED = {"cold-store-build", "ridge-and-valley"}
PUBLISHED = {"panama-canal-raiffa-1982"}
"""Real cases with the worths of a published table, said to be no party's own."""
