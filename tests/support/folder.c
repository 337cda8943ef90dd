#include "folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

char folder_root[256];

int folder_make(void)
{
    snprintf(folder_root, sizeof folder_root, "%s/test-XXXXXX", BUILD_DIR);
    return mkdtemp(folder_root) ? 0 : -1;
}

int folder_remove(void)
{
    folder_shell("rm -rf '%s'", folder_root);
    return 0;
}

const char *folder_path(const char *file)
{
    static char paths[4][512];
    static int turn;
    turn = (turn + 1) % 4;
    snprintf(paths[turn], sizeof paths[turn], "%s/%s", folder_root, file);
    return paths[turn];
}

void folder_write(const char *file, const char *text)
{
    FILE *out = fopen(folder_path(file), "w");
    assert_non_null(out);
    fputs(text, out);
    fclose(out);
}

void folder_shell(const char *format, ...)
{
    char command[4096];
    int used = snprintf(command, sizeof command, "set -e; cd '%s'; ", folder_root);
    va_list args;
    va_start(args, format);
    vsnprintf(command + used, sizeof command - (size_t)used, format, args);
    va_end(args);
    if (system(command) != 0) /* NOLINT(cert-env33-c) */
        fail_msg("%s", command);
}

const char *folder_faults(const struct fault_list *faults)
{
    static char text[32768];
    size_t length = strlen(folder_root);
    memset(text, 0, sizeof text);
    FILE *out = fmemopen(text, sizeof text, "w");
    assert_non_null(out);
    for (const struct fault *f = faults->first; f; f = f->next) {
        struct fault fault = *f;
        if (strncmp(fault.file, folder_root, length) == 0)
            fault.file += length + 1;
        fault_print(&fault, out);
    }
    fclose(out);
    return text;
}
