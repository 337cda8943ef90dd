#!/usr/bin/python3
"""Holds the schemas in content/schema and the kiosk's loader together.

usage: schema_agree.py KIOSK WORK_FOLDER

Every shipped file, every case of tests/bad_content and every mutation of a few rich documents is
judged twice: by Debian's python3-jsonschema with the schema, and by `kiosk check`. Both must accept
or both refuse. What a schema cannot see is listed below, each with its reason, and nothing else is
forgiven; an entry that no case needs any more is a failure, too.
"""
import copy
import json
import pathlib
import re
import shutil
import subprocess
import sys
from functools import partial

from jsonschema import Draft202012Validator, RefResolver

SOURCE = pathlib.Path(__file__).resolve().parents[2]
PICTURES = sorted((SOURCE / "tests/bad_content/images").iterdir())
FOLDERS = {"exercise": "exercises", "routine": "routines", "page": "pages", "lang": "lang"}

# (kinds, the loader's message, why a schema cannot see it)
UNSEEN = [
    ("*", r"^there is no (exercise|routine|page) ", "what a reference names is in another file"),
    ("*", r"^this key stands here a second time", "JSON parsers keep one of equal keys"),
    ("*", r"^a number too large to hold", "parsers read 1e999 as infinity; seen where a limit is"),
    ("*", r"^a number of over 40 characters", "parsers give the value, not how it is written"),
    ("*", r"^\\u0000 is not allowed", "seen in texts; names of poses have no pattern"),
    ("*", r"^an invisible control character \(0x7F\)", "JSON lets this one stand in a text"),
    ("*", r"^half of a surrogate pair", "Python's parser lets it pass"),
    ("*", r"^is \d+ bytes long; at most", "lengths count characters in a schema, bytes here"),
    ("exercise", r"^goes from \d+ down to \d+", "two numbers compared with each other"),
    ("exercise routine", r"^-?\d+ is outside the exercise's range", "dose against ranges"),
    ("exercise", r'^leaves "\w+" out, which means 1', "dose against ranges"),
    ("exercise routine", r"^takes \S+ s in all; at least 1", "a sum"),
    ("routine", r"^takes \d+ minutes, which nobody finishes", "a sum, also of other files"),
    ("routine", r'^does not go with "(duration_s|breaths)"; use "sets"', "the exercise's own dose"),
    ("routine", r"^does not say how much, nor does", "the exercise's own dose"),
    ("exercise", r"_(hand|foot) misses its place by", "whether a limb reaches is geometry"),
    ("exercise", r'^no pose "', "whether a pose of that name stands above"),
    ("exercise", r"comes before the keyframe above", "numbers compared with each other"),
    ("exercise", r"^the movement takes", "the last one of a list"),
    ("exercise", r'^"cycle" must come back', "the first and the last of a list"),
    ("exercise pack", r"^images/.* is ", "pictures are other files"),
    ("lang", r"^holds \d+, but the item itself has", "lists as long as those of another file"),
    ("lang", r"^the item itself has no", "what another file holds"),
]

