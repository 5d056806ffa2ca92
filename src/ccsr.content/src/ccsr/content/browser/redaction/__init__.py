"""The pages of redaction: marking, the preview, the original, what is said of it."""
