"""How a rule says no."""


class Refused(Exception):
    """The file is refused by the rule of this name."""

    def __init__(self, rule: str) -> None:
        super().__init__(rule)
        self.rule = rule
