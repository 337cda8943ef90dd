#pragma once

#include <stdbool.h>

/* The carrier: a program of its own, which brings onto a stick what the kiosk hands it. The kiosk
 * sees sticks read-only; this one, as root, makes the file system writable for as long as it writes
 * one file, for itself alone: in a table of mounts of its own, while every other mount of it stays
 * read-only. Nothing on a stick is ever run. It trusts neither the stick nor the kiosk. */

/* Serves the one connection `fd` (see wire.h): a file onto a stick below the folder `mounts`. 0 or
 * errno, which has been told. */
int carrier_serve(int fd, const char *mounts);

/* Nobody may be writing any more: every stick below it is read-only again. For when a carrier was
 * killed. */
void carrier_rest(const char *mounts);

/* A name that a mount can have, and one that the kiosk gives a file for a stick. */
bool carrier_is_mount(const char *name);
bool carrier_is_file(const char *name);
