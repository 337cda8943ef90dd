#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "clinic/draft_internal.h"
#include "json/json.h"
#include "json/json_edit.h"
#include "store/kept.h"

struct printer {
    struct json_edit *edit;
    struct arena paths;
};

static void print_words(struct printer *p, const char *path, const struct draft_words *words)
{
    json_edit_set_empty(p->edit, path, JSON_OBJECT);
    for (int i = 0; i < words->count; i++)
        json_edit_set_string(p->edit, arena_printf(&p->paths, "%s/%s", path, words->items[i].code),
                             words->items[i].text);
}

static void print_numbers(struct printer *p, const char *path, const double *numbers, int count)
{
    json_edit_set_empty(p->edit, path, JSON_ARRAY);
    for (int i = 0; i < count; i++)
        json_edit_set_number(p->edit, arena_printf(&p->paths, "%s/%d", path, i), numbers[i]);
}

static void print_dose(struct printer *p, const char *path, const struct dose *dose)
{
    struct dose copy = *dose;
    for (int f = 0; f < DOSE_FIELD_COUNT; f++)
        json_edit_set_number(p->edit,
                             arena_printf(&p->paths, "%s/%s", path, dose_key((enum dose_field)f)),
                             *dose_number(&copy, (enum dose_field)f));
    print_numbers(p, arena_printf(&p->paths, "%s/tempo_s", path), dose->tempo_s, 3);
    print_numbers(p, arena_printf(&p->paths, "%s/breath_s", path), dose->breath_s, 2);
}

static void print_step(struct printer *p, int index, const struct draft_step *step)
{
    const char *path = arena_printf(&p->paths, "steps/%d", index);
    json_edit_set_string(p->edit, arena_printf(&p->paths, "%s/exercise", path), step->exercise);
    json_edit_set_number(p->edit, arena_printf(&p->paths, "%s/from", path), step->from);
    print_words(p, arena_printf(&p->paths, "%s/note", path), &step->note);
    print_dose(p, arena_printf(&p->paths, "%s/dose", path), &step->dose);
}

const char *draft_print(struct draft *draft)
{
    const struct draft_state *now = &draft->now;
    struct printer p = {.edit = json_edit_new()};
    struct json_edit *edit = p.edit;
    json_edit_set_string(edit, "id", now->id);
    print_words(&p, "name", &now->name);
    print_words(&p, "summary", &now->summary);
    print_words(&p, "how_often", &now->how_often);
    json_edit_set_strings(edit, "conditions", now->conditions.items, now->conditions.count);
    json_edit_set_strings(edit, "body_regions", now->body_regions.items, now->body_regions.count);
    json_edit_set_string(edit, "color", routine_color_names[now->color]);
    json_edit_set_string(edit, "person", now->person);
    json_edit_set_string(edit, "red_flags", now->red_flags);
    json_edit_set_bool(edit, "shown", now->shown);
    json_edit_set_bool(edit, "demo", now->demo);
    json_edit_set_number(edit, "change_s", now->change_s);
    json_edit_set_number(edit, "chosen", now->chosen);
    json_edit_set_bool(edit, "changed", now->changed);
    json_edit_set_empty(edit, "steps", JSON_ARRAY);
    for (int i = 0; i < now->step_count; i++)
        print_step(&p, i, &now->steps[i]);
    size_t length;
    char *text = json_edit_print(edit, &length);
    json_edit_free(edit);
    arena_free(&p.paths);
    const char *kept = arena_strndup(&draft->arena, text, length);
    free(text);
    return kept;
}

static const char *text_at(struct draft *draft, struct json object, const char *key,
                           const char *otherwise)
{
    const char *text = json_peek_string(object, key, &draft->arena);
    return text ? text : otherwise;
}

static int int_at(struct json object, const char *key, int min, int max, int otherwise)
{
    struct json value = json_peek(object, key);
    int number;
    return json_type(value) == JSON_NUMBER && json_value_int(value, min, max, &number) ? number
                                                                                       : otherwise;
}

static bool bool_at(struct json object, const char *key, bool otherwise)
{
    struct json value = json_peek(object, key);
    if (json_type(value) == JSON_BOOL)
        json_value_bool(value, &otherwise);
    return otherwise;
}

