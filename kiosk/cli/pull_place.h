#pragma once

#include <stdbool.h>

/* Where a pack is pulled from, as somebody writes it: https://, http://, file:///, or a path. */

enum { PULL_URL_SIZE = 512 }; /* as in struct pull_state */

struct pull_place {
    char url[PULL_URL_SIZE];
    char signature_url[PULL_URL_SIZE + 16]; /* of a server: ".minisig" behind the path */
    char decoded[PULL_URL_SIZE];            /* of file:// */
    const char *path;                       /* of this machine; NULL: a server's */
    bool plain;                             /* http:// */
};

/* NULL, or what is wrong with it. Points into itself. */
const char *pull_place_parse(struct pull_place *place, const char *url);
