#include "cli/fault_lines.h"

#include <stdio.h>
#include <string.h>

#include "json/json.h"

static void print_json(const struct fault *fault)
{
    printf("{\"severity\": \"%s\", \"file\": ",
           fault->severity == FAULT_ERROR ? "error" : "warning");
    json_print_string(stdout, fault->file);
    printf(", \"line\": %d, \"column\": %d, \"path\": ", fault->line > 0 ? fault->line : 1,
           fault->line > 0 ? fault->column : 1);
    json_print_string(stdout, fault->path);
    fputs(", \"message\": ", stdout);
    json_print_string(stdout, fault->message);
    putchar('}');
}

void fault_lines_print_json(const struct fault_list *faults)
{
    putchar('[');
    for (const struct fault *f = faults->first; f; f = f->next) {
        fputs(f == faults->first ? "\n  " : ",\n  ", stdout);
        print_json(f);
    }
    putchar(']');
}
