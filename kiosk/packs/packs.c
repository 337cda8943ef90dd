#include "packs/packs.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/below.h"
#include "base/log.h"
#include "packs/pack_place.h"
#include "packs/pack_stage.h"
#include "packs/pack_tree.h"
#include "store/owner.h"
#include "store/store_path.h"

static bool open_folder(struct packs *packs, int wait_ms, struct fault_list *faults)
{
    mode_t above = geteuid() == 0 ? 0755 : 0700; /* what root makes, users read */
    bool made = store_make_folders(packs->dir, above) && mkdir(packs->dir, 0755) == 0;
    if (made)
        store_sync_entry(packs->dir);
    else if (errno != EEXIST)
        return pack_fail(packs, faults, "cannot be created");
    packs->fd = open(packs->dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (packs->fd < 0)
        return pack_fail(packs, faults, "cannot be opened");
    int lock = openat(packs->fd, LOCK, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (lock < 0)
        return pack_fail(packs, faults, "cannot be written");
    if (store_lock(lock, wait_ms)) {
        packs->lock = lock;
        return packs_put_right(packs) || pack_fail(packs, faults, "cannot be put right");
    }
    int error = errno;
    close(lock);
    errno = error;
    if (error != EWOULDBLOCK)
        return pack_fail(packs, faults, "cannot be locked");
    fault_add(faults, FAULT_ERROR, packs->dir, 0, 0, "$",
              "another import is running; try again when it has ended");
    return false;
}

struct packs *packs_open(const char *dir, int wait_ms, struct fault_list *faults)
{
    struct arena arena = {0};
    struct packs *packs = ARENA_NEW(&arena, struct packs);
    size_t length = strlen(dir);
    while (length > 1 && dir[length - 1] == '/')
        length--;
    packs->dir = arena_strndup(&arena, dir, length);
    packs->staged = arena_printf(&arena, "%s/%s", packs->dir, STAGING);
    packs->source = "";
    packs->fd = packs->lock = -1;
    packs->arena = arena;
    if (open_folder(packs, wait_ms, faults))
        return packs;
    packs_close(packs);
    return NULL;
}

void packs_tidy(const char *dir)
{
    struct packs packs = {.dir = dir, .fd = -1, .lock = -1};
    if (!*dir || owner_is_another(dir))
        return;
    packs.fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (packs.fd >= 0)
        packs.lock = openat(packs.fd, LOCK, O_RDWR | O_NOFOLLOW | O_CLOEXEC);
    if (packs.lock >= 0 && store_lock(packs.lock, 0) && !packs_put_right(&packs))
        log_warn("packs", "folder=%s text=%s cause=%s", dir, "a stopped import cannot be put right",
                 strerror(errno));
    if (packs.lock >= 0)
        close(packs.lock);
    if (packs.fd >= 0)
        close(packs.fd);
}

void packs_close(struct packs *packs)
{
    if (!packs)
        return;
    if (packs->lock >= 0) { /* what is staged is ours, and may not stay behind */
        pack_tree_remove(packs->fd, STAGING);
        close(packs->lock);
    }
    if (packs->fd >= 0)
        close(packs->fd);
    struct arena arena = packs->arena; /* which holds *packs itself */
    arena_free(&arena);
}

const char *packs_staged(const struct packs *packs)
{
    return packs->staged;
}

const char *packs_source(const struct packs *packs)
{
    return packs->source;
}

void packs_set_shrink(struct packs *packs, packs_shrink *shrink)
{
    packs->shrink = shrink;
}

void packs_set_keys(struct packs *packs, const char *dir)
{
    packs->keys_dir = dir;
}

int packs_disk_failed(const struct packs *packs)
{
    return packs->disk_failed;
}

bool packs_stage(struct packs *packs, const char *path, struct fault_list *faults)
{
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/')
        length--;
    struct pack_stage stage = {.source = arena_strndup(&packs->arena, path, length),
                               .faults = faults,
                               .arena = &packs->arena,
                               .large_pictures = packs->shrink != NULL,
                               .shrink = packs->shrink,
                               .keys_dir = packs->keys_dir};
    int from = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (from < 0) {
        pack_stage_refuse_system(&stage, "", "cannot be opened", errno);
        return false;
    }
    if (!pack_tree_remove(packs->fd, STAGING) || mkdirat(packs->fd, STAGING, 0755) != 0) {
        packs->disk_failed = errno;
        close(from);
        return pack_fail(packs, faults, "cannot be written");
    }
    stage.fd = openat(packs->fd, STAGING, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    bool copied = stage.fd >= 0 && pack_find_copy(&stage, from);
    packs->source = stage.source;
    packs->disk_failed = stage.disk_failed;
    if (stage.fd >= 0)
        close(stage.fd);
    else
        close(from);
    if (!copied) /* a disk that it filled has its room again */
        pack_tree_remove(packs->fd, STAGING);
    return copied;
}
