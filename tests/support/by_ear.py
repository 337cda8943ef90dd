#!/usr/bin/env python3
"""Uses a kiosk by one switch, with the screen switched off: hears what the log says is spoken
(event=speak), presses, and knows nothing else.
usage: by_ear.py LOG KEY STEP...
STEP: "HEARD -> ANSWER": press when something that begins with HEARD is said, or a row with it in,
until something that begins with ANSWER is said. "-> ANSWER": only wait for it."""
import re
import subprocess
import sys
import time

STEP_S = 40  # a loaded machine, and a lap or two of everything on a screen
ANSWER_S = 4
REACTION_S = 0.4  # as a person has; a screen that has just come up is deaf for a moment


class Ear:
    def __init__(self, log):
        self.log = open(log, encoding="utf-8")
        self.rest = ""

    def heard(self, until):
        """What is said next; None when that is nothing until then."""
        while True:
            self.rest += self.log.readline()
            if self.rest.endswith("\n"):
                line, self.rest = self.rest, ""
                said = re.search(r'event=speak text=(?:"((?:[^"\\]|\\.)*)"|(\S*))', line)
                if said:
                    return said.group(1) or said.group(2)
            elif time.monotonic() >= until:
                return None
            else:
                time.sleep(0.01)


def begins(said, text):
    return said is not None and said.startswith(text)


def answer(ear, text, seconds):
    """True when it is heard; what is said before it goes by."""
    until = time.monotonic() + seconds
    while (said := ear.heard(until)) is not None:
        if begins(said, text):
            return True
    return False


def choose(ear, key, wanted, wished):
    """Presses the row with it in, then it."""
    until = time.monotonic() + STEP_S
    while (said := ear.heard(until)) is not None:
        alone = begins(said, wanted)
        if not alone and wanted.rstrip(".") not in said.rstrip(".").split(", "):
            continue
        time.sleep(REACTION_S)
        subprocess.run(["xdotool", "key", key], check=True)
        if alone and answer(ear, wished, ANSWER_S):
            return True
    return False


def main():
    log, key, *steps = sys.argv[1:]
    ear = Ear(log)
    for step in steps:
        wanted, _, wished = step.partition("-> ")
        wanted = wanted.rstrip()
        done = choose(ear, key, wanted, wished) if wanted else answer(ear, wished, STEP_S)
        if not done:
            sys.exit(f"'{step}' does not come about")


main()