FULL_EXERCISE = {
    "$schema": "../schema/exercise.schema.json",
    "id": "full",
    "name": "Full",
    "aliases": ["Whole", "All"],
    "summary": "Has every key.",
    "activity": False,
    "everyday": True,
    "position": "supine",
    "body_regions": ["hips", "my-own"],
    "conditions": ["sciatica"],
    "equipment": ["mat"],
    "level": "beginner",
    "sides": "each",
    "dose": {"sets": 2, "reps": 3, "hold_s": 20, "relax_s": 5, "rest_s": 10, "side_change_s": 6},
    "ranges": {
        "sets": [1, 10], "reps": [1, 100], "hold_s": [1, 600], "relax_s": [0, 120],
        "rest_s": [0, 600], "duration_s": [5, 3600], "breaths": [1, 60], "side_change_s": [0, 60],
    },
    "steps": [{"role": "setup", "text": "Lie down."}, {"role": "move", "text": "Move."}],
    "benefits": ["Good"],
    "precautions": ["Mind"],
    "ask_first": ["Ask your doctor first"],
    "contraindications": ["Not you"],
    "stop_if": ["Pain"],
    "easier": "cobra",
    "harder": "cat-cow",
    "feel": "glute",
    "sources": ["Own"],
    "x-note": {"anything": [1, None]},
}
FULL_FIGURE = {
    "camera": {"yaw": 20, "pitch": 12},
    "side": "left",
    "props": [
        {"kind": "mat", "yaw": 10},
        {"kind": "strap", "at": [0, 0, 0], "size": [0, 1, 0], "side": "right"},
    ],
    "feel": ["glute-left", "abdomen"],
    "poses": {
        "start": {
            "pelvis": {"at": [0, 0.885, 0], "turn": [0, 0, 0]},
            "spine": {"bend": [0, 0], "side": 0, "twist": 0},
            "head": {"yaw": 0, "pitch": 0, "roll": 0},
            "eyes": "closed",
            "breath": 0.5,
            "hands": {"by": "left-shoulder", "at": [0, -0.45, 0.1], "toward": [0, 0, -1],
                      "point": [0, -1, 0], "palm": [-1, 0, 0], "grip": 0.5},
            "feet": {"at": [0.1, 0.075, 0], "on": 0, "toward": [0, 0, 1], "point": [0, 0, 1]},
        },
        "end": {
            "from": "start",
            "left_hand": {"by": "left-shoulder", "at": [0, -0.4, 0.2], "grip": 1},
            "right_hand": {"by": "right-shoulder", "at": [0, -0.4, 0.2]},
            "left_foot": {"at": [0.1, 0.075, 0], "by": "room"},
            "right_foot": {"at": [-0.1, 0.075, 0]},
        },
    },
    "out": [["start", 0], ["end", 1.5, "stop"], ["start", 3, "through"]],
    "cycle": [["start", 0], ["end", 1], ["start", 2]],
}
IMAGES = [{"file": "images/good.jpg", "alt": "Start"}, {"file": "images/good.png", "alt": "End"}]
DOSES = [
    {"reps": 10, "tempo_s": [2, 1, 2.5]},
    {"reps": 10},
    {"duration_s": 60, "reps": 1},
    {"breaths": 8, "breath_s": [4, 6]},
]
FULL_ROUTINE = {
    "$schema": "../schema/routine.schema.json",
    "id": "full",
    "name": "Full",
    "summary": "Has every key.",
    "how_often": "Every day",
    "conditions": ["sciatica"],
    "body_regions": ["hips"],
    "steps": [
        {"exercise": "cobra", "note": "Slowly"},
        {"exercise": "walking", "dose": {"duration_s": 60, "rest_s": 5}},
        {"exercise": "cobra", "dose": {}},
    ],
    "demo": True,
    "red_flags": "red-flags",
    "color": "sand",
    "person": "mara",
}
FULL_PAGE = {
    "$schema": "../schema/page.schema.json",
    "id": "full",
    "title": "Full",
    "summary": "Has every key.",
    "icon": "info",
    "sections": [
        {"heading": "Head", "text": "Words."},
        {"list": ["One", "Two"]},
        {"table": [["What", "Cost"], ["Visit", ""]]},
        {"text": "Words.", "list": [], "x-why": None, "for": ["neck", "my-own"], "emergency": True},
    ],
    "figure": "cobra",
    "listed": False,
    "sources": ["Own"],
}
FULL_PACK = {
    "$schema": "schema/pack.schema.json",
    "id": "own-pack",
    "name": "Own",
    "version": "1.0",
    "format": 1,
    "languages": ["en", "es"],
    "license": "Free",
    "authors": ["Us"],
    "reviewed": {"by": "Somebody", "date": "2025-01-31", "next": "2026-12-01"},
    "logo": {"file": "images/good.png", "alt": "Own"},
    "hide": ["costs"],
    "order": {"routines": ["on-your-feet"], "pages": ["risks"]},
}

