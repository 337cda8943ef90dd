#!/bin/sh
# The real carrier: a stick that is mounted to be read gets a file, and stays read-only for everybody
# else the whole time.
# usage: tests/flow/carrier.sh KIOSK WORK_FOLDER
set -eu

# Mounts of its own, which nobody else sees and which go with it.
if [ -z "${CARRIER_INSIDE-}" ]; then
    unshare -m true 2>/dev/null || { echo "carrier: skipped, no mounts of its own here"; exit 77; }
    CARRIER_INSIDE=1 exec unshare -m "$0" "$@"
fi
carrier=$(dirname "$1")/kiosk-carrier
work=$2
rm -rf "${work:?}"
mkdir -p "$work/sticks/sdz1" "$work/other" "$work/sticks/sdz2"

mount -t tmpfs -o size=1m,nr_inodes=20 /dev/sdz1 "$work/sticks/sdz1" 2>/dev/null ||
    { echo "carrier: skipped, nothing may be mounted here"; exit 77; }
# Another mount of it, as the kiosk has one.
mount --bind "$work/sticks/sdz1" "$work/other"
mount -o remount,bind,ro "$work/other"
mount -o remount,ro,nosuid,nodev,noexec,nosymfollow "$work/sticks/sdz1"

exec python3 - "$carrier" "$work" <<'END'
import errno, os, signal, socket, subprocess, sys, time

carrier, work = sys.argv[1:]
sticks, stick, other = work + "/sticks", work + "/sticks/sdz1", work + "/other"
MESSAGE = "put sdz1 kiosk-message.txt\n"


class Carried:
    def __init__(self, folder=sticks):
        self.ours, theirs = socket.socketpair()
        self.process = subprocess.Popen([carrier, "put", folder], stdin=theirs)
        theirs.close()
        self.ours.settimeout(60)

    def say(self, text, *pieces):
        try:
            self.ours.sendall(text.encode())
            for piece in pieces:
                self.ours.sendall(len(piece).to_bytes(4, "big") + piece)
        except OSError:
            pass  # it has answered
        return self

    def answer(self):
        said = b""
        try:
            while not said.endswith(b"\n"):
                got = self.ours.recv(100)
                if not got:
                    break
                said += got
        except ConnectionResetError:
            pass
        self.ours.close()
        self.process.wait(60)
        return int(said) if said else None


def demand(what, text):
    if not what:
        sys.exit("carrier: " + text)


def put(text, *pieces):
    return Carried().say(text, *pieces, b"").answer()


def options(path):
    for line in open("/proc/self/mountinfo"):
        words = line.split()
        if words[4] == path:
            own, system = words[5].split(","), words[-1].split(",")
    return own, system


def writing(text, *pieces):
    """One that has the stick and waits for more."""
    carried = Carried().say(text, *pieces)
    for _ in range(400):
        if "rw" in options(stick)[1]:
            return carried
        time.sleep(0.05)
    sys.exit("carrier: the stick never becomes writable")


def at_rest(when):
    for path in stick, other:
        demand("ro" in options(path)[0] and "ro" in options(path)[1], "%s is writable %s" % (path, when))
    demand(not [n for n in os.listdir(stick) if n.endswith(".part")], "a part stays " + when)


def read(name):
    with open(stick + "/" + name, "rb") as file:
        return file.read()


at_rest("at the start")

# A file, and the same again.
demand(put(MESSAGE, b"one") == 0 and read("kiosk-message.txt") == b"one", "nothing is written")
demand(put(MESSAGE, b"two ", b"three") == 0 and read("kiosk-message.txt") == b"two three", "it is not replaced")
for name in "physio-kiosk-backup-2025-12-03.zip", "physio-kiosk-backup-2025-12-03-2.zip", \
        "physio-kiosk-counts-2025-12-03.csv", "own-week-2.zip":
    demand(put("put sdz1 %s\n" % name, b"a" * 65536) == 0 and len(read(name)) == 65536, name + " is not written")
at_rest("after a file")

# While it writes, the file system is writable for nobody else.
half = writing(MESSAGE, b"half")
for path in stick, other:
    demand("ro" in options(path)[0], "this mount of it becomes writable: " + path)
    try:
        open(path + "/mine", "w")
        demand(False, "anybody writes onto " + path)
    except OSError as error:
        demand(error.errno == errno.EROFS, str(error))
