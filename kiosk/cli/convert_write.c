#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/convert_pack.h"

/* The files of a pack. What the collection does not say, and what was guessed, stands under
 * "x-converted", which the kiosk does not read. */

enum { SAMPLE_STEPS = 5 };

static const char *const dose_hold = "{\"reps\": 2, \"hold_s\": 20}";
static const char *const dose_time = "{\"duration_s\": 120}";
static const char *const dose_reps = "{\"sets\": 2, \"reps\": 10}";

static void print_list(FILE *out, const char *const *items, size_t count)
{
    fputc('[', out);
    for (size_t i = 0; i < count; i++) {
        fputs(i > 0 ? ", " : "", out);
        json_print_string(out, items[i]);
    }
    fputc(']', out);
}

static void print_pair(FILE *out, const char *indent, const char *key, const char *value)
{
    if (!*value)
        return;
    fprintf(out, ",\n%s\"%s\": ", indent, key);
    json_print_string(out, value);
}

static void print_words(FILE *out, const char *indent, const char *key, const char *const *items,
                        size_t count)
{
    if (count == 0)
        return;
    fprintf(out, ",\n%s\"%s\": ", indent, key);
    print_list(out, items, count);
}

static void print_steps(FILE *out, const struct convert_exercise *e)
{
    static const char *const roles[] = {[ROLE_SETUP] = "setup",
                                        [ROLE_MOVE] = "move",
                                        [ROLE_BREATHE] = "breathe",
                                        [ROLE_CUE] = "cue",
                                        [ROLE_SAFETY] = "safety"};
    fputs(",\n  \"steps\": [", out);
    for (size_t i = 0; i < e->step_count; i++) {
        fprintf(out, "%s\n    {\"role\": \"%s\", \"text\": ", i > 0 ? "," : "",
                roles[e->steps[i].role]);
        json_print_string(out, e->steps[i].text);
        fputc('}', out);
    }
    fputs("\n  ]", out);
}

/* What the collection does not say of its pictures: all of them show the exercise. */
static void print_images(FILE *out, const struct convert_pack *pack,
                         const struct convert_exercise *e)
{
    for (size_t i = 0; i < e->picture_count; i++) {
        fputs(i > 0 ? ",\n    {\"file\": " : ",\n  \"images\": [\n    {\"file\": ", out);
        json_print_string(out, arena_printf(pack->arena, "images/%s", e->pictures[i]));
        fputs(", \"alt\": ", out);
        json_print_string(
            out, arena_printf(pack->arena, "%s, %zu / %zu", e->name, i + 1, e->picture_count));
        fputc('}', out);
    }
    if (e->picture_count > 0)
        fputs("\n  ]", out);
}

static void print_origin(FILE *out, const struct convert_pack *pack,
                         const struct convert_exercise *e)
{
    const char *defaulted[4];
    size_t count = 0;
    defaulted[count++] = "dose";
    if (!e->position_found)
        defaulted[count++] = "position";
    if (!*e->level)
        defaulted[count++] = "level";
    if (e->sides == SIDES_NONE)
        defaulted[count++] = "sides";
    fputs(",\n  \"x-converted\": {\n    \"format\": ", out);
    json_print_string(out, pack->format);
    print_pair(out, "    ", "id", e->origin);
    print_pair(out, "    ", "category", e->category);
    print_words(out, "    ", "primary_muscles", e->primary.items, e->primary.count);
    print_words(out, "    ", "secondary_muscles", e->secondary.items, e->secondary.count);
    print_words(out, "    ", "defaulted", defaulted, count);
    if (e->position_found)
        fputs(",\n    \"guessed\": [\"position\"]", out);
    fputs("\n  }", out);
}

static void print_exercise(FILE *out, const void *object, const struct convert_pack *pack)
{
    static const char *const sides[] = {"none", "each", "alternate"};
    const struct convert_exercise *e = object;
    const char *const sources[] = {
        e->source, "The dose is not from there: reps, sets and times are to be set by the clinic."};
    fputs("{\n  \"id\": ", out);
    json_print_string(out, e->id);
    print_pair(out, "  ", "name", e->name);
    print_words(out, "  ", "aliases", e->aliases.items, e->aliases.count);
    print_pair(out, "  ", "position", position_name(e->position));
    print_words(out, "  ", "body_regions", e->regions.items, e->regions.count);
    print_words(out, "  ", "equipment", e->equipment.items, e->equipment.count);
    print_pair(out, "  ", "level", e->level);
    print_pair(out, "  ", "sides", sides[e->sides]);
    fprintf(out, ",\n  \"dose\": %s", e->stretch ? dose_hold : e->cardio ? dose_time : dose_reps);
    print_steps(out, e);
    print_images(out, pack, e);
    print_words(out, "  ", "sources", sources, 2);
    print_origin(out, pack, e);
    fputs("\n}\n", out);
}

