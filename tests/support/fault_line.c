#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "fault_line.h"

const char *fault_line(const struct fault *fault, const char *file)
{
    static char line[2048];
    line[0] = '\0';
    if (!fault)
        return line;
    struct fault named = *fault;
    if (file)
        named.file = file;
    FILE *out = fmemopen(line, sizeof line, "w");
    assert_non_null(out);
    fault_print(&named, out);
    fclose(out);
    line[strcspn(line, "\n")] = '\0';
    return line;
}
