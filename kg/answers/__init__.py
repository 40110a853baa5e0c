"""Answers as people and programs take them: tables, quantities by period, everything about one entity."""
