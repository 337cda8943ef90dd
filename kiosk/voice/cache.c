#include "voice/cache.h"

#include <dirent.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "store/owner.h"
#include "store/store_path.h"
#include "store/whole_file.h"
#include "voice/wav.h"

enum { NAME_LENGTH = CACHE_NAME_SIZE - 1 };

/* 128 bits of BLAKE2b: what must never be mixed up. */
void cache_name(char name[CACHE_NAME_SIZE], const char *voice, const char *text)
{
    unsigned char hash[NAME_LENGTH / 2];
    crypto_generichash_state state;
    crypto_generichash_init(&state, NULL, 0, sizeof hash);
    /* With its end, which parts one text from the next. */
    crypto_generichash_update(&state, (const unsigned char *)voice, strlen(voice) + 1);
    crypto_generichash_update(&state, (const unsigned char *)text, strlen(text) + 1);
    crypto_generichash_final(&state, hash, sizeof hash);
    sodium_bin2hex(name, CACHE_NAME_SIZE, hash, sizeof hash);
}

bool cache_path(const struct cache *cache, const char *name, char *path, size_t size)
{
    int length = *cache->folder ? snprintf(path, size, "%s/%s.wav", cache->folder, name) : -1;
    return length >= 0 && (size_t)length < size;
}

/* What lies in the folder under a name of ours. */
struct kept {
    char name[64];
    uint64_t bytes;
    struct timespec written;
};

struct listing {
    struct kept *items;
    size_t count, room;
};

static void list_one(struct listing *listing, int dir, const char *name)
{
    struct stat at;
    size_t length = strlen(name);
    if (length >= sizeof listing->items->name || strspn(name, "0123456789abcdef") != NAME_LENGTH ||
        fstatat(dir, name, &at, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISREG(at.st_mode))
        return;
    if (strcmp(name + NAME_LENGTH, ".wav") != 0) {
        unlinkat(dir, name, 0); /* half of one */
        return;
    }
    if (listing->count == listing->room) {
        listing->room = listing->room ? 2 * listing->room : 256;
        listing->items = memory_grow(listing->items, listing->room, sizeof *listing->items);
    }
    struct kept *kept = &listing->items[listing->count++];
    *kept = (struct kept){.bytes = (uint64_t)at.st_size, .written = at.st_mtim};
    memcpy(kept->name, name, length + 1);
}

static struct listing list(const struct cache *cache)
{
    struct listing listing = {0};
    DIR *dir = *cache->folder ? opendir(cache->folder) : NULL;
    const struct dirent *entry;
    while (dir && (entry = readdir(dir)))
        list_one(&listing, dirfd(dir), entry->d_name);
    if (dir)
        closedir(dir);
    return listing;
}

static uint64_t sum(const struct listing *listing)
{
    uint64_t bytes = 0;
    for (size_t i = 0; i < listing->count; i++)
        bytes += listing->items[i].bytes;
    return bytes;
}

void cache_open(struct cache *cache, const char *folder, uint64_t most)
{
    *cache = (struct cache){.most = most};
    if (strlen(folder) < sizeof cache->folder)
        memcpy(cache->folder, folder, strlen(folder) + 1);
    struct listing listing = list(cache);
    cache->bytes = sum(&listing);
    free(listing.items);
}

ms_t cache_find(const struct cache *cache, const char *name)
{
    char path[1100];
    uint8_t header[WAV_HEADER_BYTES];
    struct stat at;
    if (!cache_path(cache, name, path, sizeof path))
        return -1;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (fd < 0)
        return -1;
    bool whole = fstat(fd, &at) == 0 && S_ISREG(at.st_mode) &&
                 read(fd, header, sizeof header) == (ssize_t)sizeof header;
    close(fd);
    return whole ? wav_length(header, (uint64_t)at.st_size) : -1;
}

static int older_first(const void *a, const void *b)
{
    const struct timespec *x = &((const struct kept *)a)->written;
    const struct timespec *y = &((const struct kept *)b)->written;
    if (x->tv_sec != y->tv_sec)
        return x->tv_sec < y->tv_sec ? -1 : 1;
    return x->tv_nsec < y->tv_nsec ? -1 : x->tv_nsec > y->tv_nsec;
}

/* Down to three quarters, so that it is not done for every file. */
static void make_room(struct cache *cache, size_t size)
{
    if (cache->bytes + size <= cache->most)
        return;
    struct listing listing = list(cache);
    cache->bytes = sum(&listing);
    if (listing.count > 0)
        qsort(listing.items, listing.count, sizeof *listing.items, older_first);
    for (size_t i = 0; i < listing.count && cache->bytes + size > cache->most / 4 * 3; i++) {
        char path[1200];
        snprintf(path, sizeof path, "%s/%s", cache->folder, listing.items[i].name);
        if (unlink(path) != 0)
            continue;
        cache->bytes -= listing.items[i].bytes;
        cache->dropped++;
    }
    free(listing.items);
}

bool cache_keep(struct cache *cache, const char *name, const uint8_t *bytes, size_t size)
{
    char path[1100];
    if (size > cache->most / 2 || !cache_path(cache, name, path, sizeof path) ||
        owner_is_another(path) || !store_make_folders(path, 0700))
        return false;
    make_room(cache, size);
    bool good = whole_file_replace(path, 0600, bytes, size);
    if (good)
        cache->bytes += size;
    return good;
}
