#include <stdio.h>
#include <string.h>

#include "screens/layout.h"
#include "staff/parts.h"
#include "staff/photos_internal.h"
#include "staff/writing.h"

/* The exercise that is being made of photos, from its choice of photos to its texts. */

enum { SAMPLE_PHOTOS = 11 };

void staff_photos_know(struct screen_context *context)
{
    struct staff_photos *state = &context->staff->photos;
    if (state->known || context->staff->sample)
        return;
    state->known = true;
    photo_draft_read(&state->draft);
    state->asks = state->draft.begun;
}

void photos_keep(struct staff_photos *state)
{
    photo_draft_keep(&state->draft);
}

struct photo_choice *photos_choice(struct staff_photos *state)
{
    return state->for_settings ? &state->logo : &state->draft.photos;
}

int photos_place(struct staff_photos *state, uint64_t key)
{
    const struct photo_choice *choice = photos_choice(state);
    for (int i = 0; i < choice->count; i++)
        if (choice->items[i].key == key)
            return i + 1;
    return 0;
}

static const struct picture_set *on_stick(const struct staff_photos *state, uint64_t key)
{
    const struct photo_task *looked = state->looked;
    for (size_t i = 0; looked && i < looked->pictures.count; i++)
        if (looked->refs[i].key == key)
            return &looked->each[i];
    return NULL;
}

static const struct picture_set *copy_of(const struct staff_photos *state, uint64_t key)
{
    const struct photo_task *taken = state->taken;
    for (int i = 0; taken && i < taken->chosen.count; i++)
        if (taken->chosen.items[i].key == key && taken->each[i].count > 0)
            return &taken->each[i];
    return NULL;
}

static struct photos_item item_of(const struct staff_photos *state, const struct photo_ref *ref)
{
    const struct picture_set *copy = copy_of(state, ref->key);
    return (struct photos_item){
        .name = ref->name, .key = ref->key, .set = copy ? copy : on_stick(state, ref->key)};
}

static struct photos_item sample_item(const struct screen_context *context, int index)
{
    const struct exercise *exercise = context->content->exercises[index];
    return (struct photos_item){
        .name = exercise->name, .key = (uint64_t)index + 1, .example = exercise};
}

struct photos_item photos_chosen(const struct screen_context *context, int index)
{
    const struct photo_ref *ref = &photos_choice(&context->staff->photos)->items[index];
    return context->staff->sample ? sample_item(context, (int)ref->key - 1)
                                  : item_of(&context->staff->photos, ref);
}

/* The chosen one that is the `index`th of those that are not on the stick; -1: there is none. */
static int elsewhere(struct staff_photos *state, int index)
{
    if (state->for_settings || !state->draft.begun)
        return -1;
    for (int i = 0; i < state->draft.photos.count; i++)
        if (!on_stick(state, state->draft.photos.items[i].key) && index-- == 0)
            return i;
    return -1;
}

int photos_count(const struct screen_context *context)
{
    struct staff_photos *state = &context->staff->photos;
    if (context->staff->sample && context->content)
        return int_min(SAMPLE_PHOTOS, (int)context->content->exercise_count);
    int more = 0;
    while (elsewhere(state, more) >= 0)
        more++;
    return more + (state->looked ? (int)state->looked->pictures.count : 0);
}

struct photos_item photos_item(const struct screen_context *context, int index)
{
    struct staff_photos *state = &context->staff->photos;
    int looked = state->looked ? (int)state->looked->pictures.count : 0;
    if (context->staff->sample)
        return sample_item(context, index);
    if (index < looked)
        return (struct photos_item){.name = state->looked->refs[index].name,
                                    .key = state->looked->refs[index].key,
                                    .set = &state->looked->each[index]};
    return photos_chosen(context, elsewhere(state, index - looked));
}

int photos_missing(const struct screen_context *context)
{
    struct staff_photos *state = &context->staff->photos;
    int count = 0;
    for (int i = 0; i < state->draft.photos.count && !context->staff->sample; i++)
        count += !item_of(state, &state->draft.photos.items[i]).set;
    return count;
}

