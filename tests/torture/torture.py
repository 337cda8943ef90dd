#!/usr/bin/env python3
"""Runs the kiosk again and again, and lets each time another request to the system fail.

usage: torture.py memory|disk KIOSK FAIL_LIBRARY WORK_FOLDER [VISIT_PROGRAM] [FULL] [NAME...]

memory: each command, the kiosk itself and a whole visit, with the Nth request for memory failing.
disk: import, rollback, counts and kept settings, with the Nth change to the disk failing.

Every place that asks for memory is failed: the call and those that led to it, as many as fit into
the time; FULL looks further. Judged: no signal, no hang, nothing that a sanitizer finds, an exit
code of README.md, the reason said, the same output when all is fine, and whole files.
"""

import contextlib
import errno
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile

MEMORY_EXIT = 3
TIMEOUT_S = 60
SANITIZER_WORDS = ("ERROR: AddressSanitizer", "runtime error:", "LeakSanitizer")
# Exit codes of a sanitizer: ASan's own; never one of the kiosk's.
SANITIZER_EXIT = 99


class Case:
    """One call: `prepare` makes its folder as it was; `whole` judges what is left behind."""

    def __init__(self, name, *call, files=(), prepare=None, whole=None, until=None, pictures=(),
                 share=1.0, every=1, known=None):
        self.name, self.call, self.files = name, call, files
        self.prepare, self.whole, self.until = prepare, whole, until
        self.pictures = pictures  # of `files`: a photo or a figure may be missing from these
        self.share = share  # of the places, on a short run; 0: on a full one only
        self.every = every  # Nth change to the disk, on a short run; no multiple of 3 reasons
        self.known = known  # a function of ours, above which a library falls by itself


