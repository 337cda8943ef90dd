#pragma once

#include <stdbool.h>
#include <stddef.h>

/* Signatures as minisign(1) makes them, of a whole file: Ed25519 over its BLAKE2b-512 ("ED") or,
 * before minisign 0.10, over the file itself ("Ed"); a second one binds the trusted comment. The
 * format: https://jedisct1.github.io/minisign/#signature-format. */

enum { SIGNATURE_ID = 8, SIGNATURE_KEY = 32, SIGNATURE_COMMENT = 256 };

struct signature_key {
    unsigned char id[SIGNATURE_ID];
    unsigned char key[SIGNATURE_KEY];
};

/* What a .pub file holds. False when that is no public key. */
bool signature_key_parse(struct signature_key *key, const char *text);

enum signature_verdict {
    SIGNATURE_GOOD,
    SIGNATURE_DAMAGED,   /* what a .minisig file should hold, it does not */
    SIGNATURE_OTHER_KEY, /* by none of these keys */
    SIGNATURE_WRONG      /* the file, or the comment, is not what was signed */
};

/* `text` is what a .minisig file holds. When it is good, `comment` is its trusted one. */
enum signature_verdict signature_check(const char *text, const struct signature_key *keys,
                                       size_t key_count, const void *data, size_t size,
                                       char comment[static SIGNATURE_COMMENT]);
