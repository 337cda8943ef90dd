#include "figure/pack.h"

#include <stdbool.h>
#include <string.h>

/* The two high bits say what; the six low ones how many, less one. 63 stands for 64 and more: a
 * byte follows that is added. */
enum { OP_RECENT = 0x00, OP_ABOVE = 0x40, OP_REPEAT = 0x80, OP_PLAIN = 0xC0 };
enum { LONG = 63, MAX_RUN = 64 + 255, MAX_PLAIN = 63 };

static inline unsigned slot(uint32_t c)
{
    return (c * 0x9E3779B1u) >> 26;
}

size_t pack_limit(int width, int height)
{
    size_t pixels = (size_t)width * (size_t)height;
    return pixels * 4 + pixels / MAX_PLAIN + (size_t)height * 2 + 64;
}

static uint8_t *put_run(uint8_t *out, uint8_t op, int count)
{
    while (count > 0) {
        int n = count < MAX_RUN ? count : MAX_RUN;
        if (n > LONG) {
            *out++ = op | LONG;
            *out++ = (uint8_t)(n - 64);
        } else {
            *out++ = (uint8_t)(op | (n - 1));
        }
        count -= n;
    }
    return out;
}

struct packer {
    uint32_t recent[64];
    uint8_t *out;
    uint8_t *plain; /* the open stretch of plain pixels; NULL: none */
    uint32_t last;
};

static void put_plain(struct packer *p, uint32_t c)
{
    if (p->plain == NULL || (*p->plain & LONG) == MAX_PLAIN - 1) {
        p->plain = p->out++;
        *p->plain = OP_PLAIN;
    } else {
        (*p->plain)++;
    }
    memcpy(p->out, &c, sizeof c);
    p->out += sizeof c;
    p->recent[slot(c)] = c;
}

/* Four pixels at a time. */
struct four {
    uint64_t low, high;
};

static inline struct four four_at(const uint32_t *p)
{
    struct four v;
    memcpy(&v, p, sizeof v);
    return v;
}

static inline int run_equal(const uint32_t *a, const uint32_t *b, int max)
{
    int n = 0;
    for (; n + 4 <= max; n += 4) {
        struct four p = four_at(a + n), q = four_at(b + n);
        if (((p.low ^ q.low) | (p.high ^ q.high)) != 0)
            break;
    }
    while (n < max && a[n] == b[n])
        n++;
    return n;
}

static inline int run_repeat(const uint32_t *a, uint32_t c, int max)
{
    uint64_t pair = (uint64_t)c << 32 | c;
    int n = 0;
    for (; n + 4 <= max; n += 4) {
        struct four p = four_at(a + n);
        if (((p.low ^ pair) | (p.high ^ pair)) != 0)
            break;
    }
    while (n < max && a[n] == c)
        n++;
    return n;
}

/* A run this long is taken without looking for a longer one of the other kind. */
enum { ENOUGH = 48 };

static void pack_row(struct packer *p, const uint32_t *row, const uint32_t *above, int width)
{
    for (int x = 0; x < width;) {
        bool is_above = above != NULL && row[x] == above[x], repeats = row[x] == p->last;
        int up = is_above ? run_equal(row + x, above + x, width - x) : 0;
        int same = repeats && up < ENOUGH ? run_repeat(row + x, p->last, width - x) : 0;
        int n = up > same ? up : same;
        if (n > 0) {
            p->out = put_run(p->out, up > same ? OP_ABOVE : OP_REPEAT, n);
            p->plain = NULL;
            x += n;
        } else {
            if (p->recent[slot(row[x])] == row[x]) {
                *p->out++ = (uint8_t)(OP_RECENT | slot(row[x]));
                p->plain = NULL;
            } else {
                put_plain(p, row[x]);
            }
            x++;
        }
        p->last = row[x - 1];
    }
}

size_t pack_pixels(const uint32_t *pixels, int width, int height, int stride, uint8_t *out)
{
    struct packer p = {.out = out};
    for (int y = 0; y < height; y++) {
        const uint32_t *row = pixels + (size_t)y * (size_t)stride;
        pack_row(&p, row, y > 0 ? row - stride : NULL, width);
    }
    return (size_t)(p.out - out);
}

static void flip_row(uint32_t *row, int width)
{
    for (int a = 0, b = width - 1; a < b; a++, b--) {
        uint32_t c = row[a];
        row[a] = row[b];
        row[b] = c;
    }
}

static inline int run_length(const uint8_t **in, uint8_t op)
{
    int n = op & LONG;
    return n < LONG ? n + 1 : 64 + *(*in)++;
}

static void fill(uint32_t *out, uint32_t c, int n)
{
    for (int i = 0; i < n; i++)
        out[i] = c;
}

void unpack_pixels(const uint8_t *in, int width, int height, int flip, uint32_t *out)
{
    uint32_t recent[64] = {0};
    uint32_t *at = out, *end = out + (size_t)width * (size_t)height;
    uint32_t last = 0;
    while (at < end) {
        uint8_t op = *in++;
        int n = 1;
        switch (op & 0xC0) {
        case OP_RECENT:
            *at = recent[op];
            break;
        case OP_ABOVE:
            n = run_length(&in, op);
            memcpy(at, at - width, (size_t)n * sizeof *at);
            break;
        case OP_REPEAT:
            n = run_length(&in, op);
            fill(at, last, n);
            break;
        default:
            n = (op & LONG) + 1;
            memcpy(at, in, (size_t)n * sizeof *at);
            in += (size_t)n * sizeof *at;
            for (int i = 0; i < n; i++)
                recent[slot(at[i])] = at[i];
            break;
        }
        at += n;
        last = at[-1];
    }
    for (int y = 0; flip && y < height; y++)
        flip_row(out + (size_t)y * (size_t)width, width);
}