class Torture:
    def __init__(self, what, kiosk, library, work, visit, full):
        self.kiosk, self.library, self.work = kiosk, library, work
        self.visit, self.full = visit, full
        self.failures = []
        self.display = None
        self.leaks = full or what == "memory"  # a failed call loses the same whatever failed it
        self.folder = os.path.join(work, "case")

    def environment(self, extra):
        env = dict(os.environ, LD_PRELOAD=self.library, HOME=self.folder,
                   STATE_DIRECTORY=os.path.join(self.folder, "state"),
                   SDL_AUDIODRIVER="dummy")
        for name in ("DISPLAY", "WAYLAND_DISPLAY", "NOTIFY_SOCKET"):
            env.pop(name, None)
        if self.display:
            env.update(DISPLAY=self.display, SDL_VIDEODRIVER="x11")
        # Drivers and the libraries of X lose memory of their own.
        if self.display or not self.leaks:
            env["LSAN_OPTIONS"] = "detect_leaks=0"
        asan = env.get("ASAN_OPTIONS", "")
        env["ASAN_OPTIONS"] = (asan + ":" if asan else "") + \
            f"verify_asan_link_order=0:exitcode={SANITIZER_EXIT}:allocator_may_return_null=1"
        env.update({key: str(value) for key, value in extra.items()})
        return env

    def run(self, case, extra):
        """(exit code or None for a hang, standard output, standard error, {file: bytes})"""
        self.fresh(case)
        program = self.visit if case.call and case.call[0] == "VISIT" else self.kiosk
        call = case.call[1:] if program is self.visit else case.call
        process = subprocess.Popen([program, *call], cwd=self.folder, env=self.environment(extra),
                                   stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE)
        if case.until:
            out, err, code = self.end_when_said(process, case.until)
        else:
            try:
                out, err = process.communicate(timeout=TIMEOUT_S)
                code = process.returncode
            except subprocess.TimeoutExpired:
                process.kill()
                out, err = process.communicate()
                code = None
        files = {}
        for name in case.files:
            path = os.path.join(self.folder, name)
            if os.path.exists(path):
                with open(path, "rb") as file:
                    files[name] = file.read()
        return code, out.decode(errors="replace"), err.decode(errors="replace"), files

    def end_when_said(self, process, word):
        """A kiosk that runs is asked to end once it has said `word`."""
        said, until = b"", time.monotonic() + TIMEOUT_S
        os.set_blocking(process.stderr.fileno(), False)
        asked = False
        while process.poll() is None and time.monotonic() < until:
            said += process.stderr.read() or b""
            if not asked and word.encode() in said:
                time.sleep(0.05)
                process.send_signal(signal.SIGTERM)
                asked = True
            time.sleep(0.005)
        code = process.poll()
        if code is None:
            process.kill()
        os.set_blocking(process.stderr.fileno(), True)
        out, err = process.communicate()
        return out, said + err, code

    def fresh(self, case):
        shutil.rmtree(self.folder, ignore_errors=True)
        os.makedirs(os.path.join(self.folder, "state"), mode=0o700)
        if case.prepare:
            case.prepare(self.folder)

    def complain(self, case, extra, text, err):
        where = " ".join(f"{k}={v}" for k, v in extra.items())
        self.failures.append(case.name)
        print(f"FAILED: {case.name}: {where}: {text}\n  {tail(err)}", flush=True)

    # ---- memory ----

    def places(self, case, depth):
        """Which requests to fail, and how many there are in all."""
        listed, counted = (os.path.join(self.work, n) for n in ("places", "count"))
        # Looking for the places loads a library, which then seems to be lost.
        self.reference = self.run(case, {"FAIL_PLACES": listed, "FAIL_DEPTH": depth,
                                         "FAIL_COUNT": counted, "LSAN_OPTIONS": "detect_leaks=0"})
        code, _, err, _ = self.reference
        if code != 0:
            raise SystemExit(f"{case.name}: exit code {code} when nothing fails: {err}")
        with open(listed, encoding="ascii") as file:
            numbers = [int(line) for line in file]
        with open(counted, encoding="ascii") as file:
            return sorted(numbers), int(file.read().split()[0])

    def judge_memory(self, case, extra):
        code, out, err, files = self.run(case, extra)
        reference = self.reference
        spared = case.pictures if "memory" in err else ()
        same = out == reference[1] and all(files.get(name) == reference[3].get(name)
                                           for name in case.files if name not in spared)
        problem = common_problem(code, err)
        if problem and case.known and "/libarchive.so" in err and f" in {case.known} " in err:
            problem = None
        elif problem:
            pass
        elif code == 0 and not same:
            problem = "fine, but with another outcome"
        elif code not in (0, MEMORY_EXIT) and "memory" not in (out + err).lower():
            problem = f"exit code {code} for want of memory, and nobody says so"
        elif code == MEMORY_EXIT and not any(w in err.lower() for w in ("memory", "display_gone")):
            problem = f"exit code {code} for want of memory, and nobody says so"
        elif case.whole:
            problem = case.whole(self.folder, code)
        if problem:
            self.complain(case, extra, problem, err)
        return code

    def memory(self, case, depth):
        started = time.monotonic()
        numbers, total = self.places(case, depth)
        if not self.full and case.share < 1:
            step = max(1, int(1 / case.share))
            numbers = numbers[::step]
        runs, ended = 0, 0
        for n in numbers:
            ended += self.judge_memory(case, {"FAIL_MEMORY": n}) == MEMORY_EXIT
            runs += 1
        # From the Nth on: 1, 2, 4 ... and all in between on a full run.
        several, n = [], 1
        while n <= total:
            several.append(n)
            n = n + 1 if self.full and n < 64 else n * 2 if self.full else n * 8
        for n in several:
            self.judge_memory(case, {"FAIL_MEMORY": n, "FAIL_ONWARDS": 1})
            runs += 1
        print(f"{case.name}: {total} requests, {len(numbers)} places, {runs} runs, "
              f"{ended} ended with {MEMORY_EXIT}, {time.monotonic() - started:.0f} s", flush=True)

    # ---- disk ----

    def disk(self, case, errors):
        started = time.monotonic()
        counted = os.path.join(self.work, "count")
        self.reference = self.run(case, {"FAIL_COUNT": counted})
        if self.reference[0] != 0:
            raise SystemExit(f"{case.name}: exit code {self.reference[0]}: {self.reference[2]}")
        with open(counted, encoding="ascii") as file:
            total = int(file.read().split()[1])
        runs = 0
        for onwards in (0, 1):
            for n in range(1, total + 1, 1 if self.full else case.every):
                names = errors if self.full else [errors[(n + onwards) % len(errors)]]
                for number in names:
                    extra = {"FAIL_DISK": n, "FAIL_ERRNO": number}
                    if onwards:
                        extra["FAIL_ONWARDS"] = 1
                    self.judge_disk(case, extra)
                    runs += 1
        print(f"{case.name}: {total} changes, {runs} runs, {time.monotonic() - started:.0f} s",
              flush=True)

    def judge_disk(self, case, extra):
        code, out, err, _ = self.run(case, extra)
        reason = os.strerror(int(extra["FAIL_ERRNO"]))
        problem = common_problem(code, err)
        full = extra["FAIL_ERRNO"] == errno.ENOSPC and "is full" in out + err
        if not problem and code != 0 and reason not in out + err and not full:
            problem = f"exit code {code}, and nobody says \"{reason}\""
        if not problem and code == 1:
            problem = "says that the input is wrong"
        if not problem and case.whole:
            problem = case.whole(self.folder, code)
        if problem:
            self.complain(case, extra, problem, out + err)


