"""The cases and lists linked in both directions, and what is computed from them."""
