#include "handout/letters.h"

#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <string.h>

/* Sizes are points. */
static const struct {
    double size;
    PangoWeight weight;
} styles[] = {
    [STYLE_TITLE] = {27, PANGO_WEIGHT_ULTRABOLD}, [STYLE_LEAD] = {14, PANGO_WEIGHT_NORMAL},
    [STYLE_CLINIC] = {11, PANGO_WEIGHT_SEMIBOLD}, [STYLE_SECTION] = {17, PANGO_WEIGHT_BOLD},
    [STYLE_STEP] = {16, PANGO_WEIGHT_BOLD},       [STYLE_DOSE] = {12.5, PANGO_WEIGHT_SEMIBOLD},
    [STYLE_LABEL] = {11, PANGO_WEIGHT_BOLD},      [STYLE_BODY] = {11, PANGO_WEIGHT_NORMAL},
    [STYLE_SMALL] = {9.5, PANGO_WEIGHT_NORMAL},
};

/* From baseline to baseline, of the size: whatever the fonts of a line would like. Arabic has marks
 * above and below. */
static const double line_height = 1.3, arabic_line_height = 1.5;

double letters_line(const struct letters *letters, enum style style)
{
    return styles[style].size * (letters->right_to_left ? arabic_line_height : line_height);
}

/* Adds the files; the family's name is that of the first one. */
static void add_family(FcConfig *config, const struct handout_family *family, GString *names)
{
    bool named = false;
    for (int i = 0; i < HANDOUT_WEIGHTS; i++) {
        const FcChar8 *file = (const FcChar8 *)family->file[i];
        int count;
        FcChar8 *name;
        if (!*file || !FcConfigAppFontAddFile(config, file) || named)
            continue;
        FcPattern *font = FcFreeTypeQuery(file, 0, NULL, &count);
        named = font && FcPatternGetString(font, FC_FAMILY, 0, &name) == FcResultMatch;
        if (named)
            g_string_append_printf(names, "%s%s", names->len ? "," : "", (const char *)name);
        if (font)
            FcPatternDestroy(font);
    }
}

bool letters_open(struct letters *letters, const struct handout *handout)
{
    GString *names = g_string_new("");
    FcConfig *config = FcConfigCreate();
    *letters = (struct letters){.right_to_left = handout->right_to_left};
    for (size_t i = 0; config && i < handout->family_count; i++)
        add_family(config, &handout->families[i], names);
    letters->families = g_string_free(names, FALSE);
    letters->map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
    bool found = *letters->families && letters->map;
    if (found) {
        pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(letters->map), config);
        pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(letters->map), 72);
        letters->context = pango_font_map_create_context(letters->map);
        cairo_font_options_t *options = cairo_font_options_create();
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
        pango_cairo_context_set_font_options(letters->context, options);
        cairo_font_options_destroy(options);
        pango_context_set_round_glyph_positions(letters->context, FALSE);
        pango_context_set_language(letters->context, pango_language_from_string(handout->language));
        pango_context_set_base_dir(letters->context, handout->right_to_left ? PANGO_DIRECTION_RTL
                                                                            : PANGO_DIRECTION_LTR);
    }
    if (config)
        FcConfigDestroy(config);
    return found;
}

void letters_close(struct letters *letters)
{
    g_clear_object(&letters->context);
    g_clear_object(&letters->map);
    g_free(letters->families);
}

static const char joiner[] = "\u2060";

/* `text` without its joiners behind `out`; where they stood, lines do not end. */
static void append_plain(GString *out, const char *text, PangoAttrList *attributes)
{
    size_t last = out->len; /* where the last character begins */
    bool joined = false;
    while (*text) {
        if (g_str_has_prefix(text, joiner)) {
            text += sizeof joiner - 1;
            joined = true;
            continue;
        }
        const char *next = g_utf8_next_char(text);
        size_t start = out->len;
        g_string_append_len(out, text, next - text);
        if (joined && start > last) {
            PangoAttribute *keep = pango_attr_allow_breaks_new(FALSE);
            keep->start_index = (guint)last;
            keep->end_index = (guint)out->len;
            pango_attr_list_insert(attributes, keep);
        }
        last = start;
        joined = false;
        text = next;
    }
}

/* Pango turns an alignment round for paragraphs that run against the page. */
static void align_to_start(const struct letters *letters, PangoLayout *layout)
{
    PangoLayoutLine *line = pango_layout_get_line_readonly(layout, 0);
    bool rtl = pango_layout_line_get_resolved_direction(line) == PANGO_DIRECTION_RTL;
    bool against = rtl != letters->right_to_left;
    pango_layout_set_alignment(layout, letters->right_to_left != against ? PANGO_ALIGN_RIGHT
                                                                         : PANGO_ALIGN_LEFT);
}

PangoLayout *letters_set(const struct letters *letters, enum style style, double width,
                         const char *strong, const char *text)
{
    PangoLayout *layout = pango_layout_new(letters->context);
    PangoFontDescription *font = pango_font_description_new();
    PangoAttrList *attributes = pango_attr_list_new();
    GString *plain = g_string_new("");
    pango_font_description_set_family(font, letters->families);
    pango_font_description_set_size(font, (int)(styles[style].size * PANGO_SCALE));
    pango_font_description_set_weight(font, styles[style].weight);
    append_plain(plain, strong, attributes);
    if (plain->len > 0) {
        PangoAttribute *bold = pango_attr_weight_new(PANGO_WEIGHT_BOLD);
        bold->end_index = (guint)plain->len;
        pango_attr_list_insert(attributes, bold);
    }
    append_plain(plain, text, attributes);
    pango_attr_list_insert(attributes, pango_attr_line_height_new_absolute(
                                           (int)(letters_line(letters, style) * PANGO_SCALE)));
    pango_layout_set_font_description(layout, font);
    pango_layout_set_width(layout, width > 0 ? (int)(width * PANGO_SCALE) : -1);
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_text(layout, plain->str, (int)plain->len);
    pango_layout_set_attributes(layout, attributes);
    align_to_start(letters, layout);
    g_string_free(plain, TRUE);
    pango_attr_list_unref(attributes);
    pango_font_description_free(font);
    return layout;
}
