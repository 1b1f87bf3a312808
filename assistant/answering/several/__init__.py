"""Several: one answer made of the answers to several questions, or of several documents."""
