#pragma once

#include "cli/assembly.h"

/* Content, words, theme and settings that are edited while the kiosk runs: watched, loaded beside
 * what is shown, and shown in its place when they are good. What is not good is logged, and the
 * last good version stays. Files that vanish leave it, too. */
struct changes;

/* After assembly_find and before assembly_build, so that no change is missed. Both are borrowed.
 * With options->synchronous packs are loaded on the spot, else in a thread of their own, which
 * calls `on_loaded` when it is done. The same is called from a thread when files have changed;
 * NULL: changes_follow is to be called every WATCH_LOOK_MS. Release before the assembly. */
struct changes *changes_open(struct assembly *assembly, const struct assembly_options *options,
                             void (*on_loaded)(void), ms_t now);
void changes_close(struct changes *changes);

/* Between two frames, once the assembly is built. True when the next frame looks different. */
bool changes_follow(struct changes *changes, ms_t now);

/* When to call changes_follow next. */
ms_t changes_wake(const struct changes *changes);
