#!/usr/bin/env python3
"""Runs two commands in turn, each on a display of its own, and compares what they cost: CPU time of
the command with all it starts, with the X server's, in ms of each second that it runs.
usage: paired.py [--rounds N] [--limit RATIO] 'COMMAND A' 'COMMAND B'
Prints a line a round and the median of B/A; exit code 1 when that is above --limit.

What voice and tones cost the player (what will be said is made in the first round, which takes
about twice as much, and kept: the median leaves that round out):
    echo '{"sound": {"volume": 60, "read_aloud": true}}' >loud.json; echo '{"sound": {"volume": 0, "tones": false}}' >still.json
    SDL_AUDIODRIVER=dummy tests/bench/paired.py --limit 1.15 \\
        'build/kiosk bench player:lower-back-relief --display --seconds 60 --config still.json' \\
        'build/kiosk bench player:lower-back-relief --display --seconds 60 --config loud.json'
"""
import argparse
import os
import resource
import shlex
import statistics
import subprocess
import sys
import time


def display():
    """An X server of our own, and its number."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1920x1080x24", "-nolisten", "tcp",
         "-noreset"],
        pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as number:
        return server, ":" + number.readline().strip()


def server_seconds(server):
    with open(f"/proc/{server.pid}/stat", encoding="ascii") as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def children_seconds():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def cost(command, server, number):
    """CPU ms a second."""
    before = children_seconds() + server_seconds(server)
    begin = time.monotonic()
    subprocess.run(shlex.split(command), check=True, env={**os.environ, "DISPLAY": number},
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    passed = time.monotonic() - begin
    return (children_seconds() + server_seconds(server) - before) * 1000 / passed


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--limit", type=float)
    parser.add_argument("commands", nargs=2)
    asked = parser.parse_args()
    server, number = display()
    ratios = []
    try:
        for nth in range(asked.rounds):
            order = (0, 1) if nth % 2 == 0 else (1, 0)
            costs = {which: cost(asked.commands[which], server, number) for which in order}
            ratios.append(costs[1] / costs[0])
            print(f"A {costs[0]:.1f}  B {costs[1]:.1f} ms/s  B/A {ratios[-1]:.2f}", flush=True)
    finally:
        server.terminate()
        server.wait()
    median = statistics.median(ratios)
    print(f"median B/A {median:.2f}")
    sys.exit(asked.limit is not None and median > asked.limit)


main()
