"""The best order of the acts of a deal, exact over all sets of acts while they can be counted."""