# Numbers round every limit, and what is no number.
NUMBERS = [
    -361, -360, -181, -180.5, -91, -81, -80, -61, -46, -41, -11, -10, -6, -5, -1.5, -1, -0.5, 0,
    0.5, 1, 1.0, 1.5, 2, 3, 3.5, 4, 5, 6, 10, 11, 20, 21, 40, 41, 45, 46, 60, 60.5, 61, 80, 81, 90,
    91, 100, 101, 120, 121, 180, 181, 360, 361, 600, 601, 3600, 3601, 1e9, 20.0, "RAW1e999",
    "RAW" + "1" * 39 + "." + "1" * 5, "RAW1E1", "RAW-0",
]
TEXTS = [
    "images/a.jpg", "images/a b.jpg", "images/", "images/ ", "images/..", "images/a/b.jpg", "a.jpg",
    "images/a\\b.jpg", "images/a:b.jpg", "images/a..jpg", "images/\u00e9.jpg", "images/a\n",
    "", " ", "a\nb", "a\n", "\n", "\t", "a\u007f", "A", "a b", "-", "\u00e9", "RAW\"\\u0000\"",
    "RAW\"\\ud800\"", "left", "stop", "room", "2025-13-01", "2025-02-30", "2025-1-1", "1.0",
    "a" * 64, "a" * 65, "a" * 80, "a" * 81, "a" * 300, "a" * 301, "a" * 2048, "a" * 2049,
    "\u00e9" * 60, "\u00e9" * 200,
]
OTHERS = [None, True, False, 7, "text", [], {}, [1], ["a"], {"a": 1}]


def set_at(document, path, value):
    changed = copy.deepcopy(document)
    if not path:
        return value
    node = changed
    for step in path[:-1]:
        node = node[step]
    node[path[-1]] = value
    return changed


def drop_at(document, path):
    changed = copy.deepcopy(document)
    node = changed
    for step in path[:-1]:
        node = node[step]
    del node[path[-1]]
    return changed


def nodes(value, path=()):
    yield path, value
    if isinstance(value, dict):
        for key, member in value.items():
            yield from nodes(member, path + (key,))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from nodes(item, path + (index,))


def changes(value):
    """Values to put in the place of `value`, each with a word for it."""
    for other in OTHERS:
        yield "is " + json.dumps(other), other
    if isinstance(value, bool):
        return
    if isinstance(value, (int, float)):
        for number in NUMBERS:
            yield f"is {number}"[:40], number
        yield "is in quotes", str(value)
    elif isinstance(value, str):
        for text in TEXTS:
            yield f"is {text!r} of {len(text)}"[:60], text
        yield "has a letter more", value + "z"
        yield "is in capitals", value.upper()
    elif isinstance(value, list):
        for count in (1, 2, 3, 6, 7, 12, 13, 20, 21, 30, 31, 32, 33, 40, 41):
            if value:
                yield f"has {count} entries", (value * count)[:count]
        yield "is reversed", value[::-1]
        yield "has a number more", value + [1]
    else:
        yield "has an unknown key", {**value, "zzz": 1}
        yield "has a note", {**value, "x-zzz": {"zzz": [None]}}
        yield "names a schema", {**value, "$schema": 5}
        for count in (24, 25):
            yield f"has {count} members", {f"m{i}": next(iter(value.values()), 1) for i in range(count)}


def plain(path):
    """Places that the same rule holds for are one."""
    steps = []
    for i, step in enumerate(path):
        named = i > 0 and path[i - 1] in ("poses",) or (i == 1 and path[0] in FOLDERS.values())
        steps.append("*" if isinstance(step, int) or named else step)
    return tuple(steps)


def mutations(document, seen):
    for path, value in nodes(document):
        if any(step.startswith("x-") for step in path if isinstance(step, str)):
            continue
        place = ".".join(["$", *map(str, path)])
        candidates = [(what, partial(set_at, document, path, new)) for what, new in changes(value)]
        if path:
            candidates.append(("is left out", partial(drop_at, document, path)))
        for what, change in candidates:
            key = (plain(path), what, type(value))
            if key not in seen:
                seen.add(key)
                yield f"{place} {what}", change()


def raw(text):
    """Puts in what json.dumps cannot write."""
    return re.sub(r'"RAW((?:[^"\\]|\\.)*)"', lambda m: json.loads(f'"{m[1]}"'), text)


def shipped_files(folder):
    """Of the kiosk's own pack and of the sample."""
    packs = [SOURCE / "content", SOURCE / "content/sample-clinic"]
    return [path for pack in packs for path in sorted((pack / folder).glob("*.json"))]


