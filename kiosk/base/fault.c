#include "base/fault.h"

#include <stdarg.h>
#include <string.h>

#include "base/utf8.h"

/* One character, or what stands for it: \u001b for a control character, U+FFFD for no UTF-8. */
static size_t write_character(char *out, size_t room, const char *from, size_t length, uint32_t c)
{
    char shown[8] = "\xEF\xBF\xBD";
    if (utf8_unprintable(c))
        snprintf(shown, sizeof shown, "\\u%04x", (unsigned)c);
    const char *text = utf8_unprintable(c) || (c == 0xFFFD && length == 1) ? shown : from;
    size_t size = text == from ? length : strlen(shown);
    if (size > room)
        return 0;
    memcpy(out, text, size);
    return size;
}

/* `text` for one line on a screen, cut between characters when it does not fit. */
static void write_printable(const char *text, char *out, size_t size)
{
    size_t used = 0;
    while (*text) {
        const char *from = text;
        uint32_t c = utf8_next(&text);
        size_t step = write_character(out + used, size - 1 - used, from, (size_t)(text - from), c);
        if (step == 0)
            break;
        used += step;
    }
    out[used] = '\0';
}

void fault_list_free(struct fault_list *list)
{
    arena_free(&list->arena);
    *list = (struct fault_list){0};
}

void fault_list_move(struct fault_list *to, struct fault_list *from)
{
    fault_list_free(to);
    *to = *from;
    *from = (struct fault_list){0};
}

bool fault_list_has_error_in(const struct fault_list *list, const char *file)
{
    for (const struct fault *f = list->first; f; f = f->next)
        if (f->severity == FAULT_ERROR && strcmp(f->file, file) == 0)
            return true;
    return false;
}

struct fault *fault_add(struct fault_list *list, enum fault_severity severity, const char *file,
                        int line, int column, const char *path, const char *format, ...)
{
    char message[1024];
    char printable[2 * sizeof message];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);

    struct fault *fault = ARENA_NEW(&list->arena, struct fault);
    fault->severity = severity;
    fault->file = arena_strdup(&list->arena, file);
    fault->line = line;
    fault->column = column;
    write_printable(path, printable, sizeof printable);
    fault->path = arena_strdup(&list->arena, printable);
    write_printable(message, printable, sizeof printable);
    fault->message = arena_strdup(&list->arena, printable);
    if (list->last)
        list->last->next = fault;
    else
        list->first = fault;
    list->last = fault;
    if (severity == FAULT_ERROR)
        list->errors++;
    else
        list->warnings++;
    return fault;
}

struct fault *fault_add_system(struct fault_list *list, const char *file, const char *what,
                               int error)
{
    struct fault *fault =
        fault_add(list, FAULT_ERROR, file, 0, 0, "$", "%s: %s", what, strerror(error));
    fault->error = error;
    return fault;
}

struct fault *fault_copy(struct fault_list *list, const struct fault *fault, const char *file)
{
    struct fault *copy = fault_add(list, fault->severity, file, fault->line, fault->column,
                                   fault->path, "%s", fault->message);
    copy->spares_item = fault->spares_item;
    copy->error = fault->error;
    return copy;
}

bool fault_list_has_errno(const struct fault_list *list, int error)
{
    for (const struct fault *f = list->first; f; f = f->next)
        if (f->error == error)
            return true;
    return false;
}

static bool same_fault(const struct fault *a, const struct fault *b)
{
    return a->line == b->line && a->column == b->column && strcmp(a->file, b->file) == 0 &&
           strcmp(a->message, b->message) == 0;
}

bool fault_list_holds(const struct fault_list *list, const struct fault *fault)
{
    for (const struct fault *f = list->first; f; f = f->next)
        if (same_fault(f, fault))
            return true;
    return false;
}

void fault_print(const struct fault *fault, FILE *out)
{
    char file[4096];
    bool placed = fault->line > 0;
    write_printable(fault->file, file, sizeof file);
    fprintf(out, "%s:%d:%d: %s: %s%s\n", file, placed ? fault->line : 1, placed ? fault->column : 1,
            fault->path, fault->severity == FAULT_WARNING ? "warning: " : "", fault->message);
}

void fault_list_print(const struct fault_list *faults, FILE *out)
{
    for (const struct fault *f = faults->first; f; f = f->next)
        fault_print(f, out);
}
