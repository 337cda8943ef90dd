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

/* Of espeak-ng. Its speed is a little below its usual 175 words a minute, as who listens may hear a
 * second language; the faster ones then take as long for the same texts as English does. Its voice
 * "cmn" reads the letters and tones of pinyin aloud, in English (1.51). */
static const struct {
    const char *language, *voice;
    int speed;
} voices[] = {{"ar", "ar", 185}, {"zh", "cmn-latn-pinyin", 190}};

void command_default(char *line, size_t size, const char *language)
{
    const char *voice = language;
    int speed = 150;
    for (size_t i = 0; i < sizeof voices / sizeof *voices; i++) {
        size_t length = strlen(voices[i].language);
        if (strncmp(language, voices[i].language, length) == 0 &&
            (!language[length] || language[length] == '-')) {
            voice = voices[i].voice;
            speed = voices[i].speed;
        }
    }
    snprintf(line, size, "espeak-ng -v %s -s %d --stdin --stdout", voice, speed);
}
