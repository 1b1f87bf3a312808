"""Stands for a parser that a crafted file makes fill the memory."""

from assistant.ingest.pdf import extract

if __name__ == "__main__":
    extract.MEMORY_BYTES = 300 << 20
    extract.pages = lambda _: iter([{"pages": len(bytearray(1 << 30))}])
    extract.main()
