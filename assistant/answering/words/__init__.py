"""Words: what a question asks, which words matter, and where sentences say them."""