@contextlib.contextmanager
def own_display(work):
    """A display of its own for the kiosk that runs."""
    with open(os.path.join(work, "xvfb.log"), "wb") as log:
        reading, writing = os.pipe()
        server = subprocess.Popen(["Xvfb", "-displayfd", str(writing), "-screen", "0", "640x480x24",
                                   "-nolisten", "tcp"], stdout=log, stderr=log, pass_fds=[writing])
        os.close(writing)
        try:
            with os.fdopen(reading) as answer:
                yield ":" + answer.readline().strip()
        finally:
            server.terminate()
            server.wait()


def common_problem(code, err):
    if code is None:
        return "does not end"
    if code < 0:
        return f"dies of {signal.Signals(-code).name}"
    if code == SANITIZER_EXIT or any(word in err for word in SANITIZER_WORDS):
        return "a sanitizer complains"
    if code not in (0, 1, 2, 3):
        return f"exit code {code} is not documented"
    return None


def tail(err):
    lines = err.strip().splitlines()
    found = [i for i, line in enumerate(lines) if any(w in line for w in SANITIZER_WORDS)]
    return "\n  ".join(lines[found[0]:found[0] + 25] if found else lines[-6:])


# ---- what there is to call ----

def source(*names):
    return os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", *names)


def write(path, value):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(value if isinstance(value, str) else json.dumps(value))


def pack(folder, version):
    """A small clinic's pack with a photo."""
    write(f"{folder}/pack.json", {"id": "clinic", "name": "Clinic", "version": version,
                                  "format": 1, "languages": ["en"]})
    with open(source("content", "exercises", "cobra.json"), encoding="utf-8") as file:
        cobra = json.load(file)
    cobra.update(id="our-cobra", name=f"Our cobra {version}")
    cobra.pop("easier", None)
    cobra.pop("harder", None)
    cobra.pop("figure", None)
    os.makedirs(f"{folder}/images", exist_ok=True)
    shutil.copy(source("content", "sample-clinic", "images", SAMPLE_PHOTO), f"{folder}/images/a.jpg")
    cobra["images"] = [{"file": "images/a.jpg", "alt": "A photo"}]
    write(f"{folder}/exercises/our-cobra.json", cobra)
    write(f"{folder}/routines/our-morning.json",
          {"id": "our-morning", "name": "Our morning", "steps": [{"exercise": "our-cobra"}]})


