#include "ui/text_edit.h"

#include <string.h>

#include "base/letter.h"
#include "base/text_break.h"
#include "base/utf8.h"

/* Where the character before this byte begins. */
static size_t start_before(const struct text_edit *edit, size_t at)
{
    size_t start = 0;
    for (size_t next = 0; next < at; next += text_cluster(edit->text + next, edit->length - next))
        start = next;
    return start;
}

/* Where the character at this byte ends; at the end of the text: there. */
static size_t end_after(const struct text_edit *edit, size_t at)
{
    return at + text_cluster(edit->text + at, edit->length - at);
}

static bool may_be_written(const char *text)
{
    if (!utf8_valid(text, strlen(text)))
        return false;
    for (uint32_t code = utf8_next(&text); code; code = utf8_next(&text))
        if (utf8_unprintable(code))
            return false;
    return true;
}

size_t text_edit_letters(const struct text_edit *edit)
{
    return utf8_count(edit->text);
}

static bool has_room(const struct text_edit *edit, const char *text)
{
    return strlen(text) <= TEXT_EDIT_MAX - edit->length &&
           text_edit_letters(edit) + utf8_count(text) <= edit->most;
}

bool text_edit_insert(struct text_edit *edit, const char *text)
{
    size_t added = strlen(text);
    if (!has_room(edit, text) || !may_be_written(text))
        return false;
    char *at = edit->text + edit->caret;
    memmove(at + added, at, edit->length - edit->caret);
    for (size_t i = 0; i < added; i++)
        at[i] = text[i];
    edit->length += added;
    edit->text[edit->length] = '\0';
    size_t wanted = edit->caret + added;
    size_t start = start_before(edit, wanted); /* an accent joins the letter before it */
    edit->caret = wanted > 0 ? end_after(edit, start) : 0;
    return true;
}

void text_edit_set(struct text_edit *edit, const char *text, size_t most)
{
    *edit = (struct text_edit){.most = most < TEXT_EDIT_LETTERS ? most : TEXT_EDIT_LETTERS};
    size_t left = strlen(text);
    while (left > 0) {
        char one[TEXT_EDIT_MAX + 1];
        size_t size = text_cluster(text, left);
        if (size > TEXT_EDIT_MAX)
            break;
        memcpy(one, text, size);
        one[size] = '\0';
        if (!has_room(edit, one))
            break;
        text_edit_insert(edit, one);
        text += size;
        left -= size;
    }
}

static void cut(struct text_edit *edit, size_t from, size_t to)
{
    memmove(edit->text + from, edit->text + to, edit->length - to + 1);
    edit->length -= to - from;
    edit->caret = from;
    text_edit_place(edit, (int)from); /* what now stands side by side may be one character */
}

bool text_edit_delete_before(struct text_edit *edit)
{
    if (edit->caret == 0)
        return false;
    cut(edit, start_before(edit, edit->caret), edit->caret);
    return true;
}

bool text_edit_delete_after(struct text_edit *edit)
{
    if (edit->caret == edit->length)
        return false;
    cut(edit, edit->caret, end_after(edit, edit->caret));
    return true;
}

bool text_edit_step_back(struct text_edit *edit)
{
    bool more = edit->caret > 0;
    edit->caret = start_before(edit, edit->caret);
    return more;
}

bool text_edit_step_on(struct text_edit *edit)
{
    bool more = edit->caret < edit->length;
    edit->caret = end_after(edit, edit->caret);
    return more;
}

void text_edit_place(struct text_edit *edit, int at)
{
    if (at < 0)
        return;
    size_t wanted = (size_t)at < edit->length ? (size_t)at : edit->length;
    size_t start = start_before(edit, wanted);
    edit->caret = wanted > 0 && end_after(edit, start) <= wanted ? wanted : start;
}

void text_edit_before(const struct text_edit *edit, char *character, size_t size)
{
    size_t start = start_before(edit, edit->caret);
    size_t length = edit->caret - start;
    if (length >= size)
        length = 0;
    memcpy(character, edit->text + start, length);
    character[length] = '\0';
}

bool text_edit_write(struct text_edit *edit, const char *text)
{
    char letter[LETTER_SIZE], composed[LETTER_SIZE];
    if (!text_edit_insert(edit, text))
        return false;
    text_edit_before(edit, letter, sizeof letter);
    if (!letter_compose(letter, composed) || strcmp(letter, composed) == 0)
        return true;
    text_edit_delete_before(edit);
    return text_edit_insert(edit, composed); /* never longer */
}

bool text_edit_key(struct text_edit *edit, enum key key)
{
    size_t caret = edit->caret;
    switch (key) {
    case KEY_LEFT:
        return edit->rtl ? text_edit_step_on(edit) : text_edit_step_back(edit);
    case KEY_RIGHT:
        return edit->rtl ? text_edit_step_back(edit) : text_edit_step_on(edit);
    case KEY_BACKSPACE:
        return text_edit_delete_before(edit);
    case KEY_DELETE:
        return text_edit_delete_after(edit);
    case KEY_HOME:
        edit->caret = 0;
        return caret != edit->caret;
    case KEY_END:
        edit->caret = edit->length;
        return caret != edit->caret;
    default:
        return false;
    }
}
