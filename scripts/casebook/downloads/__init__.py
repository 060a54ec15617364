"""Files for the tools trainers use, one module a format; nothing here knows the site engine."""
