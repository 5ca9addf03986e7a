"""Text and its places: a source, its values with spans, and changes by span."""
