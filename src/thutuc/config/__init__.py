"""Settings, root URLs, schedule, the command `thutuc`."""
