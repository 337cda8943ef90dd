#include "ui/keyboard.h"

#include <stdio.h>
#include <string.h>

#include "ui/keyboard_internal.h"

static void close_popup(struct keyboard *keyboard)
{
    keyboard->popup = POPUP_NONE;
    keyboard->held = false;
    keyboard->opener[0] = keyboard->about[0] = '\0';
}

void keyboard_set_language(struct keyboard *keyboard, const char *language)
{
    const struct keyboard_layout *layout = keyboard_layout_find(language);
    *keyboard = (struct keyboard){.layout = layout ? layout : keyboard_layout_latin()};
}

static bool begins_sentence(const struct text_edit *edit)
{
    size_t at = edit->caret;
    return at == 0 || (at >= 2 && edit->text[at - 1] == ' ' && strchr(".!?", edit->text[at - 2]));
}

bool keyboard_capital(const struct keyboard *keyboard, const struct text_edit *edit)
{
    if (!keyboard->layout->capitals || keyboard->letters == CASE_SMALL)
        return false;
    return keyboard->letters == CASE_CAPITAL || begins_sentence(edit);
}

static void open_popup(struct keyboard *keyboard, enum keyboard_popup popup, const char *opener,
                       const char *about)
{
    keyboard->popup = popup;
    snprintf(keyboard->opener, sizeof keyboard->opener, "%s", opener);
    snprintf(keyboard->about, sizeof keyboard->about, "%s", about);
}

void keyboard_split(const char *text, bool capital, struct letters *letters)
{
    letters->count = 0;
    while (*text && letters->count < LAYOUT_FORMS) {
        size_t length = strcspn(text, " ");
        char letter[LETTER_SIZE];
        snprintf(letter, sizeof letter, "%.*s", (int)length, text);
        if (capital)
            letter_upper(letter, letters->items[letters->count++]);
        else
            memcpy(letters->items[letters->count++], letter, sizeof letter);
        text += length + strspn(text + length, " ");
    }
}

int keyboard_items(const struct keyboard_page *page, struct letters *letters, const char **items)
{
    const struct keyboard *keyboard = page->keyboard;
    letters->count = 0;
    if (keyboard->popup == POPUP_WORDS) {
        int count = int_min(page->quick_count, LAYOUT_FORMS);
        for (int i = 0; i < count; i++)
            items[i] = page->quick[i];
        return count;
    }
    if (keyboard->popup == POPUP_GROUP)
        keyboard_split(keyboard->about, keyboard_capital(keyboard, page->edit), letters);
    else if (keyboard->popup != POPUP_NONE)
        layout_forms(keyboard->layout, keyboard->about, letters, NULL);
    for (int i = 0; i < letters->count; i++)
        items[i] = letters->items[i];
    return letters->count;
}

static void cased(const struct keyboard_page *page, const char *small, char letter[LETTER_SIZE])
{
    if (keyboard_capital(page->keyboard, page->edit))
        letter_upper(small, letter);
    else
        snprintf(letter, LETTER_SIZE, "%s", small);
}

static enum keyboard_answer open_held(const struct keyboard_page *page, const char *id)
{
    char letter[LETTER_SIZE], group[CAP_TEXT];
    struct letters forms;
    if (strncmp(id, "keys:", 5) == 0) {
        keyboard_group(page, id, group);
        open_popup(page->keyboard, POPUP_GROUP, id, group);
        page->keyboard->held = true;
        return KEYBOARD_PRESSED;
    }
    if (strncmp(id, "key:", 4) != 0)
        return KEYBOARD_NOTHING;
    cased(page, id + 4, letter);
    layout_forms(page->keyboard->layout, letter, &forms, NULL);
    if (forms.count > 0)
        open_popup(page->keyboard, POPUP_FORMS, id, letter);
    return KEYBOARD_PRESSED;
}

bool keyboard_forms_before(const struct keyboard_page *page, char letter[LETTER_SIZE],
                           char key[LETTER_SIZE])
{
    struct letters forms;
    text_edit_before(page->edit, letter, LETTER_SIZE);
    layout_forms(page->keyboard->layout, letter, &forms, key);
    return forms.count > 0;
}

static enum keyboard_answer open_before(const struct keyboard_page *page)
{
    char letter[LETTER_SIZE], key[LETTER_SIZE], id[UI_ID_SIZE];
    if (page->keyboard->popup == POPUP_BEFORE) {
        close_popup(page->keyboard);
    } else if (keyboard_forms_before(page, letter, key)) {
        snprintf(id, sizeof id, "key:%s", key);
        open_popup(page->keyboard, POPUP_BEFORE, id, letter);
    }
    return KEYBOARD_PRESSED;
}

/* Pressed again, it closes; it stays when the finger that held it open lifts. */
static enum keyboard_answer open_or_close(struct keyboard *keyboard, enum keyboard_popup popup,
                                          const char *id, const char *about)
{
    bool open = keyboard->popup == popup && strcmp(keyboard->opener, id) == 0;
    bool lifted = keyboard->held; /* the finger that opened it, where it was */
    close_popup(keyboard);
    if (!open || lifted)
        open_popup(keyboard, popup, id, about);
    return KEYBOARD_PRESSED;
}

