#include "packs/signature.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

enum { KIND_SIZE = 2, ED_SIZE = crypto_sign_BYTES, DIGEST_SIZE = 64 };

_Static_assert(SIGNATURE_KEY == crypto_sign_PUBLICKEYBYTES, "a key of Ed25519");

static const char trusted_mark[] = "trusted comment: ";

/* What a .minisig file holds, in the order of its lines. */
struct parts {
    unsigned char kind[KIND_SIZE]; /* "ED" or "Ed" */
    unsigned char id[SIGNATURE_ID];
    unsigned char file[ED_SIZE];
    char comment[SIGNATURE_COMMENT];
    unsigned char all[ED_SIZE]; /* of file[] and comment[] */
};

/* The length of the line at *text, without its end, which may be that of Windows; *text is then the
 * next one. */
static size_t take_line(const char **text)
{
    size_t length = strcspn(*text, "\n");
    const char *line = *text;
    *text += length + (line[length] == '\n');
    return length > 0 && line[length - 1] == '\r' ? length - 1 : length;
}

/* A line of base64 that means just so many bytes. */
static bool take_bytes(const char **text, unsigned char *out, size_t size)
{
    const char *line = *text;
    size_t length = take_line(text), got = 0;
    return sodium_base642bin(out, size, line, length, NULL, &got, NULL,
                             sodium_base64_VARIANT_ORIGINAL) == 0 &&
           got == size;
}

static bool take_trusted(const char **text, char comment[static SIGNATURE_COMMENT])
{
    const char *line = *text;
    size_t length = take_line(text), mark = sizeof trusted_mark - 1;
    if (length < mark || memcmp(line, trusted_mark, mark) != 0 ||
        length - mark >= SIGNATURE_COMMENT)
        return false;
    memcpy(comment, line + mark, length - mark);
    comment[length - mark] = '\0';
    return true;
}

bool signature_key_parse(struct signature_key *key, const char *text)
{
    unsigned char bytes[KIND_SIZE + SIGNATURE_ID + SIGNATURE_KEY];
    take_line(&text);
    if (!take_bytes(&text, bytes, sizeof bytes) || memcmp(bytes, "Ed", KIND_SIZE) != 0)
        return false;
    memcpy(key->id, bytes + KIND_SIZE, SIGNATURE_ID);
    memcpy(key->key, bytes + KIND_SIZE + SIGNATURE_ID, SIGNATURE_KEY);
    return true;
}

static bool parse(struct parts *parts, const char *text)
{
    unsigned char bytes[KIND_SIZE + SIGNATURE_ID + ED_SIZE];
    take_line(&text);
    if (!take_bytes(&text, bytes, sizeof bytes) || !take_trusted(&text, parts->comment) ||
        !take_bytes(&text, parts->all, ED_SIZE))
        return false;
    memcpy(parts->kind, bytes, KIND_SIZE);
    memcpy(parts->id, bytes + KIND_SIZE, SIGNATURE_ID);
    memcpy(parts->file, bytes + KIND_SIZE + SIGNATURE_ID, ED_SIZE);
    return memcmp(parts->kind, "ED", KIND_SIZE) == 0 || memcmp(parts->kind, "Ed", KIND_SIZE) == 0;
}

static const struct signature_key *find_key(const struct parts *parts,
                                            const struct signature_key *keys, size_t key_count)
{
    for (size_t i = 0; i < key_count; i++)
        if (memcmp(keys[i].id, parts->id, SIGNATURE_ID) == 0)
            return &keys[i];
    return NULL;
}

static bool file_holds(const struct parts *parts, const unsigned char *key, const void *data,
                       size_t size)
{
    unsigned char digest[DIGEST_SIZE];
    if (parts->kind[1] == 'd')
        return crypto_sign_verify_detached(parts->file, data, size, key) == 0;
    crypto_generichash(digest, sizeof digest, data, size, NULL, 0);
    return crypto_sign_verify_detached(parts->file, digest, sizeof digest, key) == 0;
}

static bool comment_holds(const struct parts *parts, const unsigned char *key)
{
    unsigned char all[ED_SIZE + SIGNATURE_COMMENT];
    size_t length = strlen(parts->comment);
    memcpy(all, parts->file, ED_SIZE);
    memcpy(all + ED_SIZE, parts->comment, length);
    return crypto_sign_verify_detached(parts->all, all, ED_SIZE + length, key) == 0;
}

enum signature_verdict signature_check(const char *text, const struct signature_key *keys,
                                       size_t key_count, const void *data, size_t size,
                                       char comment[static SIGNATURE_COMMENT])
{
    struct parts parts;
    if (sodium_init() < 0 || !parse(&parts, text))
        return SIGNATURE_DAMAGED;
    const struct signature_key *key = find_key(&parts, keys, key_count);
    if (!key)
        return SIGNATURE_OTHER_KEY;
    if (!file_holds(&parts, key->key, data, size) || !comment_holds(&parts, key->key))
        return SIGNATURE_WRONG;
    snprintf(comment, SIGNATURE_COMMENT, "%s", parts.comment);
    return SIGNATURE_GOOD;
}
