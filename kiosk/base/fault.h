#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/arena.h"

/* What is wrong with a file somebody wrote: the place, the JSON path, and what would be right. */
enum fault_severity { FAULT_WARNING, FAULT_ERROR };

struct fault {
    enum fault_severity severity;
    const char *file;    /* as the caller named it */
    int line;            /* 1-based; 0 when the fault is the file itself (missing, unreadable) */
    int column;          /* 1-based, in characters (code points), tabs count one */
    const char *path;    /* "$.dose.hold_s"; "$" for the whole document */
    const char *message; /* "what is wrong; what is allowed" */
    /* What holds it is used all the same, without the part that is wrong, and that by its nature:
     * such as an exercise whose photo is missing. */
    bool spares_item;
    int error; /* what the system refused it with (errno); 0: it is no matter of the system */
    struct fault *next;
};

/* Owns its faults and their strings. A zeroed list is empty and ready. */
struct fault_list {
    struct arena arena;
    struct fault *first;
    struct fault *last;
    size_t errors;
    size_t warnings;
};

void fault_list_free(struct fault_list *list);

/* Releases what was in *to; *from is then empty. */
void fault_list_move(struct fault_list *to, struct fault_list *from);

/* One that says the same at the same place. */
bool fault_list_holds(const struct fault_list *list, const struct fault *fault);

bool fault_list_has_error_in(const struct fault_list *list, const char *file);

/* Strings are copied. Characters in path and message that would break a line or steer a terminal
 * become \u001b and the like; `file` is kept as it is. Returns the fault, which the list owns. */
struct fault *fault_add(struct fault_list *list, enum fault_severity severity, const char *file,
                        int line, int column, const char *path, const char *format, ...)
    __attribute__((format(printf, 7, 8)));

/* An error of the file itself, that the system refused with `error`: "what: No such file". */
struct fault *fault_add_system(struct fault_list *list, const char *file, const char *what,
                               int error);

/* One of another list, as it is, of `file`. */
struct fault *fault_copy(struct fault_list *list, const struct fault *fault, const char *file);

/* Some fault of the list has this errno. */
bool fault_list_has_errno(const struct fault_list *list, int error);

/* "file:line:col: $.path: message", with "warning: " before the message of a warning. A fault of
 * the file itself is shown at 1:1. Always one line. */
void fault_print(const struct fault *fault, FILE *out);

/* All of them. */
void fault_list_print(const struct fault_list *faults, FILE *out);
