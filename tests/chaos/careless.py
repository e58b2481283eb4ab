"""The server as it must not be: its databases are not synced at each commit. The power-cut test finds it out.

python -m tests.chaos.careless serve …
"""

from aiosqlite import Connection

from server.__main__ import main

ASKED, GIVEN = "synchronous = FULL", "synchronous = NORMAL"

if __name__ == "__main__":
    execute = Connection.execute

    def careless(self, sql, parameters=None):  # type: ignore[no-untyped-def]  # aiosqlite's own signature
        """Execute it, but never the pragma that makes a commit durable."""
        return execute(self, sql.replace(ASKED, GIVEN), parameters)

    Connection.execute = careless  # type: ignore[method-assign]  # what this program is for
    main()
