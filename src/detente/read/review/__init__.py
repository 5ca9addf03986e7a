"""Going through proposals: what is asked of each, what an answer means, and decisions kept between two sittings."""
