"""The undominated packages of a domain, exactly where that can be had, and how far it is not."""
