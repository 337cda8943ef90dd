#include "clinic/stick_out.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/statvfs.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/log.h"
#include "base/memory.h"
#include "carrier/wire.h"
#include "store/part.h"

struct stick_out {
    struct part part;
    int fd;    /* to the carrier; -1: there is none, or it is written straight */
    int error; /* 0: none so far */
};

static struct stick_out *make(void)
{
    struct stick_out *out = MEMORY_NEW(struct stick_out);
    out->fd = out->part.fd = -1;
    return out;
}

/* The carrier's answer. What it leaves unsaid is an error, too. */
static int hear(const struct stick_out *out)
{
    char line[16];
    size_t length = 0;
    bool whole = false;
    while (length < sizeof line - 1 && !whole) {
        ssize_t got = recv(out->fd, line + length, 1, 0);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return errno == EAGAIN ? ETIMEDOUT : errno;
        if (got == 0)
            return ECONNRESET;
        whole = line[length++] == '\n';
    }
    line[length] = '\0';
    char *end;
    long error = strtol(line, &end, 10);
    return !whole || end == line || *end != '\n' || error < 0 || error > INT_MAX ? ECONNRESET
                                                                                 : (int)error;
}

/* 0 or errno. A carrier that hears no more has said why. */
static int tell(const struct stick_out *out, const void *bytes, size_t size)
{
    const char *at = bytes;
    while (size > 0) {
        ssize_t sent = send(out->fd, at, size, MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent < 0 && errno == EAGAIN)
            return ETIMEDOUT;
        if (sent < 0) {
            int error = hear(out);
            return error ? error : ECONNRESET;
        }
        at += sent;
        size -= (size_t)sent;
    }
    return 0;
}

static int tell_piece(const struct stick_out *out, const void *bytes, size_t size)
{
    const unsigned char length[4] = {(unsigned char)(size >> 24), (unsigned char)(size >> 16),
                                     (unsigned char)(size >> 8), (unsigned char)size};
    int error = tell(out, length, sizeof length);
    return error ? error : tell(out, bytes, size);
}

/* A carrier that is not there is no stick that is not there. */
static int call(struct stick_out *out, const char *path, int patience_ms)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    const struct timeval patience = {patience_ms / 1000, patience_ms % 1000 * 1000};
    if (strlen(path) >= sizeof address.sun_path)
        return ECONNREFUSED;
    memcpy(address.sun_path, path, strlen(path) + 1);
    out->fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (out->fd < 0 ||
        setsockopt(out->fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience) != 0 ||
        setsockopt(out->fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience) != 0 ||
        connect(out->fd, (struct sockaddr *)&address, sizeof address) != 0)
        return ECONNREFUSED;
    return 0;
}

struct stick_out *stick_out_by(const char *socket, const char *mount, const char *name,
                               int patience_ms)
{
    struct stick_out *out = make();
    char line[WIRE_LINE];
    int length = snprintf(line, sizeof line, "put %s %s\n", mount, name);
    out->error = call(out, socket, patience_ms);
    if (!out->error && length >= (int)sizeof line)
        out->error = ENAMETOOLONG;
    if (!out->error)
        out->error = tell(out, line, (size_t)length);
    return out;
}

/* What the carrier calls the stick that `folder` is of; false where it has none of it. */
static bool mount_of(const char *folder, char mount[NAME_MAX + 1])
{
    static const char mounts[] = WIRE_MOUNTS "/";
    if (strncmp(folder, mounts, sizeof mounts - 1) != 0)
        return false;
    const char *name = folder + sizeof mounts - 1;
    size_t length = strcspn(name, "/");
    if (length == 0 || length > NAME_MAX)
        return false;
    memcpy(mount, name, length);
    mount[length] = '\0';
    return true;
}

bool stick_out_carries(const char *path)
{
    const char *socket = getenv(WIRE_SOCKET);
    char mount[NAME_MAX + 1];
    return socket && *socket && mount_of(path, mount) && access(socket, W_OK) == 0;
}

static bool is_read_only(const char *folder)
{
    struct statvfs system;
    return statvfs(folder, &system) == 0 && (system.f_flag & ST_RDONLY);
}

struct stick_out *stick_out_begin(const char *folder, const char *name)
{
    char path[PATH_MAX], mount[NAME_MAX + 1];
    if (is_read_only(folder) && stick_out_carries(folder) && mount_of(folder, mount))
        return stick_out_by(getenv(WIRE_SOCKET), mount, name, WIRE_PATIENCE_MS);
    struct stick_out *out = make();
    bool fits = snprintf(path, sizeof path, "%s/%s", folder, name) < (int)sizeof path;
    out->error = fits ? part_begin(&out->part, AT_FDCWD, path) : ENAMETOOLONG;
    return out;
}

int stick_out_write(struct stick_out *out, const void *bytes, size_t size)
{
    const char *at = bytes;
    if (!out->error && out->fd < 0) {
        out->error = part_write(&out->part, bytes, size);
        return out->error;
    }
    while (!out->error && size > 0) { /* an empty piece is the last one */
        size_t piece = size < WIRE_PIECE ? size : WIRE_PIECE;
        out->error = tell_piece(out, at, piece);
        at += piece;
        size -= piece;
    }
    return out->error;
}

static int release(struct stick_out *out)
{
    int error = out->error;
    part_drop(&out->part);
    if (out->fd >= 0)
        close(out->fd);
    free(out);
    return error;
}

int stick_out_end(struct stick_out *out)
{
    if (!out->error && out->fd < 0)
        out->error = part_end(&out->part);
    else if (!out->error)
        out->error = tell_piece(out, "", 0);
    if (!out->error && out->fd >= 0)
        out->error = hear(out);
    return release(out);
}

/* The carrier has taken it away once it says anything. */
void stick_out_drop(struct stick_out *out)
{
    if (out->fd >= 0 && !out->error && shutdown(out->fd, SHUT_WR) == 0)
        hear(out);
    release(out);
}

static int pour(void *to, const void *bytes, size_t size)
{
    return stick_out_write(to, bytes, size);
}

static int end(void *to)
{
    return stick_out_end(to);
}

static void drop(void *to)
{
    stick_out_drop(to);
}

struct bundle_sink stick_out_sink(struct stick_out *out)
{
    return (struct bundle_sink){pour, end, drop, out};
}

int stick_out_text(const char *folder, const char *name, const char *text)
{
    struct stick_out *out = stick_out_begin(folder, name);
    stick_out_write(out, text, strlen(text));
    int error = stick_out_end(out);
    log_info("stick_out", "folder=%s file=%s error=%d", folder, name, error);
    return error;
}
