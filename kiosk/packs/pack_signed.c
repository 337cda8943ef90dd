#include "packs/pack_signed.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"
#include "packs/keyring.h"
#include "store/store_path.h"

enum { TEXT_SIZE = 4096, CHUNK_SIZE = 16 * 1024 };

/* In the folder that is filled, and in it only while it is opened. */
#define COPY ".signed"

static bool copy_bytes(struct pack_stage *stage, int from, int to)
{
    char data[CHUNK_SIZE];
    off_t at = 0;
    ssize_t size;
    while ((size = pread(from, data, sizeof data, at)) > 0) {
        at += size;
        if (at > PACK_ZIP_MAX_BYTES)
            return pack_zip_refuse_large(stage);
        if (!store_write(to, data, (size_t)size)) {
            stage->disk_failed = errno;
            break;
        }
    }
    if (size == 0)
        return true;
    pack_stage_refuse_system(stage, "", "cannot be copied", errno);
    return false;
}

/* What is judged is then what is unpacked, whoever writes to the stick or the share meanwhile. */
static int copy_aside(struct pack_stage *stage, int fd)
{
    int copy = openat(stage->fd, COPY, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (copy < 0) {
        stage->disk_failed = errno;
        pack_stage_refuse_system(stage, "", "cannot be copied", errno);
        return -1;
    }
    unlinkat(stage->fd, COPY, 0);
    if (copy_bytes(stage, fd, copy))
        return copy;
    close(copy);
    return -1;
}

static bool read_signature(int fd, char text[static TEXT_SIZE])
{
    ssize_t length = fd >= 0 ? read(fd, text, TEXT_SIZE) : -1;
    text[length > 0 && length < TEXT_SIZE ? length : 0] = '\0';
    return length >= 0;
}

static enum signature_verdict check(const struct keyring *ring, const char *text, int copy)
{
    struct stat info;
    char comment[SIGNATURE_COMMENT];
    size_t size = fstat(copy, &info) == 0 ? (size_t)info.st_size : 0;
    void *data = size > 0 ? mmap(NULL, size, PROT_READ, MAP_PRIVATE, copy, 0) : NULL;
    if (data == MAP_FAILED)
        return SIGNATURE_WRONG;
    enum signature_verdict verdict =
        signature_check(text, ring->keys, ring->count, data ? data : "", size, comment);
    if (data)
        munmap(data, size);
    if (verdict == SIGNATURE_GOOD)
        log_info("signature", "comment=%s", comment);
    return verdict;
}

static bool judge(struct pack_stage *stage, const struct keyring *ring, const char *text, int copy)
{
    switch (check(ring, text, copy)) {
    case SIGNATURE_GOOD:
        return true;
    case SIGNATURE_DAMAGED:
        pack_stage_refuse(stage, "",
                          "has a signature that cannot be read; copy its " SIGNATURE_END
                          " file again");
        break;
    case SIGNATURE_OTHER_KEY:
        pack_stage_refuse(stage, "",
                          "is signed with a key that this kiosk does not know; its keys "
                          "are in %s",
                          stage->keys_dir);
        break;
    case SIGNATURE_WRONG:
        pack_stage_refuse(stage, "",
                          "is not what was signed; copy it again, with its " SIGNATURE_END " file");
        break;
    }
    return false;
}

/* It can be signed, and there is something like a signature. */
static bool can_be_judged(struct pack_stage *stage, int fd, int signature_fd,
                          char text[static TEXT_SIZE])
{
    struct stat info;
    if (fstat(fd, &info) == 0 && S_ISDIR(info.st_mode))
        pack_stage_refuse(stage, "",
                          "is a folder, which nobody can sign; a .zip with a " SIGNATURE_END
                          " file beside it is needed");
    else if (!read_signature(signature_fd, text))
        pack_stage_refuse(stage, "",
                          "is not signed; a " SIGNATURE_END
                          " file beside it is needed, with its name before that");
    else
        return true;
    return false;
}

int pack_signed(struct pack_stage *stage, int fd, int signature_fd)
{
    char text[TEXT_SIZE];
    struct keyring ring;
    enum keyring_state state = keyring_read(&ring, stage->keys_dir, stage->faults);
    if (state == KEYRING_NONE)
        return fd;
    if (state == KEYRING_UNREADABLE)
        pack_stage_refuse(stage, "", "cannot be judged, as no key can be read");
    else if (can_be_judged(stage, fd, signature_fd, text)) {
        int copy = copy_aside(stage, fd);
        if (copy >= 0 && judge(stage, &ring, text, copy))
            return copy;
        if (copy >= 0)
            close(copy);
    }
    return -1;
}
