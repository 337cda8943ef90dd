#pragma once

#include <stdbool.h>
#include <stddef.h>

/* The command line of a helper program: words between blanks; '…' and "…" hold blanks together. No
 * shell reads it, so nothing else means anything. `{{language}}` becomes the code ("pt-BR"). */

enum { COMMAND_WORDS_MAX = 32, COMMAND_BYTES_MAX = 1024 };

struct command {
    char *words[COMMAND_WORDS_MAX + 1]; /* NULL after the last */
    int count;
    char text[COMMAND_BYTES_MAX]; /* what they point into */
};

/* False when it has no word, a quote that is not closed, too many words, or is too long. Points
 * into itself: must not be moved. */
bool command_parse(struct command *command, const char *line, const char *language);

/* What speaks a language where nobody has chosen anything: espeak-ng with its voice for it. */
void command_default(char *line, size_t size, const char *language);
