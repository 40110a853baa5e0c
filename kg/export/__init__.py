"""Exports: one format a module, one registry. Everything here is made from the graph and can be made again.

Same input, same bytes; a file appears only when it is whole.
"""
