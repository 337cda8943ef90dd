#include "base/ogg_header.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

enum {
    PAGE_BYTES = 27,             /* before the lengths of its segments */
    PAGE_MOST = 27 + 255 + 65025 /* bytes of the longest */
};

static uint64_t get(const uint8_t *bytes, int count)
{
    uint64_t value = 0;
    for (int i = count - 1; i >= 0; i--)
        value = value << 8 | bytes[i];
    return value;
}

static bool read_at(int fd, uint8_t *out, size_t count, size_t offset)
{
    size_t have = 0;
    while (have < count) {
        ssize_t part = pread(fd, out + have, count - have, (off_t)(offset + have));
        if (part <= 0)
            return false;
        have += (size_t)part;
    }
    return true;
}

static bool is_page(const uint8_t *bytes)
{
    return memcmp(bytes, "OggS", 4) == 0 && bytes[4] == 0;
}

/* The moment at which the last page ends, in samples; -1 when none says it. */
static int64_t last_moment(int fd, size_t size)
{
    static const uint64_t none = UINT64_MAX;
    uint8_t tail[PAGE_MOST];
    size_t count = size < sizeof tail ? size : sizeof tail;
    if (!read_at(fd, tail, count, size - count))
        return -1;
    for (size_t at = count - PAGE_BYTES + 1; at-- > 0;) {
        uint64_t moment = get(tail + at + 6, 8);
        if (is_page(tail + at) && moment != none && moment < INT64_MAX)
            return (int64_t)moment;
    }
    return -1;
}

enum ogg_fault ogg_header_of_file(int fd, size_t size, struct ogg_header *out)
{
    enum { HEAD = 58 }; /* one segment: the identification of Vorbis */
    uint8_t head[HEAD];
    if (size < 4 || !read_at(fd, head, 4, 0) || memcmp(head, "OggS", 4) != 0)
        return OGG_OTHER;
    if (size < HEAD || !read_at(fd, head, HEAD, 0) || !is_page(head))
        return OGG_DAMAGED;
    if (memcmp(head + 28, "\1vorbis", 7) != 0)
        return OGG_CODEC;
    uint64_t rate = get(head + 40, 4);
    int64_t samples = last_moment(fd, size);
    if (rate == 0 || rate > 1000000 || head[39] == 0 || samples <= 0 || samples > INT64_MAX / 1000)
        return OGG_DAMAGED;
    *out = (struct ogg_header){(int)rate, head[39], samples * 1000 / (int64_t)rate};
    return OGG_GOOD;
}
