"""Documents: who wrote what, where and when it was printed, which documents speak of a thing."""
