#include "base/hash.h"

#include <string.h>

uint64_t hash_floats(uint64_t hash, float a, float b)
{
    uint32_t wa, wb;
    memcpy(&wa, &a, sizeof wa);
    memcpy(&wb, &b, sizeof wb);
    return hash_pair(hash, wa, wb);
}

uint64_t hash_bytes(uint64_t hash, const void *bytes, size_t length)
{
    const unsigned char *at = bytes;
    uint64_t word;
    size_t left = length;
    for (; left >= sizeof word; left -= sizeof word, at += sizeof word) {
        memcpy(&word, at, sizeof word);
        hash = hash_word(hash, word);
    }
    word = 0;
    memcpy(&word, at, left);
    return hash_word(hash_word(hash, word), length);
}

uint64_t hash_string(const char *text)
{
    return hash_bytes(0, text, strlen(text));
}

uint64_t print_add(uint64_t print, const void *bytes, size_t length)
{
    const unsigned char *at = bytes;
    for (size_t i = 0; i < length; i++)
        print = (print ^ at[i]) * 0x100000001B3u;
    return print;
}

static uint64_t hash_time(uint64_t hash, struct timespec time)
{
    return hash_word(hash_word(hash, (uint64_t)time.tv_sec), (uint64_t)time.tv_nsec);
}

uint64_t hash_file(uint64_t hash, const struct stat *at)
{
    hash = hash_word(hash_word(hash, at->st_dev), at->st_ino);
    return hash_time(hash_time(hash_word(hash, (uint64_t)at->st_size), at->st_mtim), at->st_ctim);
}
