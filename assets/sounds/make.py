#!/usr/bin/env python3
"""Makes the tones of this folder: what a patient hears of a session.

usage: make.py [FOLDER]      (default: the folder of this file)

Each is a few notes of a struck bar: a sine with two weak overtones, a soft start, a long end. They are
told apart by their way, not by their height alone: who hears high notes badly hears whether it goes
up, down, twice or nowhere. All lies between 260 and 1320 Hz, where small speakers and old ears are
best. Nothing is random, nothing is recorded: the same numbers make the same files.
"""
import array
import math
import os
import sys
import wave

RATE = 24000
PEAK = 0.35  # of full scale: soft beside speech, and room for two at once

# Equal temperament from A = 440 Hz, in half tones.
C4, G4, C5, D5, E5, G5, A5, C6, E6 = (440 * 2 ** (n / 12) for n in (-9, -2, 3, 5, 7, 10, 12, 15, 19))

# name: notes of (begins at s, Hz, lasts s, loudness)
TONES = {
    # up: go
    "begin": [(0, C5, 0.30, 0.8), (0.14, G5, 0.55, 1)],
    # one long even bell: stay
    "hold": [(0, E5, 0.95, 1)],
    # the same height twice, quickly: half is over
    "halfway": [(0, A5, 0.22, 0.8), (0.17, A5, 0.40, 0.8)],
    # down: let go
    "relax": [(0, G5, 0.30, 0.9), (0.16, C5, 0.65, 1)],
    # a short tick
    "last": [(0, C6, 0.11, 0.7)],
    # there and back and there: the other side
    "switch": [(0, D5, 0.20, 0.9), (0.15, A5, 0.20, 0.9), (0.30, D5, 0.20, 0.9), (0.45, A5, 0.45, 1)],
    # low and slow, down: rest
    "rest": [(0, C5, 0.35, 0.9), (0.20, G4, 0.35, 0.9), (0.40, C4, 0.80, 1)],
    # a chord that opens upwards: done
    "done": [(0, C5, 0.9, 0.7), (0.16, E5, 0.9, 0.7), (0.32, G5, 0.9, 0.7), (0.48, C6, 1.1, 0.8)],
}

# times the note's height: how loud, and how much sooner it is gone
OVERTONES = [(1, 1.0, 1.0), (2, 0.18, 0.6), (3, 0.07, 0.4)]
ATTACK_S = 0.006  # a sharper start clicks
RELEASE_S = 0.02


def note(samples, at, hz, lasts, loudness):
    first = round(at * RATE)
    count = round(lasts * RATE)
    for i in range(count):
        t = i / RATE
        shape = min(1, t / ATTACK_S, (lasts - t) / RELEASE_S)
        value = sum(part * math.exp(-5 * t / (lasts * stays)) * math.sin(2 * math.pi * hz * times * t)
                    for times, part, stays in OVERTONES)
        samples[first + i] += loudness * shape * value


def tone(notes):
    samples = [0.0] * round(max(at + lasts for at, _, lasts, _ in notes) * RATE)
    for one in notes:
        note(samples, *one)
    most = max(abs(s) for s in samples)
    loudest = max(loudness for *_, loudness in notes)
    return array.array("h", (round(s / most * loudest * PEAK * 32767) for s in samples))


def main():
    folder = sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(os.path.abspath(__file__))
    for name, notes in TONES.items():
        samples = tone(notes)
        if sys.byteorder == "big":
            samples.byteswap()
        with wave.open(os.path.join(folder, name + ".wav"), "wb") as out:
            out.setnchannels(1)
            out.setsampwidth(2)
            out.setframerate(RATE)
            out.writeframes(samples.tobytes())


main()
