"""Verbs and options of the command line whose help is in the language of its messages."""

from __future__ import annotations

from pathlib import Path

import click

from toolkit.errors import UsageError
from toolkit.language import gettext
from toolkit.plan.spelling import shown
from toolkit.usage_errors import mistyped


class SpokenHelp(click.Command):
    """A verb whose --help is in the language of its messages."""

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write how the verb is used, and its options."""
        usage = " ".join([ctx.command_path, *(gettext(piece) for piece in self.collect_usage_pieces(ctx) if piece)])
        formatter.write(gettext("Folosire: {usage}\n\n{help}\n\n", usage=usage, help=gettext(str(self.help))))
        formatter.write_dl([_row(option, ctx) for option in self.get_params(ctx) if isinstance(option, click.Option)])


class Verbs(SpokenHelp, click.Group):
    """The verbs; an unknown one is refused by name."""

    command_class = SpokenHelp

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:
        """Find a verb by its name."""
        command = super().get_command(ctx, cmd_name)
        if command is None:
            raise mistyped(gettext("comanda"), cmd_name, list(self.commands))
        return command

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the same, and the verbs."""
        super().format_help(ctx, formatter)
        formatter.write(gettext("\nComenzi:\n"))
        formatter.write_dl([(name, gettext(str(command.help))) for name, command in sorted(self.commands.items())])


class Folder(click.Path):
    """A folder as an option names it; an empty name would be the current folder."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> Path:  # type: ignore[override]  # noqa: ARG002
        """Read what was typed."""
        if not value.strip() or not value.isprintable():
            raise UsageError(
                place=gettext("opțiunea {option}", option=param.opts[-1] if param else ""),
                found=gettext("„{value}”, care nu poate fi numele unui dosar", value=shown(value)),
                expected=gettext("numele unui dosar, scris cu litere obișnuite"),
                fix=gettext("scrieți numele dosarului sau lăsați opțiunea deoparte"),
            )
        return Path(value)


def _row(option: click.Option, ctx: click.Context) -> tuple[str, str]:
    """How an option is written, and what it is for."""
    if "--help" in option.opts:
        return "--help", gettext("arată acest text")
    left, _ = option.get_help_record(ctx) or ("", "")
    metavar, use = option.metavar or "", gettext(str(option.help))
    written = left.replace(metavar, gettext(metavar)) if metavar else left
    return written, gettext("{use} (obligatoriu)", use=use) if option.required else use
