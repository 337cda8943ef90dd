#!/usr/bin/env python3
"""Makes handouts, and looks in each for all that the content says.

usage: handout_words.py KIOSK SOURCE_FOLDER WORK_FOLDER

Of every routine in the first language and in Arabic, and of another routine in each of the others;
with KIOSK_FULL=1 of every routine in every language.
"""
import glob
import json
import os
import re
import subprocess
import sys
import unicodedata
from concurrent.futures import ThreadPoolExecutor

kiosk, source, work = sys.argv[1:]
content = os.path.join(source, "content")


def read(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def items(kind):
    return {i["id"]: i for i in map(read, glob.glob(f"{content}/{kind}/*.json"))}


languages = read(f"{content}/pack.json")["languages"]
english = {kind: items(kind) for kind in ("exercises", "routines", "pages")}
words = {code: read(f"{source}/assets/lang/{code}.json") for code in languages}


def translated(code):
    """The content in this language: the kiosk's own translation file laid over it."""
    if code == languages[0]:
        return english
    return read(f"{content}/lang/{code}.json")


def texts(value, keys):
    """All texts of these keys, wherever they stand."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [t for v in value for t in texts(v, keys)]
    if isinstance(value, dict):
        return [t for k in keys if k in value for t in texts(value[k], keys)]
    return []


def concerns(section, routine):
    """Signs of one part of the body are told to those who exercise it."""
    regions = set(routine.get("body_regions", []))
    for step in routine["steps"]:
        regions |= set(english["exercises"][step["exercise"]].get("body_regions", []))
    return "for" not in section or regions & set(section["for"])


def expected(code, routine):
    said = translated(code)
    head = said["routines"][routine["id"]]
    all_texts = texts(head, ("name", "summary", "notes", "how_often"))
    for step in routine["steps"]:
        exercise = said["exercises"][step["exercise"]]
        all_texts += texts(
            exercise, ("name", "steps", "text", "precautions", "ask_first", "contraindications", "stop_if", "sources")
        )
        easier = english["exercises"][step["exercise"]].get("easier")
        if easier:
            all_texts += texts(said["exercises"][easier], ("name",))
    for page in ("when-to-stop", "how-often", routine.get("red_flags", "red-flags")):
        all_texts += texts(said["pages"][page], ("title",))
        for section, plain in zip(said["pages"][page]["sections"], english["pages"][page]["sections"]):
            if concerns(plain, routine):
                all_texts += texts(section, ("heading", "text", "list", "table"))
    own = words[code]
    return all_texts + [own["finish"]["stop_rule"]] + list(own["handout"].values())


def letters(text):
    """Letters and digits alone, in one form: no line ends, no signs, no marks of direction."""
    text = unicodedata.normalize("NFKC", text)
    return "".join(c for c in text if unicodedata.category(c)[0] in "LN")


def words_of(text):
    """Each by itself, digits apart from letters, without marks above and below them."""
    text = unicodedata.normalize("NFKC", text)
    return set(re.findall(r"[^\W\d_]+|\d+", "".join(c for c in text if unicodedata.category(c) not in ("Mn", "Cf"))))


def missing(text, page, code):
    """What of a text is not on the pages. Lines of Arabic may be in any order: word by word."""
    if code != "ar":
        return [] if letters(text) in page["letters"] else [text]
    return sorted(words_of(text) - page["words"])


def doses(code, routine):
    """As the overview has them read, each after its step's name: they are made of many words."""
    out = os.path.join(work, f"{routine['id']}-{code}.json")
    png = os.path.join(work, f"{routine['id']}-{code}.png")
    call = [kiosk, "shot", f"overview:{routine['id']}", "--lang", code, "--size", "800x480"]
    subprocess.run(call + ["--out", png, "--texts", out], check=True, capture_output=True)
    told = [t["text"] for t in read(out)]
    found = []
    for step in routine["steps"]:
        at = told.index(translated(code)["exercises"][step["exercise"]]["name"])
        found.append(told[at + 1])
        told = told[at + 2 :]
    return found


def check(job):
    code, routine = job
    file = os.path.join(work, f"{routine['id']}-{code}.pdf")
    made = subprocess.run(
        [kiosk, "handout", routine["id"], "--lang", code, "--out", file], capture_output=True, text=True
    )
    if made.returncode != 0:
        return [f"{code} {routine['id']}: exit code {made.returncode}: {made.stderr[-800:]}"]
    way = [] if code == "ar" else ["-raw"]  # as it is drawn; else as it is read
    plain = subprocess.run(["pdftotext", *way, file, "-"], check=True, capture_output=True, text=True).stdout
    page = {"letters": letters(plain), "words": words_of(plain)}
    return [
        f"{code} {routine['id']}: not there: {w}"
        for text in expected(code, routine) + doses(code, routine)
        for w in missing(text, page, code)
    ]


def jobs():
    """(language, routine) of each handout."""
    routines = [english["routines"][name] for name in sorted(english["routines"])]
    for number, code in enumerate(languages):
        every = code in (languages[0], "ar") or os.environ.get("KIOSK_FULL")
        for routine in routines if every else [routines[number % len(routines)]]:
            yield code, routine


with ThreadPoolExecutor(2) as pool:
    wrong = [line for lines in pool.map(check, jobs()) for line in lines]
print("\n".join(wrong[:40]))
sys.exit(1 if wrong else 0)
