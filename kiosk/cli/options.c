#include "cli/options.h"

#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/option_rows.h"
#include "json/json.h"

enum {
    COMMON = OPTION_BIT(OPTION_CONFIG) | OPTION_BIT(OPTION_CONTENT) | OPTION_BIT(OPTION_LANG) |
             OPTION_BIT(OPTION_LOG) | OPTION_BIT(OPTION_LOG_FORMAT) | OPTION_BIT(OPTION_HELP)
};

static int print_option(const struct option_row *row)
{
    char left[40];
    snprintf(left, sizeof left, "%s%s%s", row->name, row->value ? " " : "",
             row->value ? row->value : "");
    return printf("  %-22s %s\n", left, row->help);
}

static void print_command_help(const struct command *command)
{
    printf("usage: kiosk %s%s%s", command->name, *command->arguments ? " " : "",
           command->arguments);
    for (int i = 0; i < OPTION_COUNT; i++) {
        if (command->needs & OPTION_BIT(i))
            printf(" %s %s", option_rows[i].name, option_rows[i].value);
    }
    printf(" [OPTIONS]\n\n%s\n\noptions:\n", command->help);
    for (int i = 0; i < OPTION_COUNT; i++) {
        if ((command->accepts | command->needs | COMMON) & OPTION_BIT(i))
            print_option(&option_rows[i]);
    }
}

static void print_overview(const struct command *commands)
{
    printf("Physio Kiosk " KIOSK_VERSION ": guided exercise routines on a touchscreen\n\n"
           "usage: kiosk [COMMAND] [OPTIONS]\n\ncommands:\n");
    for (const struct command *c = commands; c->name; c++) {
        int first_line = (int)strcspn(c->help, "\n");
        printf("  %-8s %.*s%s\n", c->name, first_line, c->help,
               c == commands ? " (the default)" : "");
    }
    printf("\noptions of every command:\n");
    for (int i = 0; i < OPTION_COUNT; i++) {
        if ((COMMON | OPTION_BIT(OPTION_VERSION)) & OPTION_BIT(i))
            print_option(&option_rows[i]);
    }
    printf("\n`kiosk COMMAND --help` tells more. Exit codes: 0 fine, 1 the input is wrong,\n"
           "2 the call is wrong, 3 the machine is wrong (no display, ...).\n");
}

static void print_nearest(const char *word, const char *const *names, size_t count)
{
    const char *near = json_nearest(word, names, count);
    if (near)
        fprintf(stderr, "; did you mean %s?", near);
    fputc('\n', stderr);
}

static void complain_option(const char *word)
{
    const char *names[OPTION_COUNT];
    for (int i = 0; i < OPTION_COUNT; i++)
        names[i] = option_rows[i].name;
    fprintf(stderr, "kiosk: unknown option %s", word);
    print_nearest(word, names, OPTION_COUNT);
}

static void complain_command(const char *word, const struct command *commands)
{
    const char *names[16];
    size_t count = 0;
    for (const struct command *c = commands; c->name && count < 16; c++)
        names[count++] = c->name;
    fprintf(stderr, "kiosk: unknown command %s", word);
    print_nearest(word, names, count);
    fprintf(stderr, "`kiosk --help` lists them.\n");
}

/* The option that `word` names, up to a '='; OPTION_COUNT when there is none. */
static int find_option(const char *word)
{
    if (strcmp(word, "-h") == 0)
        return OPTION_HELP;
    size_t length = strcspn(word, "=");
    for (int i = 0; i < OPTION_COUNT; i++) {
        if (strlen(option_rows[i].name) == length &&
            strncmp(option_rows[i].name, word, length) == 0)
            return i;
    }
    return OPTION_COUNT;
}