static enum keyboard_answer written(const struct keyboard_page *page, bool fitted)
{
    close_popup(page->keyboard);
    page->keyboard->letters = CASE_AUTO;
    return fitted ? KEYBOARD_WROTE : KEYBOARD_REFUSED;
}

static enum keyboard_answer write_letter(const struct keyboard_page *page, const char *letter)
{
    return written(page, text_edit_write(page->edit, letter));
}

static enum keyboard_answer replace_before(const struct keyboard_page *page, const char *form)
{
    char letter[LETTER_SIZE];
    text_edit_before(page->edit, letter, sizeof letter);
    text_edit_delete_before(page->edit);
    bool fitted = text_edit_write(page->edit, form);
    if (!fitted)
        text_edit_insert(page->edit, letter);
    return written(page, fitted);
}

/* Letters touch it there. */
static bool is_joined(const char *text)
{
    return *text && *text != ' ' && !strchr("-/(.,", *text);
}

bool keyboard_write_word(struct text_edit *edit, const char *word)
{
    char text[TEXT_EDIT_MAX + 3];
    const char *before = edit->caret > 0 ? edit->text + edit->caret - 1 : "";
    const char *after = edit->text + edit->caret;
    bool space = is_joined(before) || (*before && strchr(".,", *before));
    int length = snprintf(text, sizeof text, "%s%s", space ? " " : "", word);
    if (length + 1 >= (int)sizeof text)
        return false;
    text[length + 1] = '\0';
    text[length] = !*after || is_joined(after) ? ' ' : '\0';
    if (text_edit_insert(edit, text))
        return true;
    text[length] = '\0'; /* the last one may do without the space for the next */
    return !*after && text_edit_insert(edit, text);
}

static enum keyboard_answer choose(const struct keyboard_page *page, int index)
{
    struct letters letters;
    const char *items[LAYOUT_FORMS];
    int count = keyboard_items(page, &letters, items);
    if (index < 0 || index >= count)
        return KEYBOARD_NOTHING;
    if (page->keyboard->popup == POPUP_WORDS)
        return written(page, keyboard_write_word(page->edit, items[index]));
    if (page->keyboard->popup == POPUP_BEFORE)
        return replace_before(page, items[index]);
    return write_letter(page, items[index]);
}

static enum keyboard_answer turn_case(const struct keyboard_page *page)
{
    bool capital = keyboard_capital(page->keyboard, page->edit);
    page->keyboard->letters = capital ? CASE_SMALL : CASE_CAPITAL;
    return KEYBOARD_PRESSED;
}

static enum keyboard_answer press_key(const struct keyboard_page *page, enum key key)
{
    size_t length = page->edit->length;
    close_popup(page->keyboard);
    if (key == KEY_ENTER)
        return KEYBOARD_DONE;
    text_edit_key(page->edit, key);
    page->keyboard->letters = CASE_AUTO;
    return page->edit->length == length ? KEYBOARD_PRESSED : KEYBOARD_WROTE;
}

/* What stands behind "key:". */
static enum keyboard_answer press_cap(const struct keyboard_page *page, const char *name)
{
    char letter[LETTER_SIZE];
    if (strcmp(name, "shift") == 0)
        return turn_case(page);
    if (strcmp(name, "forms") == 0)
        return open_before(page);
    if (strcmp(name, "quick") == 0)
        return open_or_close(page->keyboard, POPUP_WORDS, "key:quick", "");
    if (strcmp(name, "backspace") == 0)
        return press_key(page, KEY_BACKSPACE);
    close_popup(page->keyboard);
    if (strcmp(name, "language") == 0)
        return KEYBOARD_LANGUAGE;
    if (strcmp(name, "done") == 0)
        return KEYBOARD_DONE;
    if (strcmp(name, "space") == 0)
        return write_letter(page, " ");
    cased(page, name, letter);
    return write_letter(page, letter);
}

static enum keyboard_answer press_target(const struct keyboard_page *page, const struct tap *tap)
{
    struct keyboard *keyboard = page->keyboard;
    if (strncmp(tap->id, "form:", 5) == 0)
        return choose(page, tap->index);
    if (strncmp(tap->id, "keys:", 5) == 0) {
        char group[CAP_TEXT];
        keyboard_group(page, tap->id, group);
        return open_or_close(keyboard, POPUP_GROUP, tap->id, group);
    }
    if (strncmp(tap->id, "key:", 4) == 0)
        return press_cap(page, tap->id + 4);
    close_popup(keyboard);
    return KEYBOARD_NOTHING;
}

enum keyboard_answer keyboard_tap(const struct keyboard_page *page, const struct tap *tap)
{
    bool open = page->keyboard->popup != POPUP_NONE;
    switch (tap->kind) {
    case TAP_TARGET:
        return press_target(page, tap);
    case TAP_HELD:
        return open_held(page, tap->id);
    case TAP_TEXT:
        return write_letter(page, tap->text);
    case TAP_KEY:
        return press_key(page, tap->key);
    case TAP_BACK:
    case TAP_ELSEWHERE:
        close_popup(page->keyboard);
        return open ? KEYBOARD_PRESSED : KEYBOARD_NOTHING;
    default:
        return KEYBOARD_NOTHING;
    }
}
