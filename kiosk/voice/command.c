#include "voice/command.h"

#include <stdio.h>
#include <string.h>

#define LANGUAGE "{{language}}"

static bool add(struct command *command, size_t *used, const char *text, size_t length)
{
    if (*used + length > sizeof command->text)
        return false;
    memcpy(command->text + *used, text, length);
    *used += length;
    return true;
}

/* One word from *at on, which is moved behind it. */
static bool take_word(struct command *command, size_t *used, const char **at, const char *language)
{
    char quote = '\0';
    for (; **at && (quote || **at != ' '); ++*at) {
        if (quote ? **at == quote : **at == '"' || **at == '\'') {
            quote = quote ? '\0' : **at;
            continue;
        }
        bool code = strncmp(*at, LANGUAGE, strlen(LANGUAGE)) == 0;
        if (!add(command, used, code ? language : *at, code ? strlen(language) : 1))
            return false;
        if (code)
            *at += strlen(LANGUAGE) - 1;
    }
    return !quote && add(command, used, "", 1);
}

bool command_parse(struct command *command, const char *line, const char *language)
{
    size_t used = 0;
    command->count = 0;
    for (const char *at = line + strspn(line, " "); *at; at += strspn(at, " ")) {
        if (command->count == COMMAND_WORDS_MAX)
            return false;
        command->words[command->count++] = command->text + used;
        if (!take_word(command, &used, &at, language))
            return false;
    }
    command->words[command->count] = NULL;
    return command->count > 0 && *command->words[0];
}

/* A little slower than its 175 words a minute: who listens may hear a second language. */
void command_default(char *line, size_t size, const char *language)
{
    bool chinese = strcmp(language, "zh") == 0 || strncmp(language, "zh-", 3) == 0;
    snprintf(line, size, "espeak-ng -v %s -s 150 --stdin --stdout", chinese ? "cmn" : language);
}
