#pragma once

#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>

#include "base/geometry.h"

/* A multiply-and-fold hash over 64-bit words: two multiplications a word, good enough that equal
 * hashes are taken for equal things. Start with any number and add to it. For this run of the
 * program only: not to be stored. */
static inline uint64_t hash_word(uint64_t hash, uint64_t word)
{
    hash = (hash ^ word) * 0x9E3779B97F4A7C15u;
    return (hash ^ (hash >> 29)) * 0xBF58476D1CE4E5B9u ^ (hash >> 32);
}

static inline uint64_t hash_pair(uint64_t hash, uint32_t a, uint32_t b)
{
    return hash_word(hash, (uint64_t)a << 32 | b);
}

static inline uint64_t hash_rect(uint64_t hash, struct rect r)
{
    hash = hash_pair(hash, (uint32_t)r.x, (uint32_t)r.y);
    return hash_pair(hash, (uint32_t)r.w, (uint32_t)r.h);
}

uint64_t hash_floats(uint64_t hash, float a, float b);
uint64_t hash_bytes(uint64_t hash, const void *bytes, size_t length);
uint64_t hash_string(const char *text);

/* FNV-1a, 64 bits: begin with PRINT_BASIS. Unlike those above it is the same on every machine, and
 * whatever the parts in which the bytes come: a fingerprint to be compared with another's. */
#define PRINT_BASIS 0xCBF29CE484222325u
uint64_t print_add(uint64_t print, const void *bytes, size_t length);

/* Which file it is and when it was last written: one that is written, exchanged or copied anew
 * differs. */
uint64_t hash_file(uint64_t hash, const struct stat *at);