def collect():
    """(kind, name, bytes) of everything to be judged."""
    cases = []

    def add_file(kind, path):
        cases.append((kind, str(path.relative_to(SOURCE)), path.read_bytes()))

    for kind, folder in FOLDERS.items():
        for path in sorted((SOURCE / "content" / folder).glob("*.json")):
            add_file(kind, path)
        for path in sorted((SOURCE / "tests/bad_content" / folder).glob("*.json")):
            add_file(kind, path)
        for path in sorted((SOURCE / "tests/bad_content/good" / folder).glob("*.json")):
            add_file(kind, path)
    add_file("pack", SOURCE / "content/pack.json")
    for path in sorted((SOURCE / "tests/bad_content/pack").glob("*.json")):
        add_file("pack", path)

    documents = {
        "exercise": [{**FULL_EXERCISE, "figure": FULL_FIGURE}]
        + [{**FULL_EXERCISE, "images": IMAGES}]
        + [{**FULL_EXERCISE, "figure": FULL_FIGURE, "images": IMAGES}]
        + [{**FULL_EXERCISE, "dose": dose} for dose in DOSES]
        + [{**{k: v for k, v in FULL_EXERCISE.items() if k != "dose"}, "activity": True}],
        "routine": [FULL_ROUTINE]
        + [{**FULL_ROUTINE, "steps": [{"exercise": "walking", "dose": dose}]} for dose in DOSES],
        "page": [FULL_PAGE],
        "pack": [FULL_PACK],
        "lang": [
            with_every_key(json.loads((SOURCE / "content/lang/es.json").read_text("utf-8"))),
            {"routines": {"on-your-feet": {"summary": "Y"}},
             "pages": {"costs": {"sections": [{"list": ["X"]}, {}]}}},
            {"exercises": {"stretch": {"images": ["Uno"]}}},
        ],
    }
    for kind, bases in documents.items():
        seen = set()
        for number, base in enumerate(bases):
            cases.append((kind, f"{kind} {number}", raw(json.dumps(base)).encode()))
            for what, changed in mutations(base, seen):
                text = raw(json.dumps(changed, ensure_ascii=False))
                cases.append((kind, f"{kind} {number}: {what}", text.encode("utf-8", "replace")))
    return cases


def with_every_key(translation):
    """A part of it that holds each of its keys: a mutation of all would be judged a thousand times."""
    part, seen = {}, set()
    for kind, items in translation.items():
        if kind not in FOLDERS.values():
            part[kind] = items
            continue
        for name, item in items.items():
            places = {plain((kind, name, *path)) for path, _ in nodes(item)}
            if places - seen:
                part.setdefault(kind, {})[name] = item
                seen |= places
    return part


def strict_parse(data):
    def refuse(word):
        raise ValueError(word)

    return json.loads(data.decode("utf-8-sig"), parse_constant=refuse)


def validators():
    folder = SOURCE / "content/schema"
    store = {path.as_uri(): json.loads(path.read_text("utf-8")) for path in folder.glob("*.json")}
    for schema in store.values():
        Draft202012Validator.check_schema(schema)
    found = {}
    for kind in ["pack", *FOLDERS]:
        uri = (folder / f"{kind}.schema.json").as_uri()
        found[kind] = Draft202012Validator(store[uri], resolver=RefResolver(uri, store[uri], store))
    return found


def schema_verdict(validator, data):
    """None when it is accepted, else why not."""
    try:
        document = strict_parse(data)
    except (ValueError, RecursionError) as error:
        return f"no JSON: {error}"
    error = next(validator.iter_errors(document), None)
    return error and f"{list(error.absolute_path)}: {error.message[:200]}"


def write_case(folder, kind, data):
    """The path to check and the path in whose name the loader speaks."""
    own = {"id": "own-pack", "name": "O", "version": "1", "format": 1, "languages": ["en", "es"]}
    if kind in ("pack", "exercise"):
        (folder / "images").mkdir(parents=True)
        for picture in PICTURES:
            if picture.name.encode() in data:
                shutil.copy(picture, folder / "images")
    if kind in ("pack", "lang"):
        (folder / "lang").mkdir(parents=True)
        (folder / "pack.json").write_text(json.dumps(own))
        path = folder / ("pack.json" if kind == "pack" else "lang/es.json")
        path.write_bytes(data)
        return folder, path
    path = folder / FOLDERS[kind] / "full.json"
    path.parent.mkdir(parents=True)
    path.write_bytes(data)
    return path, path


