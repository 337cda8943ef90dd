#include "packs/keyring.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/below.h"
#include "packs/packs.h"

enum { KEY_TEXT = 1024, KEY_PATH = 4096 };

struct unread {
    char name[256]; /* the first one; "": all were read */
    const char *why;
};

static bool is_key_name(const char *name)
{
    size_t length = strlen(name);
    return *name != '.' && length > 4 && strcmp(name + length - 4, ".pub") == 0;
}

/* NULL, or what is wrong with it. */
static const char *read_key(struct signature_key *key, int dir_fd, const char *name)
{
    char text[KEY_TEXT + 1];
    int fd = openat(dir_fd, name, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    ssize_t length = fd >= 0 ? read(fd, text, sizeof text) : -1;
    int error = errno;
    if (fd >= 0)
        close(fd);
    if (length < 0)
        return strerror(error);
    if (length > KEY_TEXT)
        return "is no public key of minisign";
    text[length] = '\0';
    return signature_key_parse(key, text) ? NULL : "is no public key of minisign";
}

static void read_keys(struct keyring *ring, DIR *dir, struct unread *unread)
{
    const struct dirent *entry;
    while ((entry = readdir(dir))) {
        if (!is_key_name(entry->d_name))
            continue;
        const char *wrong = ring->count == KEYRING_MAX
                                ? "is one too many; 32 keys are read"
                                : read_key(&ring->keys[ring->count], dirfd(dir), entry->d_name);
        ring->count += !wrong;
        if (!wrong || *unread->name)
            continue;
        snprintf(unread->name, sizeof unread->name, "%s", entry->d_name);
        unread->why = wrong;
    }
}

bool packs_need_signature(const char *keys_dir)
{
    struct keyring ring;
    struct fault_list unread = {0};
    enum keyring_state state = keyring_read(&ring, keys_dir, &unread);
    fault_list_free(&unread);
    return state != KEYRING_NONE;
}

enum keyring_state keyring_read(struct keyring *ring, const char *dir, struct fault_list *faults)
{
    char path[KEY_PATH];
    struct unread unread = {0};
    ring->count = 0;
    if (!dir || !*dir)
        return KEYRING_NONE;
    DIR *list = below_list(open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!list && errno == ENOENT)
        return KEYRING_NONE;
    if (!list) {
        fault_add_system(faults, dir, "cannot be read", errno);
        return KEYRING_UNREADABLE;
    }
    read_keys(ring, list, &unread);
    closedir(list);
    if (*unread.name) {
        snprintf(path, sizeof path, "%s/%s", dir, unread.name);
        fault_add(faults, ring->count > 0 ? FAULT_WARNING : FAULT_ERROR, path, 0, 0, "$", "%s",
                  unread.why);
    }
    return ring->count > 0 ? KEYRING_KEYS : *unread.name ? KEYRING_UNREADABLE : KEYRING_NONE;
}
