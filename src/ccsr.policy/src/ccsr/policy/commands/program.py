"""All commands of ``bin/ccsr``."""

from ccsr.policy.commands.accounts import accounts
from ccsr.policy.commands.audit import audit
from ccsr.policy.commands.backup import backup
from ccsr.policy.commands.backup import restore
from ccsr.policy.commands.check import check
from ccsr.policy.commands.create import create
from ccsr.policy.commands.demo import demo
from ccsr.policy.commands.dump import dump
from ccsr.policy.commands.import_register import import_register
from ccsr.policy.commands.mailbox import mailbox
from ccsr.policy.commands.migrate_storage import migrate_storage
from ccsr.policy.commands.pack import pack
from ccsr.policy.commands.privacy import personal_data
from ccsr.policy.commands.privacy import subject_access
from ccsr.policy.commands.run import run
from ccsr.policy.commands.serve import serve
from ccsr.policy.commands.unlock import unlock
from ccsr.policy.commands.upgrade import upgrade
from ccsr.policy.commands.upload import upload
from ccsr.policy.commands.watch import watch

import click


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def program() -> None:
    """Children's Commissioning Support Resource."""


for command in (
    accounts,
    audit,
    backup,
    check,
    create,
    demo,
    dump,
    import_register,
    mailbox,
    migrate_storage,
    pack,
    personal_data,
    restore,
    run,
    serve,
    subject_access,
    unlock,
    upgrade,
    upload,
    watch,
):
    program.add_command(command)
