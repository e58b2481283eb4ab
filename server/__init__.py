"""The tournament server: decides, remembers, shows and runs an online team event."""