static void print_head(FILE *out, const void *object, const struct convert_pack *pack)
{
    (void)object;
    fputs("{\n  \"id\": ", out);
    json_print_string(out, pack->id);
    print_pair(out, "  ", "name", pack->name);
    fputs(",\n  \"version\": \"1.0\",\n  \"format\": 1", out);
    print_words(out, "  ", "languages", &pack->language, 1);
    print_pair(out, "  ", "license", pack->license);
    fputs(",\n  \"reviewed\": {\"by\": \"Not yet reviewed by a clinician\"}\n}\n", out);
}

/* The less is needed for it, the better it stands in a waiting room. */
static int suitability(const struct convert_exercise *e)
{
    return 4 * e->stretch + 2 * (e->equipment.count == 0) + (strcmp(e->level, "beginner") == 0);
}

static size_t choose_sample(const struct convert_pack *pack, size_t *chosen)
{
    size_t count = 0;
    for (int least = 7; least >= 0 && count < SAMPLE_STEPS; least--)
        for (size_t i = 0; i < pack->count && count < SAMPLE_STEPS; i++)
            if (suitability(&pack->exercises[i]) == least)
                chosen[count++] = i;
    return count;
}

static void print_sample(FILE *out, const void *object, const struct convert_pack *pack)
{
    size_t chosen[SAMPLE_STEPS];
    size_t count = choose_sample(pack, chosen);
    const char *name =
        strcmp(pack->language, "es") == 0 ? "Ejercicios importados" : "Imported exercises";
    fputs("{\n  \"id\": ", out);
    json_print_string(out, object);
    print_pair(out, "  ", "name", name);
    fputs(",\n  \"steps\": [", out);
    for (size_t i = 0; i < count; i++) {
        fprintf(out, "%s\n    {\"exercise\": ", i > 0 ? "," : "");
        json_print_string(out, pack->exercises[chosen[i]].id);
        fputc('}', out);
    }
    fputs("\n  ]\n}\n", out);
}

static bool fault(struct fault_list *faults, const char *path)
{
    fault_add(faults, FAULT_ERROR, path, 0, 0, "$", "cannot be written: %s", strerror(errno));
    return false;
}

static bool write_file(const struct convert_pack *pack, const char *path,
                       void (*print)(FILE *, const void *, const struct convert_pack *),
                       const void *object, struct fault_list *faults)
{
    FILE *out = fopen(path, "wxe");
    if (!out)
        return fault(faults, path);
    print(out, object, pack);
    bool good = !ferror(out);
    if (fclose(out) != 0 || !good)
        return fault(faults, path);
    return true;
}

static bool make_folder(const char *path, struct fault_list *faults)
{
    return mkdir(path, 0755) == 0 || fault(faults, path);
}

bool convert_write(const struct convert_pack *pack, const char *folder, struct fault_list *faults)
{
    struct arena arena = {0};
    const char *routine = arena_printf(&arena, "%s-sample", pack->id);
    bool good =
        make_folder(arena_printf(&arena, "%s/exercises", folder), faults) &&
        make_folder(arena_printf(&arena, "%s/routines", folder), faults) &&
        write_file(pack, arena_printf(&arena, "%s/pack.json", folder), print_head, NULL, faults) &&
        write_file(pack, arena_printf(&arena, "%s/routines/%s.json", folder, routine), print_sample,
                   routine, faults);
    for (size_t i = 0; i < pack->count && good; i++) {
        const struct convert_exercise *e = &pack->exercises[i];
        arena_reset(&arena);
        good = write_file(pack, arena_printf(&arena, "%s/exercises/%s.json", folder, e->id),
                          print_exercise, e, faults);
    }
    arena_free(&arena);
    return good;
}