/* Takes the option at argv[*at] and its value; *at ends on the last word used. */
static bool take_option(int argc, char **argv, int *at, struct options *options)
{
    const char *word = argv[*at];
    int found = find_option(word);
    if (found == OPTION_COUNT) {
        complain_option(word);
        return false;
    }
    const struct option_row *row = &option_rows[found];
    options->given |= OPTION_BIT(found);
    const char *value = strchr(word, '=');
    if (!row->value) {
        if (value) {
            fprintf(stderr, "kiosk: %s takes no value\n", row->name);
            return false;
        }
        return !row->set || row->set(options, NULL);
    }
    if (value)
        value++;
    else if (*at + 1 < argc)
        value = argv[++*at];
    if (!value) {
        fprintf(stderr, "kiosk: %s needs a value: %s\n", row->name, row->allowed);
        return false;
    }
    if (!row->set(options, value)) {
        fprintf(stderr, "kiosk: %s cannot be '%s'; it must be %s\n", row->name, value,
                row->allowed);
        return false;
    }
    return true;
}

static bool take_words(int argc, char **argv, struct options *options, const char **command)
{
    bool options_over = false;
    for (int i = 1; i < argc; i++) {
        const char *word = argv[i];
        if (!options_over && strcmp(word, "--") == 0) {
            options_over = true;
        } else if (!options_over && word[0] == '-' && word[1] != '\0') {
            if (!take_option(argc, argv, &i, options))
                return false;
        } else if (!*command) {
            *command = word;
        } else {
            options->arguments[options->argument_count++] = argv[i];
        }
    }
    return true;
}

static const struct command *find_command(const struct command *commands, const char *name)
{
    for (const struct command *c = commands; c->name; c++) {
        if (strcmp(c->name, name) == 0)
            return c;
    }
    return NULL;
}

/* Does this call suit the command? Says what does not. */
static bool suits(const struct command *command, const struct options *options)
{
    uint64_t allowed = command->accepts | command->needs | COMMON;
    const char *names[OPTION_COUNT];
    size_t count = 0;
    for (int i = 0; i < OPTION_COUNT; i++) {
        if (allowed & OPTION_BIT(i))
            names[count++] = option_rows[i].name;
    }
    for (int i = 0; i < OPTION_COUNT; i++) {
        if (options->given & ~allowed & OPTION_BIT(i)) {
            fprintf(stderr, "kiosk %s: %s is not an option of this command", command->name,
                    option_rows[i].name);
            print_nearest(option_rows[i].name, names, count);
            return false;
        }
        if (command->needs & ~options->given & OPTION_BIT(i)) {
            fprintf(stderr, "kiosk %s: %s %s is missing\n", command->name, option_rows[i].name,
                    option_rows[i].value);
            return false;
        }
    }
    if (options->argument_count < command->least_arguments) {
        fprintf(stderr, "kiosk %s: %s is missing\n", command->name, command->arguments);
        return false;
    }
    if (options->argument_count > command->most_arguments) {
        fprintf(stderr, "kiosk %s: '%s' is one word too many\n", command->name,
                options->arguments[command->most_arguments]);
        return false;
    }
    return true;
}

const struct command *options_parse(int argc, char **argv, const struct command *commands,
                                    struct options *options, int *code)
{
    *options = (struct options){.log_level = LOG_LEVEL_INFO,
                                .at_s = -1,
                                .seconds = 10,
                                .presenter = "auto",
                                .arguments = argv + 1};
    const char *name = NULL;
    *code = CLI_CALL_WRONG;
    if (!take_words(argc, argv, options, &name))
        return NULL;
    const struct command *command = name ? find_command(commands, name) : commands;
    if (name && !command) {
        complain_command(name, commands);
        return NULL;
    }
    if (options->given & OPTION_BIT(OPTION_HELP)) {
        if (name)
            print_command_help(command);
        else
            print_overview(commands);
        *code = CLI_FINE;
        return NULL;
    }
    if (!name && (options->given & OPTION_BIT(OPTION_VERSION))) {
        printf("Physio Kiosk %s\n", KIOSK_VERSION);
        *code = CLI_FINE;
        return NULL;
    }
    if (!suits(command, options)) {
        fprintf(stderr, "`kiosk %s --help` shows how to call it.\n", command->name);
        return NULL;
    }
    *code = CLI_FINE;
    return command;
}
