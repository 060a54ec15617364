"""Files to models, models to a corpus, with every problem on the way."""
