"""The search index, and what the search box needs beside it."""
