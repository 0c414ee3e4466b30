"""Rendering: from values to what Discord, the terminal and JSON show; pure."""
