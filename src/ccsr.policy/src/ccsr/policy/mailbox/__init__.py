"""A mailbox whose attachments come into intake: off unless ``CCSR_MAILBOX_HOST`` names one."""
