"""Benchmarks: commands that print ratios to a peer in the same process; none of them is a test."""
