"""The plug is pulled while settings and packs are saved, and while somebody touches the screen."""
import random
import re
import subprocess
import threading
import time

from checks import SAMPLE
from machine import LAB, STATE, Failed, demand, demo, lab, middle, on_panel, sh, up, wait_for

KEPT_S = 1.0  # what is older than this has to be there

# When the plug is pulled: when that was saved just now, and nothing else is done; or at any moment.
MOMENTS = ("set", "import", "count", None)

# All counts together.
COUNTED = """kiosk-appliance do counts --csv --log error |
    awk -F, 'NR > 1 { for (i = NF - 7; i <= NF; i++) s += $i } END { print s + 0 }'"""

# Says what is saved as soon as it is. The finger begins a visit and the first routine, and leaves it.
# The file system's own commits, every 5 s, would hide that the kiosk does not sync: they are rare,
# from the one after that of `sync` on.
WORK = """cd /var/tmp; mount -o remount,commit=300 /; sync; i=SET; n=IMPORT
said() { echo $1 $2; if [ $1 = MOMENT ] && [ $2 -gt BEFORE ]; then sleep 60; fi; }
while :; do
    kiosk-appliance do config set idle.ask_s $i >/dev/null && said set $i
    sed -i 's/"version": "[^"]*"/"version": "'$n'.0"/' sample-clinic/pack.json
    kiosk-appliance do import /var/tmp/sample-clinic >/dev/null && said import $n
    for at in PLACES; do lab-touch tap $at 0.1; sleep 1; said count $(COUNTED); done
    i=$((i + 1)); n=$((n + 1))
done""".replace("COUNTED", COUNTED)

# Its files, but for the version's.
FILES = f"""cd {STATE}/packs/riverside && find . -type f ! -name pack.json ! -name .import |
    sort | xargs sha256sum | sha256sum"""


def work(where, before, moment):
    words = {"SET": before["set"] + 1, "IMPORT": before["import"] + 1, "MOMENT": moment or "never",
             "BEFORE": before.get(moment, 0), "PLACES": " ".join("'%s %s'" % at for at in where)}
    return re.sub("|".join(words), lambda found: str(words[found[0]]), WORK)


def await_moment(moment, before, said):
    if not moment:
        time.sleep(random.uniform(3, 25))
        return
    wait_for(lambda: any(words[0] == moment and int(words[1]) > before[moment] for _, words in said),
             f"no {moment} is saved: {said}")
    time.sleep(random.uniform(KEPT_S, KEPT_S + 1.5))


def saved_until_the_cut(where, before, moment):
    """What it said and when, each kind as [(seconds before the cut, number)]."""
    process = subprocess.Popen([LAB, "sh", work(where, before, moment)], stdout=subprocess.PIPE,
                               stderr=subprocess.DEVNULL, text=True)
    said = []

    def listen():
        for line in process.stdout:
            words = line.split()
            if len(words) == 2 and words[0] in before:
                said.append((time.time(), words))

    listener = threading.Thread(target=listen)
    listener.start()
    try:
        await_moment(moment, before, said)
    finally:
        lab("cut")
        cut = time.time()
        process.wait()
        listener.join()
    return {kind: [(cut - at, int(words[1])) for at, words in said if words[0] == kind]
            for kind in before}


def where_to_touch():
    return [on_panel(*middle(*target)) for target in (
        ("attract", "begin"), ("home", "card:lower-back-relief"),
        ("overview:lower-back-relief", "start"), ("player:lower-back-relief:1", "leave"))]


def there_now():
    said = sh("kiosk-appliance do config get idle.ask_s; kiosk-appliance do import --list; "
              f"echo code=$?; echo count $({COUNTED}); ls {STATE}")
    version = re.search(r"riverside\t[^\t]*\t(\d+)\.\d", said)
    counted = re.search(r"^count (\d+)$", said, re.M)
    demand("code=0" in said and counted and "corrupt" not in said, said)
    return {"set": int(said.split()[0]), "import": int(version[1]) if version else 0,
            "count": int(counted[1])}


def one_cut(where, before, moment, files):
    """Returns the numbers that are there afterwards."""
    kinds = saved_until_the_cut(where, before, moment)
    up()
    demo("the demo is not seen")
    reason = sh("kiosk-appliance do status | sed -n 's/^last_start_reason: //p'")
    demand(reason == "power-cut", f"it takes the cut for {reason}")
    found = there_now()
    lost = []
    for kind, numbers in kinds.items():
        old = max((number for age, number in numbers if age > KEPT_S), default=before[kind])
        if old > found[kind]:
            lost.append(f"{kind} {old} was saved over {KEPT_S:.0f} s before, {found[kind]} is there")
        # The next one may be there, too, which had no time to say so; of counts several.
        last = max((number for _, number in numbers), default=before[kind])
        if kind != "count" and found[kind] > last + 1:
            lost.append(f"{kind} {last} was the last, {found[kind]} is there")
    demand(not lost, "; ".join(lost))
    demand(sh(FILES) == files, "not all of the pack's files are whole: " + sh(f"ls -lR {STATE}/packs"))
    return found


def power_cuts(count):
    lab("put", SAMPLE, "/var/tmp/")
    sh("chmod -R a+rX /var/tmp/sample-clinic; kiosk-appliance do config set idle.ask_s 60; "
       "kiosk-appliance do import /var/tmp/sample-clinic; sync")  # no run's before comes back
    where, files = where_to_touch(), sh(FILES)
    first = there = there_now()
    demand(there["import"] > 0, "the sample cannot be imported")
    for number in range(count):
        moment = MOMENTS[number % len(MOMENTS)]
        try:
            there = one_cut(where, there, moment, files)
        except Exception as error:
            raise Failed(f"cut {number + 1}, {moment or 'any moment'}: {error}") from error
        print(f"     {number + 1} of {count} cuts: {there}", flush=True)
    demand(count < 5 or all(there[kind] > first[kind] for kind in first),
           f"not all kinds were saved at all: {first}, then {there}")
    return "%d times: up each time, the demo, and all that was saved a second before" % count
