"""Lines as syslog messages (RFC 5424), sent on where ``CCSR_SYSLOG`` names a receiver."""


def forward(lines):
    """Send lines on."""
