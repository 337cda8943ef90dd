#pragma once

#include <stddef.h>
#include <stdint.h>

/* A fingerprint of what is shown: the same on every machine with the same packs in the same order,
 * and another one after any change of a name, a size, or of the bytes of a JSON file or a .zip.
 * What only is as large as before in a photo or a sound is not looked into: it may be many
 * megabytes, and is asked for every minute. */
uint64_t content_print(const char *const *dirs, size_t count);
