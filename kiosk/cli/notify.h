#pragma once

#include "base/ms.h"

/* Words to systemd (sd_notify(3)) without its library. Nothing happens when $NOTIFY_SOCKET is not
 * set. */
void notify_send(const char *state);

/* How often WATCHDOG=1 is due: half of $WATCHDOG_USEC, MS_NEVER when no watchdog waits. */
ms_t notify_watchdog_every(void);
