"""``bin/ccsr``: what an administrator does from a terminal."""


def main() -> None:
    """Do what was asked for."""
    # The portal itself uses modules of this package, and needs none of the commands.
    from ccsr.policy.commands.program import program

    import os

    # Whatever a command writes is for the account alone that runs the portal.
    os.umask(0o077)
    program()
