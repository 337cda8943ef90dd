#include <string.h>

#include "content/content_internal.h"
#include "figure/people.h"

const char *const routine_color_names[ROUTINE_COLOR_COUNT] = {
#define X(NAME, name) #name,
    ROUTINE_COLORS(X)
#undef X
};
static const char *const place_names[PLACE_COUNT] = {[PLACE_MAT] = "mat",
                                                     [PLACE_CHAIR] = "chair",
                                                     [PLACE_STANDING] = "standing",
                                                     [PLACE_WATER] = "water"};

static void read_step(struct json value, struct arena *arena, struct content_loader *loader,
                      struct routine_step *out)
{
    struct json_object o;
    if (!json_object_begin(&o, value))
        return;
    struct json id = json_member(&o, "exercise", JSON_REQUIRED);
    struct json dose = json_member(&o, "dose", JSON_OPTIONAL);
    const struct exercise_source *source = NULL;
    if (json_present(id) && content_value_id(id, NULL))
        source = loader_exercise(loader, id);
    if (source) {
        out->exercise = &source->value;
        out->dose = source->value.dose;
        size_t errors = json_errors(value.file);
        if (!dose_read_override(dose, source->value.ranges, source->value.has_dose, &out->dose) &&
            json_errors(value.file) == errors)
            json_error(value, "does not say how much, nor does the exercise; give a dose, such as "
                              "\"dose\": {\"duration_s\": 120}");
    } else { /* its own faults are worth knowing all the same */
        static const struct dose_range unknown[DOSE_FIELD_COUNT];
        dose_default(&out->dose);
        dose_read_override(dose, unknown, true, &out->dose);
    }
    out->note = content_read_text(&o, "note", JSON_OPTIONAL, CONTENT_SUMMARY_MAX, arena);
    json_object_done(&o);
}

/* A routine takes minutes; more than these is a mistake in a number. */
enum { LONG_MIN = 120, ENDLESS_MIN = 24 * 60 };

/* Which numbers of a dose make it long. */
static const char *dose_keys(const struct dose *dose)
{
    switch (dose_kind(dose)) {
    case DOSE_HOLD:
        return "hold_s, reps and sets";
    case DOSE_PACED:
        return "tempo_s, reps and sets";
    case DOSE_OWN_PACE:
        return "reps and sets";
    case DOSE_TIME:
        return "duration_s and sets";
    case DOSE_BREATHS:
        return "breaths, breath_s and sets";
    }
    return "";
}

static double step_minutes(const struct routine_step *step)
{
    return step->exercise ? dose_estimate_s(&step->dose, step->exercise->sides) / 60 : 0;
}

static void fault_length(struct json steps, const struct routine *routine)
{
    double minutes = 0;
    const struct routine_step *longest = routine->steps;
    for (size_t i = 0; i < routine->step_count; i++) {
        minutes += step_minutes(&routine->steps[i]);
        if (step_minutes(&routine->steps[i]) > step_minutes(longest))
            longest = &routine->steps[i];
    }
    if (minutes <= LONG_MIN)
        return;
    (minutes > ENDLESS_MIN ? json_error : json_warn)(
        steps,
        "takes %.0f minutes, which nobody finishes (over %d are a "
        "lot); look at %s of \"%s\", which "
        "alone takes %.0f",
        minutes, LONG_MIN, dose_keys(&longest->dose), longest->exercise->id, step_minutes(longest));
}

static void read_steps(struct json_object *object, struct arena *arena,
                       struct content_loader *loader, struct routine *routine)
{
    struct json list = json_array(object, "steps", 1, ROUTINE_STEPS_MAX);
    struct routine_step *steps = ARENA_ARRAY(arena, struct routine_step, json_count(list));
    size_t count = 0;
    for (struct json item = json_first(list); json_present(item); item = json_next(item))
        read_step(item, arena, loader, &steps[count++]);
    routine->steps = steps;
    routine->step_count = count;
    fault_length(list, routine);
}

/* Nobody is asked for signs of danger before it: neither by a card of its own nor by the one for
 * all. */
static void want_red_flags(struct json root, const struct content_loader *loader,
                           const struct routine *routine)
{
    if (routine_asks_red_flags(routine) && loader_lacks_page(loader, CONTENT_RED_FLAGS))
        json_warn(root, "exercises the back, the neck or a leg but shows no warning card; name its "
                        "page in \"red_flags\", or add pages/" CONTENT_RED_FLAGS
                        ".json for all that name none");
}

