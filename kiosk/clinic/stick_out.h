#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "packs/bundle.h"

/* A file on its way onto a stick, whole or not at all: straight where the stick can be written to;
 * where it is mounted to be read only, by the carrier of an appliance (carrier/carrier.h), a
 * service to which the bytes are handed as they are made. Nothing is kept here meanwhile, for the
 * kiosk's disk may be full. From any thread; waits for the stick, but never for ever. */
struct stick_out;

/* Begins `name` in this folder of a stick. A carrier puts it at the top of the stick, and takes
 * only names that the kiosk gives its files. Never NULL; the first thing that goes wrong is told at
 * the end. */
struct stick_out *stick_out_begin(const char *folder, const char *name);

/* The same by the carrier that listens at `socket`, onto the stick that is mounted as `mount`. */
struct stick_out *stick_out_by(const char *socket, const char *mount, const char *name,
                               int patience_ms);

/* 0, or errno: it is of no use to go on. */
int stick_out_write(struct stick_out *out, const void *bytes, size_t size);

/* 0: the file is on the stick. Else errno, as stick_written_end takes it. Frees it. */
int stick_out_end(struct stick_out *out);

/* Nothing of it stays on the stick. Frees it. */
void stick_out_drop(struct stick_out *out);

/* For the bytes of a bundle, whose it is then. */
struct bundle_sink stick_out_sink(struct stick_out *out);

/* A whole text. 0 or errno. */
int stick_out_text(const char *folder, const char *name, const char *text);

/* There is a carrier for the stick that is mounted here. */
bool stick_out_carries(const char *path);
