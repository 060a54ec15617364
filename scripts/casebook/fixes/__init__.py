"""What can be mended without asking: the order of keys, spacing, quotes and near-misses.

In: the text of a file, the model it should have, and the library. Out: the
mended text, with everything that was done. The author's text is edited in
place and never written anew from data, so comments, line breaks and the order
of entries stay as they are.
"""

from casebook.fixes.whole import Mended, UnsafeError, mend
from casebook.fixes.words import only

__all__ = ["Mended", "UnsafeError", "mend", "only"]
