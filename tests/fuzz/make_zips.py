#!/usr/bin/env python3
"""Makes corpus/fuzz_zip anew: packs as different programs pack them, good and hostile.
usage: tests/fuzz/make_zips.py"""

import os
import pathlib
import stat
import struct
import zipfile

HERE = pathlib.Path(__file__).parent
OUT = HERE / "corpus" / "fuzz_zip"
PACK = {str(f.relative_to(HERE / "pack")): f.read_bytes()
        for f in sorted((HERE / "pack").rglob("*.json"))}
HEAD = PACK["pack.json"]
PICTURE = '{"id": "b", "images": [{"file": "images/%s", "alt": "b"}]}'


def info(name, mode=stat.S_IFREG | 0o644, system=3):
    made = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
    made.external_attr = mode << 16
    made.create_system = system
    return made


def make(name, files, method=zipfile.ZIP_STORED):
    with zipfile.ZipFile(OUT / name, "w", method) as out:
        for entry, data in files:
            out.writestr(entry if isinstance(entry, zipfile.ZipInfo) else info(entry), data, method)


def change(name, source, old, new):
    (OUT / name).write_bytes((OUT / source).read_bytes().replace(old, new))


os.makedirs(OUT, exist_ok=True)
files = list(PACK.items())
make("stored", files)
make("deflated", files, zipfile.ZIP_DEFLATED)
make("bzip2", files, zipfile.ZIP_BZIP2)
make("lzma", files, zipfile.ZIP_LZMA)
make("backup", [("backup.json", b'{"format": 1, "date": "2025-12-03"}'),
                *[("own/" + name, data) for name, data in files],
                ("settings.json", b'{"brightness": 0.5}')], zipfile.ZIP_DEFLATED)
make("in-a-folder", [("small/" + name, data) for name, data in files])
make("folders", [(info("lang/", stat.S_IFDIR | 0o755), b""), *files])
make("folder-as-head", [(info("pack.json", stat.S_IFDIR | 0o755), HEAD), ("lang/es.json", b"{}")])
make("macos", [("pack.json", HEAD), ("__MACOSX/._pack.json", b"x"), (".DS_Store", b"x")])
make("two-packs", [("a/pack.json", HEAD), ("b/pack.json", HEAD)])
make("nested", [("inner.zip", (OUT / "stored").read_bytes()[:500])])
make("leads-out", [("pack.json", HEAD), ("lang/../../out.json", b"{}"), ("/lang/out.json", b"{}")])
make("backslashes", [("pack.json", HEAD), (info("lang/es.json", system=0), b"{}")])
change("backslashes", "backslashes", b"lang/es.json", b"lang\\es.json")
make("link", [("pack.json", HEAD), (info("lang", stat.S_IFLNK | 0o777), b"/tmp"),
              ("lang/es.json", b"{}")])
make("pipe", [("pack.json", HEAD), (info("lang/es.json", stat.S_IFIFO | 0o644), b"")])
make("twice", [("pack.json", HEAD), ("lang/es.json", b"{}"), ("lang/ES.json", b"{}")])
make("file-and-folder", [("pack.json", HEAD), ("lang/a", b"{}"), ("lang/a/b.json", b"{}")])
make("umlaut", [("pack.json", HEAD), ("exercises/b.json", PICTURE % "ü.png"),
                ("images/ü.png", b"\x89PNG")])
make("dos-letters", [("pack.json", HEAD), ("exercises/b.json", PICTURE % "ü.png"),
                     ("images/q.png", b"\x89PNG")])
change("dos-letters", "dos-letters", b"images/q.png", b"images/\x81.png")
make("zero", [("pack.json", HEAD), ("lang/es0json", b"{}")])
change("zero", "zero", b"lang/es0json", b"lang/es\0json")
change("other-name", "stored", b"PK\x01\x02", b"PK\x01\x03")
stored = (OUT / "stored").read_bytes()
(OUT / "cut").write_bytes(stored[:-40])
(OUT / "in-front").write_bytes(b"#!/bin/sh\n" * 5 + stored)
(OUT / "behind").write_bytes(stored + b"\0" * 40)
(OUT / "encrypted").write_bytes(
    stored.replace(b"PK\x03\x04" + struct.pack("<HH", 20, 0), b"PK\x03\x04" + struct.pack("<HH", 20, 1)))
(OUT / "empty").write_bytes(b"PK\x05\x06" + b"\0" * 18)
