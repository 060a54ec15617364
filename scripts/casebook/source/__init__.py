"""From bytes to plain data with positions. The only folder that knows YAML.

In: the bytes of a file. Out: a :class:`Source`, and problems with positions;
never an exception for anything an author can write.
"""

from casebook.source.composing import NULLS
from casebook.source.nodes import Node, nodes, walk
from casebook.source.reading import Source, read, read_bytes, read_text

__all__ = ["NULLS", "Node", "Source", "nodes", "read", "read_bytes", "read_text", "walk"]
