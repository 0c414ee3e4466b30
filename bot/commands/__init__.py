"""Commands: what people can do in Discord, and how they are answered there."""
