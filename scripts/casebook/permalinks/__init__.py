"""Every address ever published, and where it leads now."""
