"""Reports of one service beside each other: what changed, both papers, their words."""
