#include "config/theme.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "json/json.h"

static const char *const weight_names[THEME_WEIGHTS] = {"regular", "semibold", "bold", "extrabold"};

static const char *const color_names[COLOR_COUNT] = {
#define X(upper, lower, value) #lower,
    THEME_COLORS(X)
#undef X
};

static const char *const type_names[TYPE_COUNT] = {
#define X(upper, lower, weight, size, cap) #lower,
    THEME_TYPES(X)
#undef X
};

static const char *const length_names[LENGTH_COUNT] = {
#define X(upper, lower, value) #lower,
    THEME_LENGTHS(X)
#undef X
};

#define TAG(a, b, c, d)                                                                            \
    ((uint32_t)(a) << 24 | (uint32_t)(b) << 16 | (uint32_t)(c) << 8 | (uint32_t)(d))

#define FOUR_WEIGHTS(name)                                                                         \
    {                                                                                              \
        name "-Regular.ttf", name "-SemiBold.ttf", name "-Bold.ttf", name "-ExtraBold.ttf"         \
    }

static int weight_index(const char *name)
{
    int index = 0;
    while (index < THEME_WEIGHTS - 1 && strcmp(weight_names[index], name) != 0)
        index++;
    return index;
}

void theme_default(struct theme *theme)
{
    *theme = (struct theme){
        .color =
            {
#define X(upper, lower, value) [COLOR_##upper] = (value),
                THEME_COLORS(X)
#undef X
            },
        .length =
            {
#define X(upper, lower, value) [LENGTH_##upper] = (value),
                THEME_LENGTHS(X)
#undef X
            },
        .fonts = {.family = {{.file = FOUR_WEIGHTS("AtkinsonHyperlegibleNext"), .scale = 1},
                             {.file = FOUR_WEIGHTS("Inter"),
                              .scale = 0.92,
                              .scripts = {TAG('L', 'a', 't', 'n'), TAG('C', 'y', 'r', 'l')},
                              .languages = {"vi", "ru", "zh", "ar"}},
                             {.file = FOUR_WEIGHTS("NotoSansArabic"),
                              .scale = 0.94,
                              .scripts = {TAG('A', 'r', 'a', 'b')}},
                             {.file = {"NotoSansCJKsc-Regular.otf", "NotoSansCJKsc-Bold.otf",
                                       "NotoSansCJKsc-Bold.otf", "NotoSansCJKsc-Bold.otf"},
                              .scale = 1,
                              .scripts = {TAG('H', 'a', 'n', 'i'), TAG('B', 'o', 'p', 'o')}}},
                  .count = 4},
    };
    memcpy(theme->high_contrast, theme->color, sizeof theme->color);
#define X(upper, value) theme->high_contrast[COLOR_##upper] = (value);
    THEME_HIGH_CONTRAST(X)
#undef X
#define X(upper, lower, weight, size, cap)                                                         \
    theme->type[TYPE_##upper] = (struct theme_type_style){weight_index(weight), (size), (cap)};
    THEME_TYPES(X)
#undef X
}

/* "#RRGGBB" or "#RRGGBBAA" */
static void read_color(struct json_object *object, const char *key, color_t *out)
{
    struct json value = json_member(object, key, JSON_OPTIONAL);
    const char *text = json_present(value) ? json_value_string(value, 2048, NULL) : NULL;
    if (!text)
        return;
    size_t digits = 0;
    while (text[0] == '#' && isxdigit((unsigned char)text[1 + digits]))
        digits++;
    if ((digits != 6 && digits != 8) || text[1 + digits] != '\0') {
        json_error(value, "is not a colour; write \"#RRGGBB\" or, with opacity, \"#RRGGBBAA\"");
        return;
    }
    uint32_t number = (uint32_t)strtoul(text + 1, NULL, 16);
    *out = digits == 6 ? 0xFF000000u | number : (number & 0xFF) << 24 | number >> 8;
}

static void read_colors(struct json_object *root, const char *key, color_t *colors)
{
    struct json_object object;
    if (!json_object_begin(&object, json_member(root, key, JSON_OPTIONAL)))
        return;
    for (int i = 0; i < COLOR_COUNT; i++)
        read_color(&object, color_names[i], &colors[i]);
    json_object_done(&object);
}

static void read_types(struct json_object *root, struct theme_type_style *types)
{
    struct json_object object;
    if (!json_object_begin(&object, json_member(root, "type", JSON_OPTIONAL)))
        return;
    for (int i = 0; i < TYPE_COUNT; i++) {
        struct json_object style;
        if (!json_object_begin(&style, json_member(&object, type_names[i], JSON_OPTIONAL)))
            continue;
        types[i].weight = json_enum(&style, "weight", weight_names, THEME_WEIGHTS, types[i].weight);
        types[i].size = json_number(&style, "size", 8, 400, types[i].size);
        types[i].cap_mm = json_number(&style, "cap_mm", 4.8, 60, types[i].cap_mm);
        json_object_done(&style);
    }
    json_object_done(&object);
}

static void read_lengths(struct json_object *root, double *lengths)
{
    struct json_object object;
    if (!json_object_begin(&object, json_member(root, "length", JSON_OPTIONAL)))
        return;
    for (int i = 0; i < LENGTH_COUNT; i++)
        lengths[i] = json_number(&object, length_names[i], 0, 500, lengths[i]);
    json_object_done(&object);
}

static void read_files(struct json_object *object, struct theme_family *family)
{
    for (int i = 0; i < THEME_WEIGHTS; i++) {
        struct json value = json_member(object, weight_names[i], JSON_OPTIONAL);
        const size_t most = sizeof family->file[i] - 1;
        const char *name = json_present(value) ? json_value_string(value, most, NULL) : NULL;
        if (name && (*name == '\0' || *name == '.' || strchr(name, '/')))
            json_error(value, "is not a file name; name a font file in assets/fonts");
        else if (name)
            snprintf(family->file[i], sizeof family->file[i], "%s", name);
    }
}

/* Weights that a family lacks are those of another: bold for the heavy ones, else what there is. */
static void share_files(struct theme_family *family)
{
    static const int order[THEME_WEIGHTS][2] = {{2, 1}, {2, 0}, {1, 0}, {2, 1}};
    char given[THEME_WEIGHTS][sizeof *family->file];
    memcpy(given, family->file, sizeof given);
    for (int i = 0; i < THEME_WEIGHTS; i++) {
        const char *other = *given[order[i][0]] ? given[order[i][0]] : given[order[i][1]];
        if (!*given[i])
            memcpy(family->file[i], *other ? other : given[0], sizeof *family->file);
    }
}

static void read_scripts(struct json_object *object, struct theme_family *family)
{
    int count = 0;
    struct json list = json_array(object, "scripts", 0, THEME_FAMILY_SCRIPTS);
    for (struct json item = json_first(list); json_present(item); item = json_next(item)) {
        const char *tag = json_value_string(item, 4, NULL);
        bool good = tag && strlen(tag) == 4 && isupper((unsigned char)tag[0]) &&
                    islower((unsigned char)tag[1]) && islower((unsigned char)tag[2]) &&
                    islower((unsigned char)tag[3]);
        if (good)
            family->scripts[count++] = TAG(tag[0], tag[1], tag[2], tag[3]);
        else if (tag)
            json_error(item, "is not a script; write its ISO 15924 code, such as \"Arab\"");
    }
}

static void read_languages(struct json_object *object, struct theme_family *family)
{
    int count = 0;
    struct json list = json_array(object, "languages", 0, THEME_FAMILY_LANGUAGES);
    const size_t most = sizeof *family->languages - 1;
    for (struct json item = json_first(list); json_present(item); item = json_next(item)) {
        const char *code = json_value_string(item, most, NULL);
        if (code && *code)
            snprintf(family->languages[count++], most + 1, "%s", code);
        else if (code)
            json_error(item, "is empty; write a language's code, such as \"vi\"");
    }
}

static void read_fallback(struct json value, struct theme_fonts *fonts)
{
    struct json_object object;
    if (!json_object_begin(&object, value))
        return;
    struct theme_family family = {.scale = 1};
    read_files(&object, &family);
    family.scale = json_number(&object, "scale", 0.5, 2, 1);
    read_scripts(&object, &family);
    read_languages(&object, &family);
    share_files(&family);
    if (!json_object_done(&object))
        return;
    if (*family.file[0])
        fonts->family[fonts->count++] = family;
    else
        json_error(value, "names no font file; give at least \"regular\"");
}

static void read_fonts(struct json_object *root, struct theme_fonts *fonts)
{
    struct json_object object;
    if (!json_object_begin(&object, json_member(root, "font", JSON_OPTIONAL)))
        return;
    read_files(&object, &fonts->family[0]);
    struct json list = json_array(&object, "fallback", 0, THEME_FAMILIES - 1);
    if (json_type(list) == JSON_ARRAY) {
        memset(&fonts->family[1], 0, (THEME_FAMILIES - 1) * sizeof *fonts->family);
        fonts->count = 1;
    }
    for (struct json item = json_first(list); json_present(item); item = json_next(item))
        read_fallback(item, fonts);
    json_object_done(&object);
}

bool theme_read(struct theme *theme, struct json_file *json)
{
    struct json_object root;
    bool readable = json && json_object_begin(&root, json_root(json));
    if (readable) {
        read_colors(&root, "color", theme->color);
        read_colors(&root, "high_contrast", theme->high_contrast);
        read_types(&root, theme->type);
        read_lengths(&root, theme->length);
        read_fonts(&root, &theme->fonts);
        json_object_done(&root);
    }
    return readable;
}

bool theme_load(struct theme *theme, const char *file, struct fault_list *faults)
{
    struct json_file *json = json_read(file, faults);
    bool readable = theme_read(theme, json);
    json_free(json);
    return readable;
}
