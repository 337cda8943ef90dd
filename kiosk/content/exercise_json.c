#include "content/content_internal.h"
#include "content/figure_json.h"

#define STEPS_MAX 12

static const char *const position_names[POSITION_COUNT] = {
    [POSITION_SUPINE] = "supine",     [POSITION_PRONE] = "prone",
    [POSITION_KNEELING] = "kneeling", [POSITION_ALL_FOURS] = "all-fours",
    [POSITION_SITTING] = "sitting",   [POSITION_CHAIR] = "chair",
    [POSITION_STANDING] = "standing", [POSITION_WATER] = "water",
};
static const char *const sides_names[] = {
    [SIDES_NONE] = "none", [SIDES_EACH] = "each", [SIDES_ALTERNATE] = "alternate"};
static const char *const role_names[] = {[ROLE_SETUP] = "setup",
                                         [ROLE_MOVE] = "move",
                                         [ROLE_BREATHE] = "breathe",
                                         [ROLE_CUE] = "cue",
                                         [ROLE_SAFETY] = "safety"};
static const char *const when_names[] = {
    [WHEN_ANY] = NULL,        [WHEN_READY] = "ready",           [WHEN_MOVE] = "move",
    [WHEN_HOLD] = "hold",     [WHEN_BREATHE_IN] = "breathe-in", [WHEN_BREATHE_OUT] = "breathe-out",
    [WHEN_LET_GO] = "let-go", [WHEN_SWITCH] = "switch"};
static const char *const level_names[] = {"beginner", "intermediate", "advanced"};

const char *position_name(enum position position)
{
    return position_names[position];
}

static enum step_when read_when(struct json_object *object)
{
    enum { FIRST = WHEN_READY, COUNT = sizeof when_names / sizeof *when_names - FIRST };
    if (!json_present(json_member(object, "when", JSON_OPTIONAL)))
        return WHEN_ANY;
    return (enum step_when)(FIRST + json_enum(object, "when", when_names + FIRST, COUNT, 0));
}

static void read_instruction(struct json value, struct arena *arena, struct instruction *out)
{
    struct json_object object;
    if (!json_object_begin(&object, value))
        return;
    int role = json_enum(&object, "role", role_names, sizeof role_names / sizeof *role_names, -1);
    out->role = role < 0 ? ROLE_CUE : (enum step_role)role;
    out->when = read_when(&object);
    out->text = content_read_text(&object, "text", JSON_REQUIRED, CONTENT_TEXT_MAX, arena);
    json_object_done(&object);
}

static void read_instructions(struct json_object *object, struct arena *arena,
                              struct exercise *exercise)
{
    struct json list = json_array(object, "steps", 1, STEPS_MAX);
    if (!json_present(list))
        return;
    size_t errors = json_errors(list.file);
    struct instruction *steps = ARENA_ARRAY(arena, struct instruction, json_count(list));
    size_t count = 0;
    for (struct json item = json_first(list); json_present(item); item = json_next(item))
        read_instruction(item, arena, &steps[count++]);
    exercise->steps = steps;
    exercise->step_count = count;
    if (json_errors(list.file) == errors && !exercise_instruction(exercise, ROLE_MOVE))
        json_error(list, "says nothing to do; a step with the role \"move\" is needed");
}

static void read_dose(struct json_object *object, struct exercise_source *out)
{
    dose_read_ranges(json_member(object, "ranges", JSON_OPTIONAL), out->value.ranges);
    struct json dose =
        json_member(object, "dose", out->value.activity ? JSON_OPTIONAL : JSON_REQUIRED);
    out->value.has_dose = dose_read(dose, out->value.ranges, &out->value.dose);
}

struct image_reference content_read_image(struct json value, struct arena *arena)
{
    struct image_reference image = {.alt = ""};
    struct json_object object;
    if (!json_object_begin(&object, value))
        return image;
    struct json file = json_member(&object, "file", JSON_REQUIRED);
    image.file = content_value_text(file, CONTENT_SUMMARY_MAX, arena);
    image.place = json_locate(file, arena);
    image.alt = content_read_text(&object, "alt", JSON_REQUIRED, CONTENT_SUMMARY_MAX, arena);
    json_object_done(&object);
    return image;
}

