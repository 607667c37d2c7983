"""Write src/newsextract/t2s.txt: one-to-one traditional → simplified characters from OpenCC (Apache-2.0).

    python training/make_t2s.py

Only BMP characters whose conversion is one other BMP character are kept, so that a text and its shadow have one length.
"""

from __future__ import annotations

from pathlib import Path

import opencc

TARGET = Path(__file__).parent.parent / "src" / "newsextract" / "t2s.txt"
RANGES = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00))


def main() -> None:
    convert = opencc.OpenCC("t2s").convert
    pairs = [(chr(code), convert(chr(code))) for low, high in RANGES for code in range(low, high)]
    kept = [(a, b) for a, b in pairs if a != b and len(b) == 1 and ord(b) < 0x10000]
    TARGET.write_text("".join(a for a, _ in kept) + "\n" + "".join(b for _, b in kept) + "\n", encoding="utf-8")
    print(f"{TARGET}: {len(kept)} characters")


if __name__ == "__main__":
    main()
