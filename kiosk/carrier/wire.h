#pragma once

/* What the kiosk and the carrier say to each other, over a socket of which the carrier has one end
 * (see carrier.h). The kiosk: "put MOUNT NAME\n", then pieces of the file, each behind its length
 * (4 bytes, the highest first, at most WIRE_PIECE); one of length 0 says that this was all of it.
 * The carrier, at any moment and then no more: what has become of it, an errno in decimals and a
 * line's end; 0: the file is on the stick, and nothing writes to it any more. Whoever hears nothing
 * for WIRE_PATIENCE_MS gives up. */

enum { WIRE_LINE = 192, WIRE_PIECE = 1 << 16, WIRE_PATIENCE_MS = 60000 };

/* Below it are the mounts of an appliance's sticks, each called as its device: "sdb1". */
#define WIRE_MOUNTS "/media/physio-kiosk"

/* Where the socket is, by the kiosk's environment; not set: there is no carrier. */
#define WIRE_SOCKET "KIOSK_STICK_OUT"
