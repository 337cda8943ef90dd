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
    for kind, first in (("set", i), ("import", n)):
        old = [number for age, number in kinds[kind] if age > KEPT_S]
        last = max((number for _, number in kinds[kind]), default=first - 1)
        # The next one may be there, too, which had no time to say so.
        demand(max(old, default=first - 1) <= found[kind] <= last + 1,
               f"{kind} {max(old, default=first - 1)} was saved over {KEPT_S:.0f} s before the cut, "
               f"{found[kind]} is there")
    return found["set"] + 1, found["import"] + 1


def power_cuts(count):
    lab("put", SAMPLE, "/var/tmp/")
    sh("chmod -R a+rX /var/tmp/sample-clinic")
    where = on_panel(*middle("attract", "begin"))
    i, n = 61, 101
    sh("kiosk-appliance do config set idle.ask_s 60; kiosk-appliance do import --rollback riverside")
    for number in range(count):
        try:
            i, n = one_cut(where, i, n)
        except Exception as error:
            raise type(error)(f"after {number + 1} cuts: {error}") from error
        print(f"     {number + 1} of {count} cuts", flush=True)
    return "%d times: up each time, the demo, and all that was saved a second before" % count