/* One of the figure's people; another name is let pass, since the kiosk then varies. */
static const char *read_person(struct json_object *object, struct arena *arena)
{
    struct json value = json_member(object, "person", JSON_OPTIONAL);
    const char *id = json_present(value) ? content_value_id(value, arena) : NULL;
    const char *names[PEOPLE_COUNT];
    bool known = !id;
    for (unsigned i = 0; i < PEOPLE_COUNT; i++) {
        names[i] = person_get(i)->name;
        known = known || strcmp(names[i], id) == 0;
    }
    const char *nearest = known ? NULL : json_nearest(id, names, PEOPLE_COUNT);
    if (nearest)
        json_warn(value, "nobody is called \"%s\"; did you mean \"%s\"?", id, nearest);
    else if (!known)
        json_warn(value,
                  "nobody is called \"%s\", so that the kiosk varies; there is \"%s\", "
                  "for one",
                  id, names[0]);
    return id ? id : "";
}

bool routine_read(struct json root, struct arena *arena, struct content_loader *loader,
                  struct routine *out)
{
    struct json_object o;
    if (!json_object_begin(&o, root))
        return false;
    out->id = content_read_id(&o, "id", JSON_REQUIRED, arena);
    out->name = content_read_text(&o, "name", JSON_REQUIRED, CONTENT_NAME_MAX, arena);
    out->summary = content_read_text(&o, "summary", JSON_OPTIONAL, CONTENT_SUMMARY_MAX, arena);
    out->how_often = content_read_text(&o, "how_often", JSON_OPTIONAL, CONTENT_SUMMARY_MAX, arena);
    out->conditions = content_read_words(&o, "conditions", WORDS_CONDITIONS, arena);
    out->body_regions = content_read_words(&o, "body_regions", WORDS_BODY_REGIONS, arena);
    read_steps(&o, arena, loader, out);
    out->change_s = json_int(&o, "change_s", 0, ROUTINE_CHANGE_S_MAX, ROUTINE_CHANGE_S);
    out->demo = json_bool(&o, "demo", false);
    struct json red_flags = json_member(&o, "red_flags", JSON_OPTIONAL);
    if (json_present(red_flags) && content_value_id(red_flags, NULL))
        out->red_flags = loader_page(loader, red_flags);
    if (!json_present(red_flags))
        want_red_flags(root, loader, out);
    out->color = (enum routine_color)json_enum(&o, "color", routine_color_names,
                                               ROUTINE_COLOR_COUNT, ROUTINE_MINT);
    out->person = read_person(&o, arena);
    return json_object_done(&o);
}

const char *place_name(enum place place)
{
    return place_names[place];
}

enum place position_place(enum position position)
{
    if (position == POSITION_CHAIR)
        return PLACE_CHAIR;
    if (position == POSITION_STANDING)
        return PLACE_STANDING;
    return position == POSITION_WATER ? PLACE_WATER : PLACE_MAT;
}

enum place routine_place(const struct routine *routine)
{
    static const int rank[PLACE_COUNT] = {
        [PLACE_CHAIR] = 0, [PLACE_STANDING] = 1, [PLACE_MAT] = 2, [PLACE_WATER] = 3};
    enum place most = PLACE_CHAIR;
    for (size_t i = 0; i < routine->step_count; i++) {
        enum place place = position_place(routine->steps[i].exercise->position);
        if (rank[place] > rank[most])
            most = place;
    }
    return most;
}

struct string_list routine_equipment(const struct routine *routine, struct arena *arena)
{
    size_t most = 0;
    for (size_t i = 0; i < routine->step_count; i++)
        most += routine->steps[i].exercise->equipment.count;
    const char **items = ARENA_ARRAY(arena, const char *, most);
    struct string_list all = {items, 0};
    for (size_t i = 0; i < routine->step_count; i++) {
        const struct string_list *list = &routine->steps[i].exercise->equipment;
        for (size_t k = 0; k < list->count; k++)
            if (!string_list_has(&all, list->items[k]))
                items[all.count++] = list->items[k];
    }
    return all;
}
