#include "fuzz.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/utf8.h"

int fuzz_fd(const uint8_t *data, size_t size)
{
    int fd = memfd_create("fuzz", MFD_CLOEXEC);
    assert(fd >= 0 && write(fd, data, size) == (ssize_t)size && lseek(fd, 0, SEEK_SET) == 0);
    return fd;
}

const char *fuzz_fd_path(int fd)
{
    static char path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    return path;
}

const char *fuzz_folder(void)
{
    static char folder[256];
    if (*folder)
        return folder;
    const char *parent = getenv("TMPDIR");
    snprintf(folder, sizeof folder, "%s/fuzz-XXXXXX", parent ? parent : "/tmp");
    assert(mkdtemp(folder));
    return folder;
}

const char *fuzz_path(const char *relative)
{
    static char paths[4][512];
    static int turn;
    turn = (turn + 1) % 4;
    snprintf(paths[turn], sizeof paths[turn], "%s/%s", fuzz_folder(), relative);
    return paths[turn];
}

void fuzz_write(const char *path, const void *data, size_t size)
{
    FILE *out = fopen(path, "wb");
    assert(out && fwrite(data, 1, size, out) == size);
    assert(fclose(out) == 0);
}

char *fuzz_text(const uint8_t *data, size_t size)
{
    char *text = malloc(size + 1);
    assert(text);
    memcpy(text, data, size);
    text[size] = '\0';
    return text;
}

static void check_fault(const struct fault *fault)
{
    char *line = NULL;
    size_t length = 0;
    assert(fault->line >= 0 && (fault->line == 0 || fault->column >= 1));
    assert(fault->path[0] == '$' && *fault->message);
    FILE *out = open_memstream(&line, &length);
    fault_print(fault, out);
    fclose(out);
    assert(length > 0 && strchr(line, '\n') == line + length - 1);
    assert(utf8_valid(line, length));
    free(line);
}

void fuzz_end_faults(struct fault_list *faults)
{
    size_t count = 0;
    for (const struct fault *fault = faults->first; fault; fault = fault->next, count++)
        check_fault(fault);
    assert(count == faults->errors + faults->warnings);
    fault_list_free(faults);
}
