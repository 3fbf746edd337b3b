"""Drafts that are hard on formats and on those who read them."""

import os

BAD = "この方針は平成19（2008）年に決定された。\n"

# every level, related places, fixes, and many findings of one lint
MANY = """# 1　方針

本文（注1）と本文（注2）と GGHX 。
平成19（2008）年に決定された（括弧。
{lines}
（注1）甲。
（注1）乙。
（注2）丙。

## 1　方針

WORD1 と WORD2 は `<b>` & "q" の前にある。
"""

FILES = {
    "章 1,a%b&c.txt": (
        "序文。\r\n👨\u200d👩\u200d👧か\u3099𠮟る平成19（2008）年に決定された。\r\n"
        "\x1b[31m昭和六十四年（一九八八年）の記録。\r\n"
    ).encode(),
    "quote'<x>&amp;.md": BAD.encode(),
    "many.md": MANY.replace("{lines}", "\n".join(f"{i}行目は平成19（2008）年。\n" for i in range(120))).encode(),
    "mark.txt": b"\xef\xbb\xbf" + BAD.encode(),
    "sjis.txt": (BAD * 9).encode("cp932"),
    "clean.txt": "よい。\n".encode(),
    "empty.txt": b"",
    "no-line-end.txt": BAD.rstrip("\n").encode(),
    "damaged.txt": "壊れた".encode() + b"\xff\xfe" + BAD.encode(),
    "hakusho.toml": b'[lint]\nprh = ["prh.yml"]\n',
    # texts of messages that mean something to XML, to JSON and to GitHub
    "prh.yml": """version: 1
rules:
  - expected: "<a href='x'>&amp;]]></a>"
    pattern: WORD1
    prh: "50%25 \\t :: ,%0A\\nsecond <!-- line -->"
  - expected: "bell \\a, line end \\n, 50%25"
    pattern: WORD2
""".encode(),
}

# names that few systems can hold
if os.name == "posix":
    FILES["line\nend.txt"] = BAD.encode()
    FILES[os.fsdecode(b"bytes-\xff.txt")] = BAD.encode()


def write(folder):
    """Writes them; a name that the file system refuses is left out."""
    for name, data in FILES.items():
        try:
            with open(os.path.join(folder, name), "wb") as file:
                file.write(data)
        except OSError as error:
            print(f"  note: no file {name!r} here: {error}")
