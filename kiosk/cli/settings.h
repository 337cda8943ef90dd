#pragma once

#include "cli/assembly.h"

/* The site's two files, and what staff set on the screen, read so that a typing error in one never
 * takes the kiosk away, nor its lock. In this order, of each: the file; the copy of when it was
 * last good, under it where only values are wrong; what a person would understand of it; the
 * defaults. */

/* Fills config, theme and notes of *assembly, whose paths are known. CLI_INPUT_WRONG (logged) when
 * a named file is no JSON, or missing, and options->last_good is off. */
int settings_read(struct assembly *assembly, const struct assembly_options *options);

/* The call says more than the file: see `lock` of the options. */
void settings_lock(struct config *config, const struct assembly_options *options);

/* The theme's fonts could not be opened: those of its last good copy, then the built-in ones. False
 * when there is nothing more to try. `attempt` counts from 0. */
bool settings_other_fonts(struct assembly *assembly, const struct assembly_options *options,
                          int attempt);

/* The theme names fonts that cannot be opened: logs that, and what is done about it. */
void settings_fault_fonts(struct assembly *assembly, const char *text);

/* The faults that staff should know of; none: the file is in order. */
void settings_note(struct assembly *assembly, enum settings_file which,
                   const struct fault_list *faults);

/* Tells the app, when there is one. */
void settings_show_note(const struct assembly *assembly);

/* Words in the language that the settings, or the call, name. True when they are shown. */
bool settings_take_words(struct assembly *assembly);

/* The site's settings and what staff set over them are in force from now on, words in another
 * language included; nothing of the packs. Takes the struct assembly. */
void settings_apply(void *assembly);

/* Remembers what is in use for the next start, in the state folder. */
void settings_keep(const struct assembly *assembly);