SAMPLE_PHOTO = next(n for n in sorted(os.listdir(source("content", "sample-clinic", "images")))
                    if n.endswith(".jpg"))


def with_pack(folder):
    pack(f"{folder}/clinic", "2.0")


def with_zip(folder):
    with_pack(folder)
    shutil.make_archive(f"{folder}/clinic", "zip", f"{folder}/clinic")


def with_imported(folder):
    """Version 1 is imported, version 2 lies beside it."""
    pack(f"{folder}/state/packs/clinic", "1.0")
    write(f"{folder}/state/packs/clinic/.import", "1\n")
    with_zip(folder)


def with_two(folder):
    """Version 2 is shown, version 1 kept."""
    pack(f"{folder}/state/packs/clinic", "2.0")
    write(f"{folder}/state/packs/clinic/.import", "2\n")
    pack(f"{folder}/state/packs/.previous-clinic", "1.0")
    write(f"{folder}/state/packs/.previous-clinic/.import", "1\n")


OWN = {"pack.json": {"id": "own", "name": "Park Street", "version": "1.0", "format": 1,
                     "languages": ["en"]},
       "routines/own-week-two.json": {"id": "own-week-two", "name": "Week two",
                                      "steps": [{"exercise": "cobra"}]}}


def with_own(folder):
    """A clinic that made a routine on the screen, and settings."""
    for name, value in OWN.items():
        write(f"{folder}/state/packs/own/{name}", value)
    write(f"{folder}/state/settings.json", {"idle": {"ask_s": 75}})
    os.makedirs(f"{folder}/stick")


def with_backup(folder):
    """Another clinic's backup beside it."""
    with_own(folder)
    theirs = dict(OWN, **{"routines/own-week-two.json": dict(OWN["routines/own-week-two.json"],
                                                             name="Theirs")})
    with zipfile.ZipFile(f"{folder}/b.zip", "w") as file:
        file.writestr("backup.json", json.dumps({"format": 1, "date": "2026-11-29"}))
        file.writestr("settings.json", json.dumps({"idle": {"ask_s": 90}}))
        for name, value in theirs.items():
            file.writestr(f"own/{name}", json.dumps(value))


def backed_up(folder, code):
    """One whole .zip on the stick, or none."""
    names = os.listdir(f"{folder}/stick")
    if code == 0 and len(names) != 1:
        return f"on the stick: {names}"
    for name in names:
        if name.endswith(".part") and code != 0:
            continue  # the next backup takes it away
        try:
            with zipfile.ZipFile(f"{folder}/stick/{name}") as file:
                if file.testzip():
                    return f"{name} is damaged"
        except zipfile.BadZipFile:
            return f"{name} is in pieces"
    return None


def afterwards(folder):
    """The environment of a call that looks at what is left."""
    return dict(os.environ, HOME=folder, STATE_DIRECTORY=os.path.join(folder, "state"),
                LSAN_OPTIONS="detect_leaks=0")


def restored(folder, code):
    """Pack and settings are both old or both new, or will be: a stopped restore is finished."""
    env = afterwards(folder)
    with own_display(folder) as display:
        env.update(DISPLAY=display, SDL_VIDEODRIVER="x11")
        call = subprocess.Popen([KIOSK, *RUN], cwd=folder, env=env, stderr=subprocess.PIPE)
        for line in call.stderr:
            if b"event=ready" in line:
                break
        call.terminate()
        call.communicate()
    with open(f"{folder}/state/packs/own/routines/own-week-two.json", encoding="utf-8") as file:
        theirs = json.load(file)["name"] == "Theirs"
    with open(f"{folder}/state/settings.json", encoding="utf-8") as file:
        new = json.load(file)["idle"]["ask_s"] == 90
    if theirs != new:
        return f"exit code {code}: the pack is {theirs and 'new' or 'old'}, the settings are not"
    return "says it is done, and nothing is new" if code == 0 and not new else None


