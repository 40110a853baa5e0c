"""A bilingual claim ledger and knowledge graph of the domestic (Chinese) GPU industry.

Importing this package does nothing: no file is read and no library loaded before something is asked for.
"""

from __future__ import annotations

__version__ = "0.1.0"
