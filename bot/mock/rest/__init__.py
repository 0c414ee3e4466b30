"""Discord's REST API, version 10, as far as a bot that answers questions needs it."""
