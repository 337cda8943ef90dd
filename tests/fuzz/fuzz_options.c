// links: options
/* Any lines as the words of a call. A call that is wrong says so in a line that names an option, a
 * word of the call or the command; one that is right holds what the options allow. */
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/option_rows.h"
#include "fuzz.h"

enum { WORDS_MAX = 64 };

static const struct command commands[] = {
    {"run", "", "Runs.", OPTION_BIT(OPTION_WINDOW) | OPTION_BIT(OPTION_PRESENTER), 0, 0, 0, NULL},
    {"shot", "SCREEN", "Shoots.",
     OPTION_BIT(OPTION_SIZE) | OPTION_BIT(OPTION_AT) | OPTION_BIT(OPTION_EASE) |
         OPTION_BIT(OPTION_HITS) | OPTION_BIT(OPTION_TEXTS),
     OPTION_BIT(OPTION_OUT), 1, 1, NULL},
    {"all", "[NAME...]", "Takes all.", ~0u, 0, 0, WORDS_MAX, NULL},
    {0},
};

/* NULL-terminated, the program's name first. */
static int split(char *text, char **argv)
{
    static char program[] = "kiosk";
    int argc = 1;
    argv[0] = program;
    for (char *word = strtok(text, "\n"); word && argc < WORDS_MAX; word = strtok(NULL, "\n"))
        argv[argc++] = word;
    argv[argc] = NULL;
    return argc;
}

static bool names_something(const char *said, char *const *words)
{
    for (int i = 0; i < OPTION_COUNT; i++)
        if (strstr(said, option_rows[i].name))
            return true;
    for (; *words; words++)
        if (strstr(said, *words))
            return true;
    return strstr(said, "SCREEN is missing") != NULL;
}

static bool size_good(int width, int height)
{
    return (width == 0 && height == 0) ||
           (width >= 160 && width <= 7680 && height >= 160 && height <= 7680);
}

static void check_good(const struct options *options, const struct command *command)
{
    assert(options->content_dir_count <= OPTIONS_MAX_CONTENT);
    assert(size_good(options->window_width, options->window_height));
    assert(size_good(options->width, options->height));
    assert(options->at_s == -1 || (options->at_s >= 0 && options->at_s <= 3600));
    assert(options->seconds >= 0.1 && options->seconds <= 86400);
    assert(options->argument_count >= command->least_arguments);
    assert(options->argument_count <= command->most_arguments);
    assert(!(command->needs & ~options->given));
    assert(options->log_level <= LOG_LEVEL_ERROR);
    assert(!(options->left && options->right));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = fuzz_text(data, size), *argv[WORDS_MAX + 1], *words[WORDS_MAX + 1];
    char *said = NULL, *told = NULL;
    size_t said_length = 0, told_length = 0;
    struct options options;
    int code = -1, argc = split(text, argv);
    memcpy(words, argv, sizeof words); /* which options_parse moves */
    FILE *out = stdout, *err = stderr;
    stdout = open_memstream(&told, &told_length);
    stderr = open_memstream(&said, &said_length);
    const struct command *command = options_parse(argc, argv, commands, &options, &code);
    fclose(stdout);
    fclose(stderr);
    stdout = out;
    stderr = err;
    if (command)
        check_good(&options, command);
    assert(code == CLI_FINE || code == CLI_CALL_WRONG);
    assert(!command || (code == CLI_FINE && !*told && !*said));
    assert(command || code == CLI_CALL_WRONG ? !*told : *told && !*said);
    assert(code == CLI_FINE ||
           (strncmp(said, "kiosk", 5) == 0 && names_something(said, words + 1)));
    free(said);
    free(told);
    free(text);
    return 0;
}
