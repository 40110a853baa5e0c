"""Checks of the data: each module takes loaded data and returns Problems; none changes anything."""