def setting_set(folder, code):
    with open(f"{folder}/state/settings.json", encoding="utf-8") as file:
        seconds = json.load(file)["idle"]["ask_s"]
    return None if seconds in (75, 80) and (code != 0 or seconds == 80) else f"now {seconds}"


def with_collection(folder):
    write(f"{folder}/in.json", [{"id": "Arm_Swing", "name": "Arm Swing", "level": "beginner",
                                 "equipment": "body only", "primaryMuscles": ["shoulders"],
                                 "secondaryMuscles": [], "category": "stretching", "images": [],
                                 "instructions": ["Stand <b>upright</b>.", "Swing both arms."]}])


def version_of(folder):
    """Of a pack that is whole; None when there is none, False when it is in pieces."""
    if not os.path.isdir(folder):
        return None
    try:
        with open(f"{folder}/pack.json", encoding="utf-8") as file:
            version = json.load(file)["version"]
        with open(f"{folder}/exercises/our-cobra.json", encoding="utf-8") as file:
            good = json.load(file)["name"] == f"Our cobra {version}"
        with open(f"{folder}/routines/our-morning.json", encoding="utf-8") as file:
            json.load(file)
        good = good and os.path.getsize(f"{folder}/images/a.jpg") > 1000
        return version if good else False
    except (OSError, ValueError, KeyError):
        return False


def packs_problem(folder, code, before, after):
    """What `kiosk import --list` says afterwards must be one of both, and whole on the disk."""
    env = afterwards(folder)
    call = subprocess.run([KIOSK, "import", "--list", "--json"], cwd=folder, capture_output=True,
                          env=env, check=False)
    entries = [e for e in json.loads(call.stdout or "[]") if e["id"] == "clinic"]
    found = (entries[0]["version"], entries[0]["before"]) if entries else None
    if found not in (before, after) or (code == 0 and found != after):
        return f"exit code {code}, and the pack is {found}, neither {before} nor {after}"
    packs = os.path.join(folder, "state", "packs")
    whole = {version_of(os.path.join(packs, n)) for n in os.listdir(packs)} if found else set()
    missing = [v for v in found or () if v and v not in whole]
    return f"version {missing[0]} is not whole" if missing else None


def imported_first(folder, code):
    return packs_problem(folder, code, None, ("2.0", ""))


def imported(folder, code):
    return packs_problem(folder, code, ("1.0", ""), ("2.0", "1.0"))


def gone_back(folder, code):
    return packs_problem(folder, code, ("2.0", "1.0"), ("1.0", "2.0"))


def converted(folder, code):
    made = os.path.isdir(f"{folder}/out")
    return "a folder is left of a failure" if made and code not in (0, MEMORY_EXIT) else None


def settings_kept(folder, code):
    """Whole, or not there; a kiosk never ends because of them."""
    if code not in (0, MEMORY_EXIT):
        return f"ends with {code}"
    for name in ("last-start.json", "last-kiosk.json", "last-theme.json"):
        path = f"{folder}/state/{name}"
        if os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                try:
                    json.load(file)
                except ValueError:
                    return f"{name} is half there"
    return None


def counts_kept(folder, code):
    """The file of counts is intact, or set aside."""
    path = f"{folder}/state/kiosk.db"
    if os.path.exists(path) and os.path.getsize(path) > 0:
        db = sqlite3.connect(path)
        try:
            if db.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                return "the counts are damaged"
        except sqlite3.Error as error:
            return f"the counts cannot be read: {error}"
        finally:
            db.close()
    return settings_kept(folder, code)


RUN = ("run", "--window", "320x240")
SHOT = ("shot", "player:lower-back-relief:2", "--at", "5", "--size", "320x240", "--out", "o.png",
        "--texts", "o.json")

