"""Entry point of `python -m desktop_app` and of the installed program: the window, or one verb.

Nothing is imported before it is known what is wanted, so that `version` is instant and a child that draws pages
never loads the database.
"""

from __future__ import annotations

import sys


def main(arguments: list[str] | None = None) -> int:
    """Run what the command line asks for; returns the exit code (ARCHITECTURE.md section 6)."""
    given = sys.argv[1:] if arguments is None else arguments
    if given[:1] == ["--render-worker"]:
        from desktop_app.scanning.render_worker import main as render

        return render()
    if given[:1] == ["--table-worker"]:
        from desktop_app.importing.worker import main as read_table

        return read_table()
    if given[:1] == ["--plan-worker"]:
        from desktop_app.planner.worker import main as search

        return search()
    from desktop_app.commands.run import run

    return run(given)


if __name__ == "__main__":
    sys.exit(main())
