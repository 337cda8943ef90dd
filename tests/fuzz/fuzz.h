#pragma once

#include <assert.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/fault.h"

/* What the targets share. Each fuzz_NAME.c is one: libFuzzer calls LLVMFuzzerTestOneInput with any
 * bytes, and a failing assert or a sanitizer is a finding. `tests/fuzz/run` builds and runs them.
 */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A file in memory with these bytes, at its beginning, to be closed by the caller. */
int fuzz_fd(const uint8_t *data, size_t size);

/* The name under which others may open it while it is open; until the next call. */
const char *fuzz_fd_path(int fd);

/* An empty folder of this run, made at the first call. Answers of fuzz_path stay for four calls. */
const char *fuzz_folder(void);
const char *fuzz_path(const char *relative);
void fuzz_write(const char *path, const void *data, size_t size);

/* A copy with a NUL at the end, to be freed. */
char *fuzz_text(const uint8_t *data, size_t size);

/* Each fault has a place and a message, prints as one line of UTF-8, and there are as many as the
 * list says. Frees them. */
void fuzz_end_faults(struct fault_list *faults);