MEMORY = [
    Case("help", "--help"),
    Case("list", "list", "exercises"),
    Case("check", "check", "clinic", prepare=with_pack, share=0.0625),
    Case("import-list", "import", "--list", "--json", prepare=with_two),
    Case("import", "import", "clinic", prepare=with_imported, whole=imported, share=0.03),
    Case("import-zip", "import", "clinic.zip", prepare=with_imported, whole=imported, share=0.03),
    Case("rollback", "import", "--rollback", prepare=with_two, whole=gone_back, share=0.03),
    Case("convert", "convert", "free-exercise-db", "in.json", "out", prepare=with_collection,
         whole=converted),
    Case("shot", *SHOT, files=("o.png", "o.json"), pictures=("o.png",),
         share=0.04),
    Case("shot-arabic", *SHOT, "--lang", "ar", files=("o.png", "o.json"),
         pictures=("o.png",), share=0.025),
    Case("figure", "figure", "cat-cow", "--size", "200x160", "--out", "o.png", files=("o.png",),
         share=0.33),
    # libarchive 3.6.2 falls in archive_write_header when it gets no memory for an entry's copy.
    Case("backup", "backup", "stick", prepare=with_own, whole=backed_up, share=0.02,
         known="put_head"),
    Case("restore", "restore", "b.zip", prepare=with_backup, share=0.02),
    Case("config", "config", "set", "idle.ask_s", "80", prepare=with_own, whole=setting_set,
         share=0.05),
    Case("counts", "counts", "--json", prepare=with_own, share=0.05),
    # SDL 2.26 falls in its own X11 code here and there: not on a short run.
    Case("run", *RUN, until="event=ready", whole=settings_kept, share=0),
    Case("visit", "VISIT", share=0.025),
]

DISK = [
    Case("import-first", "import", "clinic", prepare=with_pack, whole=imported_first,
         every=5),
    Case("import", "import", "clinic", prepare=with_imported, whole=imported, every=4),
    Case("import-zip", "import", "clinic.zip", prepare=with_imported, whole=imported, every=7),
    Case("rollback", "import", "--rollback", prepare=with_two, whole=gone_back, every=2),
    Case("backup", "backup", "stick", prepare=with_own, whole=backed_up, every=5),
    Case("config", "config", "set", "idle.ask_s", "80", prepare=with_own, whole=setting_set,
         every=2),
    Case("restore", "restore", "b.zip", prepare=with_backup, whole=restored, every=35),
    Case("run", *RUN, until="event=ready", whole=counts_kept,
         every=16),
    Case("visit", "VISIT", "state/kiosk.db", whole=counts_kept, every=20),
]

# How many calls make a place, so that the whole fits into the time.
DEPTH, DEPTH_FULL = 4, 24


def main():
    global KIOSK
    words = [w for w in sys.argv[1:] if w != "FULL"]
    if len(words) < 4:
        raise SystemExit(__doc__)
    what, KIOSK, library, work = words[0], *(os.path.abspath(w) for w in words[1:4])
    visit = os.path.abspath(words[4]) if len(words) > 4 else None
    full = "FULL" in sys.argv
    torture = Torture(what, KIOSK, library, work, visit, full)
    shutil.rmtree(work, ignore_errors=True)
    os.makedirs(work)
    for case in MEMORY if what == "memory" else DISK:
        if words[5:] and case.name not in words[5:]:
            continue
        if case.share == 0 and not torture.full:
            continue
        with own_display(work) if case.until else contextlib.nullcontext() as torture.display:
            if what == "memory":
                torture.memory(case, DEPTH_FULL if torture.full else DEPTH)
            else:
                torture.disk(case, [errno.ENOSPC, errno.EIO, errno.EROFS])
    if torture.failures:
        raise SystemExit(f"{len(torture.failures)} failed: {' '.join(sorted(set(torture.failures)))}")


if __name__ == "__main__":
    main()
