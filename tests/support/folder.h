#pragma once

#include <stdbool.h>

#include "base/fault.h"

/* A folder of the test's own, one at a time: made in its setup, changed with the real programs,
 * removed in its teardown. What cannot be done fails the test. */

extern char folder_root[256];

/* 0, as cmocka wants it of a setup and a teardown. */
int folder_make(void);
int folder_remove(void);

/* Everybody may pass what lies above it: a test of root's can try things as somebody else there. */
bool folder_for_others(void);

/* Of a file in the folder. Each of the last four answers stays. */
const char *folder_path(const char *file);

void folder_write(const char *file, const char *text);

/* Runs commands there; the first one that fails ends them. */
void folder_shell(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Makes the folder `name` what `from` is; as `rm -rf name; cp -a from name` does, in a tenth of the
 * time. */
void folder_again(const char *name, const char *from);

/* Two files or folders hold the same; what is not there is empty. As `diff -rN` has it. */
bool folder_same(const char *a, const char *b);

/* All faults as `kiosk check` prints them, with paths as seen from the folder. Until the next
 * call. */
const char *folder_faults(const struct fault_list *faults);
