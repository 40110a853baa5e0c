"""Exports: one module per format, one registry. Every export is generated from the graph and can be generated again.

Same input, same bytes; a file appears only when it is complete.
"""
