"""``bin/ccsr``: what an administrator does from a terminal."""


def main() -> None:
    """Do what was asked for."""
    # The portal itself uses modules of this package, and needs none of the commands.
    from ccsr.policy.commands.program import program

    program()
