"""What reviewers do: share, retract, conceal, reveal; their queue, what is late or concealed."""
