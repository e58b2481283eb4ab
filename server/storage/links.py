"""The links of an event: who opens which page. They are kept beside the databases in `links.csv`.

Only the hash of a token is in the database, so this file is the one place from which links can be printed
again; whoever has handed them out may delete it, and the links go on opening their doors.
"""

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from server.core.ids import EventId, PersonId, Role, TeamId
from server.storage.people import People

FILE: Final = "links.csv"
_HEADER: Final = ("role", "team", "board", "person", "token")


@dataclass(frozen=True, slots=True)
class Link:
    """One person's way in."""

    role: Role
    team: TeamId | None
    board: int | None
    person: PersonId
    token: str

    def url(self, base_url: str, event: EventId) -> str:
        """The address to send to the person; the token stands in the fragment, which no server ever sees."""
        return f"{base_url}/e/{event}/enter#{self.token}"


async def issue(folder: Path, people: People) -> list[Link]:
    """New links for everybody, written into the file; all that there were are revoked."""
    tokens = await people.issue_links(list(people.persons))
    links = [
        Link(person.role, person.team, person.board, person.id, tokens[person.id])
        for person in people.persons.values()
    ]
    _write(folder / FILE, links)
    return links


def read(folder: Path) -> list[Link]:
    """The links from the file; none where it was deleted."""
    path = folder / FILE
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Link(
                Role(row["role"]),
                TeamId(row["team"]) if row["team"] else None,
                int(row["board"]) if row["board"] else None,
                PersonId(row["person"]),
                row["token"],
            )
            for row in csv.DictReader(file)
        ]


def _write(path: Path, links: list[Link]) -> None:
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_HEADER)
        for link in links:
            writer.writerow((link.role, link.team, link.board, link.person, link.token))
