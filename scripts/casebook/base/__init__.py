"""Small things that everything needs; they import nothing else of the package."""
