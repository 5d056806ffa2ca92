"""What is said of the description itself."""

from ccsr.content.domain.openapi import Operation


OPERATIONS = (
    Operation(
        "GET",
        "@openapi",
        "This description.",
        tag="about",
        answers={
            200: ("An OpenAPI document.", {"type": "object", "required": ["openapi", "paths"]})
        },
    ),
)