def loader_verdicts(kiosk, work, cases, kind):
    """For each case of the kind, the messages of its errors."""
    judged, paths = {}, []
    for index, (_, _, data) in ((i, c) for i, c in enumerate(cases) if c[0] == kind):
        given, spoken = write_case(work / str(index), kind, data)
        paths.append(str(given))
        judged[str(spoken)] = (index, [])
    call = [kiosk, "check", "--json", str(SOURCE / "tests/bad_content/good"), *paths]
    done = subprocess.run(call, stdout=subprocess.PIPE, check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"kiosk check ends with {done.returncode}")
    for fault in json.loads(done.stdout)["faults"]:
        if fault["severity"] == "error" and fault["file"] in judged:
            judged[fault["file"]][1].append(fault["message"])
    return dict(judged.values())


def explanation(schema, resolver):
    words = {"title", "description"} & set(schema)
    if "$ref" in schema:
        with resolver.resolving(schema["$ref"]) as target:
            words |= explanation(target, resolver)
    return words


def unexplained(schema, resolver, place):
    """Keys of which an editor could not say what they mean."""
    for key, value in schema.get("properties", {}).items():
        if len(explanation(value, resolver)) < 2:
            yield f"{place}.{key}"
        yield from unexplained(value, resolver, f"{place}.{key}")
    for word in ("items", "additionalProperties"):
        if isinstance(schema.get(word), dict):
            yield from unexplained(schema[word], resolver, f"{place}[]")
    for name, value in schema.get("$defs", {}).items():
        yield from unexplained(value, resolver, f"{place}/{name}")


def check_schemas(schemas):
    """What is wrong with the schemas as such, and with the files that name them."""
    folder = SOURCE / "content/schema"
    for path in sorted(folder.glob("*.json")):
        schema = json.loads(path.read_text("utf-8"))
        resolver = RefResolver(path.as_uri(), schema)
        for place in unexplained(schema, resolver, path.name):
            yield f"{place} has no title or no description"
    shipped = [("pack", path) for path in shipped_files("")]
    for kind, name in FOLDERS.items():
        shipped += [(kind, path) for path in shipped_files(name)]
    for kind, path in shipped:
        named = json.loads(path.read_text("utf-8")).get("$schema", "")
        if (path.parent / named).resolve() != folder / f"{kind}.schema.json":
            yield f"{path.relative_to(SOURCE)} does not name {kind}.schema.json in \"$schema\""
        verdict = schema_verdict(schemas[kind], path.read_bytes())
        if verdict:
            yield f"{path.relative_to(SOURCE)} is shipped, but refused: {verdict}"


def forgiven(kind, message, data, used):
    for kinds, pattern, _ in UNSEEN:
        if (kinds == "*" or kind in kinds.split()) and re.search(pattern, message):
            if "bytes long" in pattern and data.isascii():
                return False
            used.add(pattern)
            return True
    return False


def main():
    kiosk, work = sys.argv[1], pathlib.Path(sys.argv[2])
    cases = collect()
    schemas = validators()
    used, wrong, refused = set(), 0, 0
    for complaint in check_schemas(schemas):
        wrong += 1
        print(complaint)
    for kind in ["pack", *FOLDERS]:
        for index, messages in loader_verdicts(kiosk, work, cases, kind).items():
            _, name, data = cases[index]
            by_schema = schema_verdict(schemas[kind], data)
            seen = [m for m in messages if not forgiven(kind, m, data, used)]
            refused += bool(messages)
            if bool(seen) != bool(by_schema) and not (by_schema and messages):
                wrong += 1
                if wrong <= 40:
                    print(f"{name} ({work / str(index)})\n  schema: {by_schema or 'accepts'}"
                          f"\n  loader: {'; '.join(messages) or 'accepts'}")
            if name.startswith("content/") and (messages or by_schema):
                wrong += 1
                print(f"{name} is shipped, but refused: {messages} {by_schema}")
    for _, pattern, reason in UNSEEN:
        if pattern not in used:
            wrong += 1
            print(f"no case needs this exception any more: {pattern} ({reason})")
    print(f"schema: {len(cases)} files, {refused} of them refused, {wrong} judged differently")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
