#include <string.h>

#include "staff/keyboard_view.h"

static void enter(struct screen_context *context)
{
    struct writing *writing = &context->staff->writing;
    if (context->staff->sample)
        writing_sample(context, writing, context->staff->sample);
    else
        writing_begin(context, writing);
}

static void end(struct screen_context *context, bool done)
{
    writing_end(&context->staff->writing, done);
    context->close_panel = true;
}

static void changed(struct screen_context *context)
{
    struct writing *writing = &context->staff->writing;
    writing_keep(writing);
    if (writing->changed)
        writing->changed(context, writing);
}

static void after_writing(struct screen_context *context, bool fitted)
{
    if (fitted)
        changed(context);
    else
        context->staff->writing.refused_at = context->now;
}

/* On a small screen the key for the next keyboard chooses the language of the text, too: there is
 * no room for another choice. */
static void turn_language(struct writing_view *page)
{
    struct writing *writing = page->writing;
    if (writing->count > 1 && writing->shown == 0)
        writing->choosing = true;
    else
        writing_next_board(page->context, writing);
}

static bool follow_keyboard(struct writing_view *page, const struct tap *tap)
{
    switch (keyboard_tap(&page->keyboard, tap)) {
    case KEYBOARD_NOTHING:
        return false;
    case KEYBOARD_WROTE:
        after_writing(page->context, true);
        break;
    case KEYBOARD_REFUSED:
        after_writing(page->context, false);
        break;
    case KEYBOARD_LANGUAGE:
        turn_language(page);
        break;
    case KEYBOARD_DONE:
        end(page->context, true);
        break;
    case KEYBOARD_PRESSED:
        break;
    }
    return true;
}

static void tap_target(struct writing_view *page, const struct tap *tap)
{
    struct writing *writing = page->writing;
    bool quick = strncmp(tap->id, "quick:", 6) == 0;
    if (strcmp(tap->id, "cancel") == 0) {
        end(page->context, false);
    } else if (strcmp(tap->id, "done") == 0) {
        end(page->context, true);
    } else if (strcmp(tap->id, "text") == 0) {
        text_edit_place(&writing->edit, tap->to);
        writing->keyboard.letters = CASE_AUTO;
    } else if (strcmp(tap->id, "text:clear") == 0) {
        text_edit_set(&writing->edit, "", writing->most);
        after_writing(page->context, true);
    } else if (quick && tap->index < page->quick_count && writing->picked) {
        writing->picked(page->context, tap->index);
    } else if (quick && tap->index < page->quick_count) {
        after_writing(page->context, keyboard_write_word(&writing->edit, page->quick[tap->index]));
    }
}

/* A language was chosen, or the list of them opened or closed. */
static bool choose_language(struct writing_view *page, const struct tap *tap)
{
    struct writing *writing = page->writing;
    int hidden[WRITING_LANGUAGES], count = writing_hidden(writing, hidden);
    bool was_open = writing->choosing;
    bool target = tap->kind == TAP_TARGET;
    writing->choosing = false;
    if (target && strncmp(tap->id, "in:", 3) == 0)
        writing_choose(page->context, writing, tap->index);
    else if (target && strncmp(tap->id, "also-in:", 8) == 0 && tap->index < count)
        writing_choose(page->context, writing, hidden[tap->index]);
    else if (target && strcmp(tap->id, "languages") == 0)
        writing->choosing = !was_open;
    else
        return was_open && (tap->kind == TAP_BACK || tap->kind == TAP_ELSEWHERE);
    writing->keyboard.popup = POPUP_NONE;
    return true;
}

static void tap(struct screen_context *context, const struct tap *tap)
{
    struct writing_view page;
    writing_view_init(&page, context);
    if (choose_language(&page, tap) || follow_keyboard(&page, tap))
        return;
    if (tap->kind == TAP_BACK)
        end(context, false);
    else if (tap->kind == TAP_TARGET)
        tap_target(&page, tap);
}

static ms_t wake(const struct screen_context *context)
{
    return writing_shows_refusal(context) ? context->now : MS_NEVER;
}

const struct screen screen_staff_keyboard = {
    .staff = true,
    .panel = true,
    .enter = enter,
    .tap = tap,
    .draw = writing_draw,
    .wake = wake,
};
