#include "config/theme.h"

#include <ctype.h>
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
        .font_file = {"AtkinsonHyperlegibleNext-Regular.ttf",
                      "AtkinsonHyperlegibleNext-SemiBold.ttf", "AtkinsonHyperlegibleNext-Bold.ttf",
                      "AtkinsonHyperlegibleNext-ExtraBold.ttf"},
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

static void read_fonts(struct json_object *root, struct theme *theme)
{
    struct json_object object;
    if (!json_object_begin(&object, json_member(root, "font", JSON_OPTIONAL)))
        return;
    for (int i = 0; i < THEME_WEIGHTS; i++) {
        struct json value = json_member(&object, weight_names[i], JSON_OPTIONAL);
        const size_t most = sizeof theme->font_file[i] - 1;
        const char *name = json_present(value) ? json_value_string(value, most, NULL) : NULL;
        if (name && (*name == '\0' || *name == '.' || strchr(name, '/')))
            json_error(value, "is not a file name; name a font file in assets/fonts");
        else if (name)
            memcpy(theme->font_file[i], name, strlen(name) + 1);
    }
    json_object_done(&object);
}

bool theme_load(struct theme *theme, const char *file, struct fault_list *faults)
{
    struct json_file *json = json_read(file, faults);
    struct json_object root;
    bool readable = json && json_object_begin(&root, json_root(json));
    if (readable) {
        read_colors(&root, "color", theme->color);
        read_colors(&root, "high_contrast", theme->high_contrast);
        read_types(&root, theme->type);
        read_lengths(&root, theme->length);
        read_fonts(&root, theme);
        json_object_done(&root);
    }
    json_free(json);
    return readable;
}
