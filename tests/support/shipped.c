#include "shipped.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { MAX_LANGUAGES = 32, CODE_SIZE = 16 };

static const char folder[] = SOURCE_DIR "/assets/lang";

static int compare(const void *a, const void *b)
{
    bool en_a = strcmp(*(const char *const *)a, "en") == 0;
    bool en_b = strcmp(*(const char *const *)b, "en") == 0;
    if (en_a != en_b)
        return en_a ? -1 : 1;
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

struct languages shipped_languages(void)
{
    static char all[MAX_LANGUAGES][CODE_SIZE];
    static const char *codes[MAX_LANGUAGES];
    size_t count = 0;
    DIR *dir = opendir(folder);
    for (struct dirent *entry; dir && (entry = readdir(dir));) {
        const char *dot = strchr(entry->d_name, '.');
        size_t length = dot ? (size_t)(dot - entry->d_name) : 0;
        if (length == 0 || strcmp(dot, ".json") != 0)
            continue;
        if (count == MAX_LANGUAGES || length >= CODE_SIZE)
            fail_msg("%s/%s: no room for it in tests/support/shipped.c", folder, entry->d_name);
        memcpy(all[count], entry->d_name, length);
        all[count][length] = '\0';
        codes[count] = all[count];
        count++;
    }
    if (dir)
        closedir(dir);
    if (count < 2)
        fail_msg("there are no languages in %s", folder);
    qsort(codes, count, sizeof *codes, compare);
    return (struct languages){codes, count};
}

bool shipped_pair(size_t language, size_t panel)
{
    return language == 0 || (language + panel) % 2 == 0 || getenv("KIOSK_FULL");
}

struct content *shipped_content(void)
{
    static const char *const dirs[] = {SOURCE_DIR "/content"};
    struct fault_list faults = {0};
    struct content *content = content_load(dirs, 1, &faults);
    fault_list_free(&faults);
    assert_non_null(content);
    return content;
}

struct strings *shipped_words(const char *code)
{
    struct fault_list faults = {0};
    struct strings *strings = strings_load(folder, code, &faults);
    fault_list_free(&faults);
    assert_non_null(strings);
    return strings;
}
