"""Checks of the data: each module takes what was read and returns Problems, and mends nothing."""
