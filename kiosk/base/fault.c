#include "base/fault.h"

#include <stdarg.h>

void fault_list_free(struct fault_list *list)
{
    arena_free(&list->arena);
    *list = (struct fault_list){0};
}

void fault_add(struct fault_list *list, enum fault_severity severity, const char *file, int line,
               int column, const char *path, const char *format, ...)
{
    char message[1024];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);

    struct fault *fault = ARENA_NEW(&list->arena, struct fault);
    fault->severity = severity;
    fault->file = arena_strdup(&list->arena, file);
    fault->line = line;
    fault->column = column;
    fault->path = arena_strdup(&list->arena, path);
    fault->message = arena_strdup(&list->arena, message);
    if (list->last)
        list->last->next = fault;
    else
        list->first = fault;
    list->last = fault;
    if (severity == FAULT_ERROR)
        list->errors++;
    else
        list->warnings++;
}

void fault_print(const struct fault *fault, FILE *out)
{
    fprintf(out, "%s:", fault->file);
    if (fault->line > 0)
        fprintf(out, "%d:%d: %s:", fault->line, fault->column, fault->path);
    fprintf(out, " %s%s\n", fault->severity == FAULT_WARNING ? "warning: " : "", fault->message);
}
