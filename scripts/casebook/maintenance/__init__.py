"""Work on the collection: asking addresses, the code host, second readings."""
