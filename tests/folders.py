"""Where the examples stand."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = sorted(path.parent for path in (ROOT / "examples").glob("*/*/deal.yaml"))
INVENTED = {"cold-store-build"}
