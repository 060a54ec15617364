"""The AI Governance Casebook: from YAML case files to a searched site.

One way through: text becomes a :mod:`source <casebook.source>` with positions,
then a typed :mod:`model <casebook.model>`, then a :mod:`corpus
<casebook.corpus.corpus>` with links both ways; :mod:`rules <casebook.rules>` give
problems, :mod:`pages <casebook.pages>` give pages, and a sink writes them.
:func:`casebook.reading.load.load` is the one reader.
"""

__version__ = "0.1.0"
