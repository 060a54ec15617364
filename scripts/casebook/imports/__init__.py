"""Records of other collections to drafts: what maps is filled in, and no sentence is copied.

One module for each collection; :mod:`casebook.imports.collections` lists them.
"""
