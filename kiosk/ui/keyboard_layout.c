#include "ui/keyboard_layout.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "ui/keyboard_layouts.h"

const struct keyboard_layout *keyboard_layout_find(const char *language)
{
    for (int i = 0; i < keyboard_layout_count; i++)
        if (strcmp(keyboard_layouts[i].language, language) == 0)
            return &keyboard_layouts[i];
    return NULL;
}

const struct keyboard_layout *keyboard_layout_latin(void)
{
    return &keyboard_layouts[0];
}

static bool has(const struct letters *letters, const char *letter)
{
    for (int i = 0; i < letters->count; i++)
        if (strcmp(letters->items[i], letter) == 0)
            return true;
    return false;
}

static void add(struct letters *letters, const char *text, size_t length)
{
    if (letters->count < LAYOUT_FORMS && length < LETTER_SIZE)
        snprintf(letters->items[letters->count++], LETTER_SIZE, "%.*s", (int)length, text);
}

void layout_row(const struct keyboard_layout *layout, int row, struct letters *keys)
{
    const char *text = row < 0 ? "1 2 3 4 5 6 7 8 9 0" : layout->rows[row];
    keys->count = 0;
    while (*text) {
        size_t length = strcspn(text, " ");
        add(keys, text, length);
        text += length + strspn(text + length, " ");
    }
}

/* The characters of a group, which may be marks: one code point each. */
static void read_group(const char *group, size_t length, struct letters *letters)
{
    const char *end = group + length;
    letters->count = 0;
    for (const char *next = group; group < end; group = next) {
        utf8_next(&next);
        add(letters, group, (size_t)(next - group));
    }
}

/* Moves `groups` behind its first group; false when there is none. */
static bool next_group(const char **groups, struct letters *group)
{
    *groups += strspn(*groups, " ");
    size_t length = strcspn(*groups, " ");
    read_group(*groups, length, group);
    *groups += length;
    return length > 0;
}

/* Small letters only. */
static bool find_key(const struct keyboard_layout *layout, const char *letter,
                     char key[LETTER_SIZE])
{
    const char *tables[] = {layout->forms, layout->more ? layout->more : "", keyboard_marks};
    for (int own = 1; own >= 0; own--) { /* first where it is a key itself */
        for (int t = 0; t < 3; t++) {
            struct letters group;
            for (const char *at = tables[t]; next_group(&at, &group);) {
                if (own ? strcmp(group.items[0], letter) != 0 : !has(&group, letter))
                    continue;
                snprintf(key, LETTER_SIZE, "%s", group.items[0]);
                return true;
            }
        }
    }
    return false;
}

static void collect(const char *groups, const char *key, struct letters *all)
{
    struct letters group;
    while (next_group(&groups, &group)) {
        if (strcmp(group.items[0], key) != 0)
            continue;
        for (int i = 1; i < group.count; i++)
            if (!has(all, group.items[i]))
                add(all, group.items[i], strlen(group.items[i]));
    }
}

static void remove_letter(struct letters *letters, const char *letter)
{
    int left = 0;
    for (int i = 0; i < letters->count; i++)
        if (strcmp(letters->items[i], letter) != 0)
            memmove(letters->items[left++], letters->items[i], LETTER_SIZE);
    letters->count = left;
}

static void raise_case(struct letters *letters)
{
    for (int i = 0; i < letters->count; i++) {
        char upper[LETTER_SIZE];
        letter_upper(letters->items[i], upper);
        memcpy(letters->items[i], upper, sizeof upper);
    }
}

void layout_forms(const struct keyboard_layout *layout, const char *letter, struct letters *forms,
                  char key[LETTER_SIZE])
{
    char small[LETTER_SIZE], of[LETTER_SIZE];
    forms->count = 0;
    letter_lower(letter, small);
    if (!*letter || !find_key(layout, small, of))
        return;
    if (strcmp(of, small) != 0)
        add(forms, of, strlen(of));
    collect(layout->forms, of, forms);
    collect(layout->more ? layout->more : "", of, forms);
    collect(keyboard_marks, of, forms);
    remove_letter(forms, small);
    if (strcmp(small, letter) != 0)
        raise_case(forms);
    if (key)
        memcpy(key, of, sizeof of);
}

void layout_mark(const struct keyboard_layout *layout, const char *key, char mark[LETTER_SIZE])
{
    struct letters group;
    mark[0] = '\0';
    for (const char *at = layout->forms; next_group(&at, &group);)
        if (strcmp(group.items[0], key) == 0 && group.count > 1)
            snprintf(mark, LETTER_SIZE, "%s", group.items[1]);
}
