#pragma once

#include <stddef.h>

#include "base/fault.h"
#include "packs/signature.h"

/* The public keys of a site: every file NAME.pub in one folder, by /etc/physio-kiosk/keys.d. Where
 * there is one, only what is signed by one of them is let in. */

enum { KEYRING_MAX = 32 };

enum keyring_state {
    KEYRING_NONE, /* nothing has to be signed */
    KEYRING_KEYS,
    KEYRING_UNREADABLE /* there is a folder or a key, but none that can be read: nothing is let in
                        */
};

struct keyring {
    struct signature_key keys[KEYRING_MAX];
    size_t count;
};

/* `dir` may be NULL, "" or not be there. Keys that cannot be read are faults: warnings as long as
 * there is another one. */
enum keyring_state keyring_read(struct keyring *ring, const char *dir, struct fault_list *faults);
