"""A character map for the `Precompiled` normaliser of `tokenizers`: one lookup a character.

The map folds width and compatibility forms (NFKC), case, traditional
characters, and kinds of quotation mark and dash in one pass, inside the
tokenizer file, so that everything that opens the model folds text alike.
The format is SentencePiece's: the size of a double-array trie in bytes, the
trie (darts-clone, 32-bit units), then the replacements, each ended by a NUL.
"""

import base64
import struct
import unicodedata

_QUOTES = dict.fromkeys("“”„‟「」『』〝〞＂", '"') | dict.fromkeys("‘’‚‛＇", "'")
_DASHES = dict.fromkeys("‐‑‒–—―－﹣−～~", "-")
_LAST_BMP = 0xFFFF
_SURROGATES = range(0xD800, 0xE000)
_HANGUL = range(0xAC00, 0xD7A4)
# darts-clone: an offset above 21 bits needs the extension bit and a multiple of 256.
_PLAIN_OFFSET_LIMIT = 1 << 21


def folding() -> dict[str, str]:
    """What every character of the basic plane that changes becomes; spaces for white space."""
    from opencc import OpenCC

    characters = [chr(code) for code in range(0x3400, 0xA000)]
    # A line break between characters keeps OpenCC's phrase rules out of the character map.
    converted = OpenCC("t2s").convert("\n".join(characters)).split("\n")
    simplified = {
        before: after
        for before, after in zip(characters, converted, strict=True)
        if before != after and len(after) == 1
    }
    table: dict[str, str] = {}
    for code in range(1, _LAST_BMP + 1):
        if code in _SURROGATES or code in _HANGUL:
            continue
        character = chr(code)
        folded = _QUOTES.get(character) or _DASHES.get(character)
        if folded is None:
            normal = unicodedata.normalize("NFKC", character).lower()
            folded = "".join(simplified.get(part, part) for part in normal)
            if character.isspace():
                folded = " "
        if folded != character:
            table[character] = folded
    return table


def precompile(table: dict[str, str]) -> bytes:
    """The table in SentencePiece's binary format; keys are single characters."""
    places: dict[str, int] = {}
    replacements = bytearray()
    for value in table.values():
        if value not in places:
            places[value] = len(replacements)
            replacements += value.encode("utf-8") + b"\0"
    trie: dict[int, object] = {}
    for key, value in table.items():
        node = trie
        for byte in key.encode("utf-8"):
            node = node.setdefault(byte, {})  # type: ignore[assignment]
        node[0] = places[value]
    units = _double_array(trie)
    blob = struct.pack(f"<{len(units)}I", *units)
    return struct.pack("<I", len(blob)) + blob + bytes(replacements)


def precompiled_base64(table: dict[str, str]) -> str:
    """`precompile` as the text that a tokenizer's JSON file holds."""
    return base64.b64encode(precompile(table)).decode("ascii")


def _double_array(trie: dict[int, object]) -> list[int]:
    """Lay the trie out as darts-clone units; label 0 marks a value."""
    units: dict[int, int] = {0: 0}
    taken = {0}
    # Two nodes on one base would answer for each other's children.
    bases: set[int] = set()
    next_free = 1
    # What is not free for one value alone never becomes free for another.
    next_for_value = 1
    waiting: list[tuple[int, dict[int, object]]] = [(0, trie)]
    while waiting:
        position, node = waiting.pop()
        labels = sorted(node)
        while next_free in taken:
            next_free += 1
        # The base is chosen so that the first child falls on a free unit and the rest do too.
        candidate = max(next_free, next_for_value) if labels == [0] else next_free
        while True:
            base = candidate ^ labels[0]
            offset = base ^ position
            usable = 0 < offset < _PLAIN_OFFSET_LIMIT and base not in bases
            if usable and not any((base ^ label) in taken for label in labels):
                break
            candidate += 1
        bases.add(base)
        if labels == [0]:
            next_for_value = candidate
        units[position] = units.get(position, 0) | (offset << 10)
        if 0 in node:
            units[position] |= 1 << 8
        for label in labels:
            child = base ^ label
            taken.add(child)
            entry = node[label]
            if isinstance(entry, dict):
                units[child] = label
                waiting.append((child, entry))
            else:
                units[child] = int(entry) | (1 << 31)  # type: ignore[call-overload]
    size = (max(taken) // 256 + 1) * 256
    return [units.get(index, 0) for index in range(size)]
