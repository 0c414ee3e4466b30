"""Tests of rendering: what Discord, the terminal and JSON show."""