static void read_words(struct draft *draft, struct json object, const char *key,
                       struct draft_words *words)
{
    struct json map = json_peek(object, key);
    for (struct json item = json_first(map); json_present(item); item = json_next(item)) {
        const char *text = json_type(item) == JSON_STRING
                               ? json_value_string(item, JSON_MAX_BYTES, &draft->arena)
                               : NULL;
        if (text && strlen(json_key(item)) < DRAFT_CODE_SIZE)
            draft_words_set(draft, words, json_key(item), text);
    }
}

static void read_list(struct draft *draft, struct json object, const char *key,
                      struct string_list *out)
{
    struct json list = json_peek(object, key);
    const char **items = ARENA_ARRAY(&draft->arena, const char *, json_count(list) + 1);
    size_t count = 0;
    for (struct json item = json_first(list); json_present(item); item = json_next(item))
        if (json_type(item) == JSON_STRING)
            items[count++] = json_value_string(item, JSON_MAX_BYTES, &draft->arena);
    *out = (struct string_list){items, count};
}

static void read_numbers(struct json object, const char *key, double *out, size_t count, double max)
{
    struct json item = json_first(json_peek(object, key));
    for (size_t i = 0; i < count && json_present(item); i++, item = json_next(item))
        if (json_type(item) == JSON_NUMBER)
            json_value_number(item, 0, max, &out[i]);
}

static void read_step(struct draft *draft, struct json value, struct draft_step *step)
{
    struct json dose = json_peek(value, "dose");
    *step = (struct draft_step){.exercise = text_at(draft, value, "exercise", ""),
                                .from = int_at(value, "from", -1, ROUTINE_STEPS_MAX - 1, -1),
                                .dose = {.sets = 1, .reps = 1, .breath_s = {4, 6}}};
    for (int f = 0; f < DOSE_FIELD_COUNT; f++) {
        int *number = dose_number(&step->dose, (enum dose_field)f);
        *number = int_at(dose, dose_key((enum dose_field)f), 0, DOSE_DURATION_S_MAX, *number);
    }
    read_numbers(dose, "tempo_s", step->dose.tempo_s, 3, DOSE_TEMPO_S_MAX);
    read_numbers(dose, "breath_s", step->dose.breath_s, 2, DOSE_BREATH_S_MAX);
    read_words(draft, value, "note", &step->note);
}

enum routine_color draft_color_of(struct json root, enum routine_color otherwise)
{
    const char *name = json_peek_string(root, "color", NULL);
    for (int i = 0; name && i < ROUTINE_COLOR_COUNT; i++)
        if (strcmp(routine_color_names[i], name) == 0)
            return (enum routine_color)i;
    return otherwise;
}

static void read_state(struct draft *draft, struct json root)
{
    struct draft_state *now = &draft->now;
    now->id = text_at(draft, root, "id", "");
    read_words(draft, root, "name", &now->name);
    read_words(draft, root, "summary", &now->summary);
    read_words(draft, root, "how_often", &now->how_often);
    read_list(draft, root, "conditions", &now->conditions);
    read_list(draft, root, "body_regions", &now->body_regions);
    now->color = draft_color_of(root, ROUTINE_MINT);
    now->person = text_at(draft, root, "person", "");
    now->red_flags = text_at(draft, root, "red_flags", "");
    now->shown = bool_at(root, "shown", true);
    now->demo = bool_at(root, "demo", false);
    now->change_s = int_at(root, "change_s", 0, ROUTINE_CHANGE_S_MAX, ROUTINE_CHANGE_S);
    now->changed = bool_at(root, "changed", false);
    struct json steps = json_peek(root, "steps");
    for (struct json item = json_first(steps);
         json_present(item) && now->step_count < ROUTINE_STEPS_MAX; item = json_next(item))
        read_step(draft, item, &now->steps[now->step_count++]);
    now->chosen = int_at(root, "chosen", -1, now->step_count - 1, now->step_count - 1);
}

bool draft_parse(struct draft *draft, const char *text)
{
    struct fault_list unheard = {0};
    struct json_file *file = json_parse(DRAFT_FILE, text, strlen(text), &unheard);
    bool good = json_type(json_peek(json_root(file), "steps")) == JSON_ARRAY;
    if (good) {
        draft_clear(&draft->now);
        read_state(draft, json_root(file));
    }
    json_free(file);
    fault_list_free(&unheard);
    return good;
}

bool draft_read(struct draft *draft)
{
    draft_free(draft);
    char *text = memory_take(JSON_MAX_BYTES);
    bool read = kept_read(DRAFT_FILE, text, JSON_MAX_BYTES) > 0 && draft_parse(draft, text);
    free(text);
    return read;
}