static void read_images(struct json_object *object, struct arena *arena,
                        struct exercise_source *out)
{
    if (!json_present(json_member(object, "images", JSON_OPTIONAL)))
        return;
    struct json list = json_array(object, "images", 1, CONTENT_IMAGES_MAX);
    if (json_present(list) && json_present(json_member(object, "figure", JSON_OPTIONAL)))
        json_error(list, "stands beside \"figure\"; an exercise has one of both");
    size_t count = json_count(list);
    out->images = ARENA_ARRAY(arena, struct image_reference, count);
    const char **alts = ARENA_ARRAY(arena, const char *, count);
    for (struct json item = json_first(list); json_present(item); item = json_next(item)) {
        out->images[out->image_count] = content_read_image(item, arena);
        alts[out->image_count] = out->images[out->image_count].alt;
        out->image_count++;
    }
    out->value.alts = (struct string_list){alts, out->image_count};
}

/* What illustrates it. */
static void read_figure(struct json_object *object, struct arena *arena,
                        struct exercise_source *out)
{
    struct json figure = json_member(object, "figure", JSON_OPTIONAL);
    out->value.clip = NULL;
    if (json_present(figure))
        content_parse_figure(figure, arena, &out->value.clip);
    read_images(object, arena, out);
}

struct reference content_read_reference(struct json_object *object, const char *key,
                                        struct arena *arena)
{
    struct json value = json_member(object, key, JSON_OPTIONAL);
    struct reference reference = {0};
    if (json_present(value))
        reference.id = content_value_id(value, arena);
    if (reference.id)
        reference.place = json_locate(value, arena);
    return reference;
}

bool exercise_read(struct json root, struct arena *arena, struct exercise_source *out)
{
    struct json_object o;
    if (!json_object_begin(&o, root))
        return false;
    struct exercise *e = &out->value;
    e->id = content_read_id(&o, "id", JSON_REQUIRED, arena);
    e->name = content_read_text(&o, "name", JSON_REQUIRED, CONTENT_NAME_MAX, arena);
    e->aliases = content_read_texts(&o, "aliases", arena);
    e->summary = content_read_text(&o, "summary", JSON_OPTIONAL, CONTENT_SUMMARY_MAX, arena);
    e->activity = json_bool(&o, "activity", false);
    e->everyday = json_bool(&o, "everyday", false);
    int position = json_enum(&o, "position", position_names, POSITION_COUNT, -1);
    e->position = position < 0 ? POSITION_STANDING : (enum position)position;
    e->body_regions = content_read_words(&o, "body_regions", WORDS_BODY_REGIONS, arena);
    e->conditions = content_read_words(&o, "conditions", WORDS_CONDITIONS, arena);
    e->equipment = content_read_words(&o, "equipment", WORDS_EQUIPMENT, arena);
    e->level = level_names[json_enum(&o, "level", level_names, 3, 0)];
    e->sides = (enum sides)json_enum(&o, "sides", sides_names, 3, SIDES_NONE);
    read_dose(&o, out);
    read_instructions(&o, arena, e);
    e->benefits = content_read_texts(&o, "benefits", arena);
    e->precautions = content_read_texts(&o, "precautions", arena);
    e->ask_first = content_read_texts(&o, "ask_first", arena);
    e->contraindications = content_read_texts(&o, "contraindications", arena);
    e->stop_if = content_read_texts(&o, "stop_if", arena);
    out->easier = content_read_reference(&o, "easier", arena);
    out->harder = content_read_reference(&o, "harder", arena);
    read_figure(&o, arena, out);
    e->feel = content_read_word(&o, "feel", WORDS_FEEL, arena);
    e->sources = content_read_texts(&o, "sources", arena);
    return json_object_done(&o);
}

const char *exercise_instruction(const struct exercise *exercise, enum step_role role)
{
    for (size_t i = 0; i < exercise->step_count; i++)
        if (exercise->steps[i].role == role)
            return exercise->steps[i].text;
    return NULL;
}

const char *exercise_instruction_at(const struct exercise *exercise, enum step_when when)
{
    for (size_t i = 0; i < exercise->step_count; i++)
        if (exercise->steps[i].when == when)
            return exercise->steps[i].text;
    return NULL;
}
