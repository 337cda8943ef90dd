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

# Says what is saved as soon as it is.
WORK = """cd /var/tmp; i=%d; n=%d; while :; do
    kiosk-appliance do config set idle.ask_s $i >/dev/null && echo set $i
    sed -i 's/"version": "[^"]*"/"version": "'$n'.0"/' sample-clinic/pack.json
    kiosk-appliance do import /var/tmp/sample-clinic >/dev/null && echo import $n
    lab-touch tap %s %s 0.1
    i=$((i + 1)); n=$((n + 1)); done"""


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
    kinds = {"set": [], "import": []}
    for at, words in said:
        if len(words) == 2 and words[0] in kinds:
            kinds[words[0]].append((cut - at, int(words[1])))
    return kinds


def one_cut(where, i, n):
    """Returns the numbers that are there afterwards."""
    kinds = saved_until_the_cut(WORK % (i, n, *where))
    up()
    demo("the demo is not seen")
    said = sh("kiosk-appliance do config get idle.ask_s; kiosk-appliance do import --list; echo code=$?;"
              f" kiosk-appliance do counts --json >/dev/null; echo code=$?; ls {STATE}")
    demand(said.count("code=0") == 2 and "corrupt" not in said, said)
    found = {"set": int(said.split()[0]),
             "import": int((re.search(r"riverside\t[^\t]*\t(\d+)\.0", said) or [0, n - 1])[1])}
    for kind, numbers in kinds.items():
        old = max((number for age, number in numbers if age > KEPT_S), default=None)
        # The next one may be there, too, which had no time to say so.
        last = max((number for _, number in numbers), default=None)
        demand(old is None or old <= found[kind] <= last + 1,
               f"{kind} {old} was saved over {KEPT_S:.0f} s before the cut, {found[kind]} is there")
    return max(found["set"], i) + 1, max(found["import"], n) + 1
