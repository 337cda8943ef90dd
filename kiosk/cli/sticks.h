#pragma once

#include <stdbool.h>

#include "app/app.h"
#include "config/config.h"

/* Tells the app which sticks are plugged in. The kernel says when its table of mounts changes;
 * nobody looks before. */
struct stick_watch;

#define STICK_MOUNTS "/proc/self/mountinfo"

/* `config` is borrowed: another content.stick_dirs counts at the next sticks_follow. `mounts` is
 * STICK_MOUNTS, or a file of a test. `ring` is called from a thread when the table has changed;
 * NULL: each sticks_follow reads it. Never NULL; where there is no such table
 * (logged) no stick is ever seen. */
struct stick_watch *sticks_open(const struct config *config, const char *mounts,
                                void (*ring)(void));
void sticks_close(struct stick_watch *watch);

/* Between two frames. True when the next frame looks different. */
bool sticks_follow(struct stick_watch *watch, struct app *app);
