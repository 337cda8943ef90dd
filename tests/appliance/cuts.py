"""The plug is pulled while settings and packs are saved, and while somebody touches the screen."""
import os
import random
import re
import subprocess
import threading
import time

from checks import SAMPLE
from machine import LAB, ROOT, STATE, demand, demo, lab, middle, on_panel, sh, up

KEPT_S = 1.0  # what is older than this has to be there

# All counts together.
COUNTED = """kiosk-appliance do counts --csv --log error |
    awk -F, 'NR > 1 { for (i = NF - 7; i <= NF; i++) s += $i } END { print "count", s + 0 }'"""

# Says what is saved as soon as it is. The finger begins a visit and the first routine, and leaves it.
WORK = """cd /var/tmp; i=%d; n=%d; while :; do
    kiosk-appliance do config set idle.ask_s $i >/dev/null && echo set $i
    sed -i 's/"version": "[^"]*"/"version": "'$n'.0"/' sample-clinic/pack.json
    kiosk-appliance do import /var/tmp/sample-clinic >/dev/null && echo import $n
    for at in '%s %s' '%s %s' '%s %s' '%s %s'; do lab-touch tap $at 0.1; sleep 1; COUNTED; done
    i=$((i + 1)); n=$((n + 1)); done""".replace("COUNTED", COUNTED.replace("%", "%%"))


def saved_until_the_cut(command):
    """What it said and when, each kind as [(seconds before the cut, number)]."""
    process = subprocess.Popen([LAB, "sh", command], stdout=subprocess.PIPE,
                               stderr=subprocess.DEVNULL, text=True)
    said = []

    def listen():
        for line in process.stdout:
            said.append((time.time(), line.split()))

    listener = threading.Thread(target=listen)
    listener.start()
    time.sleep(random.uniform(3, 25))
    lab("cut")
    cut = time.time()
    process.wait()
    listener.join()
    kinds = {"set": [], "import": [], "count": []}
    for at, words in said:
        if len(words) == 2 and words[0] in kinds:
            kinds[words[0]].append((cut - at, int(words[1])))
    return kinds


def where_to_touch():
    on = on_panel(*middle("attract", "begin"))
    return (*on, *on_panel(*middle("home", "card:lower-back-relief")),
            *on_panel(*middle("overview:lower-back-relief", "start")),
            *on_panel(*middle("player:lower-back-relief:1", "leave")))


def there_now():
    said = sh("kiosk-appliance do config get idle.ask_s; kiosk-appliance do import --list; "
              f"echo code=$?; {COUNTED}; ls {STATE}")
    version = re.search(r"riverside\t[^\t]*\t(\d+)\.\d", said)
    counted = re.search(r"^count (\d+)$", said, re.M)
    demand("code=0" in said and counted and "corrupt" not in said, said)
    return {"set": int(said.split()[0]), "import": int(version[1]) if version else 0,
            "count": int(counted[1])}


def one_cut(where, before):
    """Returns the numbers that are there afterwards."""
    kinds = saved_until_the_cut(WORK % (before["set"] + 1, before["import"] + 1, *where))
    up()
    demo("the demo is not seen")
    reason = sh("kiosk-appliance do status | sed -n 's/^last_start_reason: //p'")
    demand(reason == "power-cut", f"it takes the cut for {reason}")
    found = there_now()
    for kind, numbers in kinds.items():
        old = max((number for age, number in numbers if age > KEPT_S), default=before[kind])
        demand(old <= found[kind],
               f"{kind} {old} was saved over {KEPT_S:.0f} s before the cut, {found[kind]} is there")
        # The next one may be there, too, which had no time to say so; of counts several.
        last = max((number for _, number in numbers), default=before[kind])
        demand(kind == "count" or found[kind] <= last + 1,
               f"{kind} {last} was the last, {found[kind]} is there")
    return found


def power_cuts(count):
    lab("put", SAMPLE, "/var/tmp/")
    sh("chmod -R a+rX /var/tmp/sample-clinic")
    where = where_to_touch()
    sh("kiosk-appliance do config set idle.ask_s 60; kiosk-appliance do import --rollback riverside")
    first = there = there_now()
    for number in range(count):
        try:
            there = one_cut(where, there)
        except Exception as error:
            raise type(error)(f"after {number + 1} cuts: {error}") from error
        print(f"     {number + 1} of {count} cuts: {there}", flush=True)
    demand(count < 5 or all(there[kind] > first[kind] for kind in first),
           f"not all kinds were saved at all: {first}, then {there}")
    return "%d times: up each time, the demo, and all that was saved a second before" % count