void photos_drop_unseen(struct staff_photos *state)
{
    struct photo_choice *choice = photos_choice(state);
    int kept = 0;
    if (!state->for_settings && state->draft.begun)
        return;
    for (int i = 0; i < choice->count; i++)
        if (on_stick(state, choice->items[i].key))
            choice->items[kept++] = choice->items[i];
    choice->count = kept;
}

static char *text_of(struct staff_photos *state, bool name, size_t *size)
{
    *size = name ? sizeof state->draft.name : sizeof state->draft.what;
    return name ? state->draft.name : state->draft.what;
}

static bool writes_name(const struct writing *writing)
{
    return strcmp(writing->asker, "photos:name") == 0;
}

static void put(struct staff_photos *state, bool name, const char *text)
{
    size_t size;
    char *out = text_of(state, name, &size);
    snprintf(out, size, "%.*s", (int)size - 1, text);
    photos_keep(state);
}

/* A lock or a power cut then leaves it as far as it came. */
static void keep_text(struct screen_context *context, const struct writing *writing)
{
    put(&context->staff->photos, writes_name(writing), writing->texts[0].text);
}

void photos_ask_text(struct screen_context *context, bool name)
{
    struct staff_photos *state = &context->staff->photos;
    struct writing *writing = &context->staff->writing;
    size_t size;
    const char *old = text_of(state, name, &size);
    writing_ask(writing, name ? "photos:name" : "photos:what",
                tr(context->strings, name ? "staff.photos.name" : "staff.photos.what"), NULL,
                name ? PHOTO_TITLE_LETTERS : PHOTO_WHAT_LETTERS);
    struct writing_text *text = writing_add(writing, strings_code(context->strings), old);
    if (text && name)
        writing_add_regions(text, context->content, context->strings);
    snprintf(state->before, sizeof state->before, "%s", old);
    state->writing = true;
    writing->changed = context->staff->sample ? NULL : keep_text;
    context->open_panel = SCREEN_STAFF_KEYBOARD;
}

void photos_take_answers(struct screen_context *context)
{
    struct staff_photos *state = &context->staff->photos;
    struct writing *writing = &context->staff->writing;
    if (!state->writing)
        return;
    bool name = writes_name(writing);
    bool answered =
        writing_answered(writing, "photos:name") || writing_answered(writing, "photos:what");
    state->writing = false;
    put(state, name, answered ? writing->texts[0].text : state->before);
}

/* ---- whether to go on with it ---- */

static void put_asks(struct stack *stack, const void *what)
{
    const struct photos_view *v = what;
    struct ui *ui = stack->ui;
    const struct button buttons[] = {
        {.id = "go-on",
         .icon = "pencil",
         .label = photos_word(v, "staff.photos.go_on"),
         .style = BUTTON_PRIMARY},
        {.id = "anew", .icon = "plus", .label = photos_word(v, "staff.photos.anew")}};
    const char *name = v->state->draft.name;
    stack_text(stack, TYPE_STAFF_HEADING, ui_color(ui, COLOR_TEXT),
               *name ? name : photos_word(v, "staff.photos.exercise"));
    stack_gap(stack, ui->metrics.gap / 2);
    stack_text(stack, ui->metrics.compact ? TYPE_LABEL : TYPE_BODY, ui_color(ui, COLOR_TEXT_SOFT),
               photos_word(v, "staff.photos.begun_info"));
    stack_gap(stack, ui_section(ui));
    staff_buttons_put(stack, buttons, 2);
    stack_gap(stack, ui->metrics.gap);
    stack_text(stack, TYPE_CAPTION, ui_color(ui, COLOR_TEXT_SOFT),
               photos_word(v, "staff.photos.anew_info"));
}

void photos_draw_asks(const struct photos_view *v, struct rect area)
{
    struct ui *ui = v->ui;
    if (stack_height(ui, area.w, put_asks, v) <= area.h) {
        stack_draw_middle(ui, area, ALIGN_LEFT, put_asks, v);
        return;
    }
    struct rect arrows = rect_cut_right(&area, layout_arrow_width(ui), ui->metrics.gap);
    layout_scroll(ui, &(struct scroll_view){.scroll = &v->state->form, .view = area}, put_asks, v);
    layout_scroll_arrows(v->context, ui, &v->state->form, layout_arrow_pair(ui, arrows), true);
}
