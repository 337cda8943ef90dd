#include "clinic/pulse.h"

#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/hash.h"
#include "store/state.h"
#include "store/store_path.h"

enum { TEXT_SIZE = 512 };

static bool find_folder(char *out, size_t size)
{
    const char *own = getenv("RUNTIME_DIRECTORY"), *user = getenv("XDG_RUNTIME_DIR");
    int length;
    if (own && *own == '/') /* systemd's; several are parted by colons */
        length = snprintf(out, size, "%.*s", (int)strcspn(own, ":"), own);
    else
        length = snprintf(out, size, "%s/physio-kiosk", user && *user == '/' ? user : "/run");
    return length > 0 && (size_t)length < size;
}

static bool find_file(char *out, size_t size)
{
    char folder[PATH_MAX], state[PATH_MAX];
    state_folder(state, sizeof state);
    uint64_t print = print_add(PRINT_BASIS, state, strlen(state));
    if (!find_folder(folder, sizeof folder))
        return false;
    int length = snprintf(out, size, "%s/status-%016llx", folder, (unsigned long long)print);
    return length > 0 && (size_t)length < size;
}

/* The user's own folder may be made; that of the system is systemd's. */
static bool make_folder(void)
{
    char folder[PATH_MAX];
    bool found = find_folder(folder, sizeof folder);
    return found && (mkdir(folder, 0700) == 0 || access(folder, W_OK) == 0);
}

static void write_text(const char *text, size_t length)
{
    char file[PATH_MAX - 8], fresh[PATH_MAX];
    if (!find_file(file, sizeof file))
        return;
    snprintf(fresh, sizeof fresh, "%s.new", file);
    int flags = O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC;
    int fd = open(fresh, flags, 0600);
    if (fd < 0 && make_folder())
        fd = open(fresh, flags, 0600);
    if (fd < 0)
        return;
    bool written = store_write(fd, text, length);
    if (close(fd) != 0 || !written || rename(fresh, file) != 0)
        unlink(fresh);
}

void pulse_note(const struct pulse *pulse, ms_t now)
{
    static ms_t next;
    char text[TEXT_SIZE];
    if (now < next)
        return;
    next = now + PULSE_EVERY_MS;
    int length = snprintf(text, sizeof text,
                          "version %s\nrenderer %s\nsize %dx%d\nstarted %lld\nframe %lld\n"
                          "touch %lld\nerrors %d\nwarnings %d\n",
                          pulse->version, pulse->renderer, pulse->width, pulse->height,
                          (long long)pulse->started, (long long)pulse->frame,
                          (long long)pulse->touch, pulse->errors, pulse->warnings);
    if (length > 0 && length < TEXT_SIZE)
        write_text(text, (size_t)length);
}

void pulse_end(void)
{
    char file[PATH_MAX];
    if (find_file(file, sizeof file))
        unlink(file);
}

bool pulse_read(struct pulse *pulse)
{
    char file[PATH_MAX], text[TEXT_SIZE];
    long long started, frame, touch;
    *pulse = (struct pulse){.touch = -1};
    int fd = find_file(file, sizeof file) ? open(file, O_RDONLY | O_NOFOLLOW | O_CLOEXEC) : -1;
    if (fd < 0)
        return false;
    ssize_t length = read(fd, text, sizeof text - 1);
    close(fd);
    text[length > 0 ? length : 0] = '\0';
    bool whole =
        sscanf(text,
               "version %31s renderer %63[^\n] size %dx%d started %lld frame %lld touch %lld "
               "errors %d warnings %d",
               pulse->version, pulse->renderer, &pulse->width, &pulse->height, &started, &frame,
               &touch, &pulse->errors, &pulse->warnings) == 9;
    if (whole) {
        pulse->started = started;
        pulse->frame = frame;
        pulse->touch = touch;
    }
    return whole;
}
