"""Tables: answers made of cells, rows and columns."""
