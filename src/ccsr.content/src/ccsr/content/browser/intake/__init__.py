"""The pages of the intake: bringing files in, checking what was read, filing them."""