own, _ = options(stick)
demand({"nosuid", "nodev", "noexec", "nosymfollow"} <= set(own), "it loses its options: %s" % own)

# Its table of mounts: there, and there alone, it may be written to, and nothing more.
for line in open("/proc/%d/mountinfo" % half.process.pid):
    words = line.split()
    if words[4] == stick:
        demand({"rw", "nosuid", "nodev", "noexec", "nosymfollow"} <= set(words[5].split(",")), line)

# Whoever hangs up in the middle leaves what was there.
half.ours.shutdown(socket.SHUT_WR)
demand(half.answer() == errno.ECANCELED, "half a file is taken")
demand(read("kiosk-message.txt") == b"two three", "half a file takes the place of one")
at_rest("after half a file")

# The system stops it.
half = writing(MESSAGE, b"half")
half.process.send_signal(signal.SIGTERM)
demand(half.answer() == errno.ECANCELED, "it does not stop")
at_rest("after SIGTERM")

# Killed, it can do nothing: whoever comes after it does.
half = writing(MESSAGE, b"half")
half.process.kill()
demand(half.answer() is None, "it answers when it is dead")
demand("rw" in options(stick)[1], "who was killed has tidied")
subprocess.run([carrier, "rest", sticks], check=True)
demand("ro" in options(stick)[1], "it stays writable after a kill")
demand(put(MESSAGE, b"four") == 0, "what a kill leaves is in the way")
at_rest("after a kill")

# Two at once take turns.
half = writing(MESSAGE, b"fi")
second = Carried().say("put sdz1 own-a.zip\n", b"zip", b"")
time.sleep(0.5)
demand(not os.path.exists(stick + "/own-a.zip"), "two write onto a stick at once")
half.say("", b"ve", b"")
demand(half.answer() == 0 and second.answer() == 0, "two are in each other's way")
demand(read("kiosk-message.txt") == b"five" and read("own-a.zip") == b"zip", "two are mixed up")
at_rest("after two")

# Full.
demand(put("put sdz1 own-large.zip\n", *[b"a" * 65536] * 64) == errno.ENOSPC, "a full stick is not told")
at_rest("when it is full")

# Names that are none of the kiosk's, and sticks that are none.
for name in "x", "", ".kiosk-message.txt", "../kiosk-message.txt", "/etc/passwd", "autorun.inf", "own-.zip", \
        "own-a/b.zip", "own-..zip", "own-A.zip", "own-a.zip ", "own-a.zip\0", "physio-kiosk-backup-.zip", \
        "physio-kiosk-backup-1.zip.sh", "own-" + 100 * "a" + ".zip", 300 * "a":
    demand(put("put sdz1 %s\n" % name, b"bad") == errno.EINVAL, "a name is taken: %r" % name)
for mount in "..", ".", "", "sdz1/..", "SDZ1", "../sticks/sdz1", 40 * "a":
    demand(put("put %s kiosk-message.txt\n" % mount, b"bad") == errno.EINVAL, "a mount is taken: %r" % mount)
for line in "get sdz1 kiosk-message.txt\n", "put sdz1\n", "\n", "put  sdz1 kiosk-message.txt\n":
    demand(put(line, b"bad") == errno.EINVAL, "a line is taken: %r" % line)
long = Carried().say(MESSAGE)
long.ours.sendall(b"\xff\xff\xff\xff")
demand(long.answer() == errno.EINVAL, "a piece of 4 GiB is waited for")
demand(put("put sdz2 kiosk-message.txt\n", b"bad") == errno.ENODEV, "a folder is taken for a stick")
demand(put("put sdz3 kiosk-message.txt\n", b"bad") == errno.ENODEV, "what is not there is a stick")
subprocess.run(["mount", "-t", "tmpfs", "/dev/sdz1", sticks + "/sdz2"], check=True)
demand(put("put sdz2 kiosk-message.txt\n", b"bad") == errno.ENODEV, "another device is taken for the stick")
at_rest("after what was refused")
print("carrier: fine")
END
