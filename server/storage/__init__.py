"""Remembers. An event is a folder: `event.db` holds the journal, `people.db` everything about persons."""
