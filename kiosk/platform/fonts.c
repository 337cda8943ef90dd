#include "platform/fonts.h"

#include <SDL.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/geometry.h"
#include "base/hash.h"
#include "base/log.h"
#include "platform/face.h"
#include "platform/text_runs.h"

enum {
    OPEN_MAX = 48,   /* sizes in use at once; the one unused for longest makes room */
    WIDTHS = 16384,  /* entries of the width table: Chinese asks after every character */
    WAYS = 4,        /* places an entry may take */
    TEXT_MAX = 2048, /* bytes of a line; longer ones are cut */
    SIZE_MAX_PX = 1024
};

struct font_file {
    const char *name;
    void *bytes; /* the whole file, shared by its sizes; NULL until it is needed */
    size_t size;
    bool tried;
};

struct open_font {
    struct face *face; /* NULL: cannot be opened */
    int family;
    struct font font;
    uint64_t used;
};

struct width {
    uint64_t key; /* 0: free */
    int width;
};

/* A glyph in its place on the line; x and y as in struct face_glyph. */
struct placed {
    struct face *face;
    uint32_t glyph;
    int x, y;
};

struct fonts {
    char *folder;
    struct theme_fonts theme;
    struct face_library *library;
    struct font_file file[THEME_FAMILIES][FONT_WEIGHT_COUNT];
    struct open_font open[OPEN_MAX];
    int open_count;
    uint64_t clock;
    int order[THEME_FAMILIES]; /* families, that of the language first */
    char language[16];
    struct width widths[WIDTHS];
    struct text_line line; /* of the last layout */
    struct placed *placed;
    int placed_count, placed_capacity;
};

/* ---- files ---- */

/* The family's file for this weight, read when it is first needed; NULL (logged) without. */
static const struct font_file *file_get(struct fonts *fonts, int family, int weight)
{
    const struct theme_family *names = &fonts->theme.family[family];
    int first = 0;
    while (strcmp(names->file[first], names->file[weight]) != 0)
        first++;
    struct font_file *file = &fonts->file[family][first];
    if (!file->tried) {
        char path[4096];
        file->tried = true;
        file->name = names->file[first];
        snprintf(path, sizeof path, "%s/%s", fonts->folder, file->name);
        file->bytes = SDL_LoadFile(path, &file->size);
        if (!file->bytes)
            log_error("font_missing", "file=%s cause=%s", path, SDL_GetError());
    }
    return file->bytes ? file : NULL;
}

static struct open_font *free_slot(struct fonts *fonts)
{
    if (fonts->open_count < OPEN_MAX)
        return &fonts->open[fonts->open_count++];
    struct open_font *oldest = &fonts->open[0];
    for (int i = 1; i < OPEN_MAX; i++) {
        if (fonts->open[i].used < oldest->used)
            oldest = &fonts->open[i];
    }
    face_close(oldest->face);
    return oldest;
}

static struct font sane(struct font font)
{
    if ((unsigned)font.weight >= FONT_WEIGHT_COUNT)
        font.weight = FONT_REGULAR;
    font.size = font.size < 1 ? 1 : font.size > SIZE_MAX_PX ? SIZE_MAX_PX : font.size;
    return font;
}

static struct face *face_new(struct fonts *fonts, int family, struct font font)
{
    const struct font_file *file = file_get(fonts, family, (int)font.weight);
    if (!file)
        return NULL;
    int size = (int)(font.size * 64 * fonts->theme.family[family].scale + 0.5);
    return face_open(fonts->library, file->bytes, file->size, size, file->name);
}

static struct face *face_get(struct fonts *fonts, int family, struct font font)
{
    fonts->clock++;
    for (int i = 0; i < fonts->open_count; i++) {
        struct open_font *open = &fonts->open[i];
        if (open->family == family && open->font.weight == font.weight &&
            open->font.size == font.size) {
            open->used = fonts->clock;
            return open->face;
        }
    }
    struct open_font *slot = free_slot(fonts);
    *slot = (struct open_font){face_new(fonts, family, font), family, font, fonts->clock};
    return slot->face;
}

/* ---- opening and closing ---- */

static bool main_family_opens(struct fonts *fonts)
{
    for (int weight = 0; weight < FONT_WEIGHT_COUNT; weight++)
        if (!face_get(fonts, 0, (struct font){(enum font_weight)weight, 32}))
            return false;
    return true;
}

struct fonts *fonts_open(const char *folder, const struct theme *theme)
{
    struct fonts *fonts = calloc(1, sizeof *fonts);
    if (!fonts)
        return NULL;
    fonts->theme = theme->fonts;
    fonts->folder = strdup(folder);
    fonts->library = face_library_open();
    fonts_set_language(fonts, "");
    if (!fonts->folder || !fonts->library || !main_family_opens(fonts)) {
        fonts_close(fonts);
        return NULL;
    }
    return fonts;
}

void fonts_close(struct fonts *fonts)
{
    if (!fonts)
        return;
    for (int i = 0; i < fonts->open_count; i++)
        face_close(fonts->open[i].face);
    for (int family = 0; family < THEME_FAMILIES; family++)
        for (int weight = 0; weight < FONT_WEIGHT_COUNT; weight++)
            SDL_free(fonts->file[family][weight].bytes);
    face_library_close(fonts->library);
    free(fonts->placed);
    free(fonts->folder);
    free(fonts);
}

static bool is_first_of(const struct theme_family *family, const char *language)
{
    size_t plain = strcspn(language, "-");
    for (int i = 0; i < THEME_FAMILY_LANGUAGES && *family->languages[i]; i++) {
        const char *code = family->languages[i];
        if (strcmp(code, language) == 0 ||
            (strncmp(code, language, plain) == 0 && code[plain] == '\0'))
            return true;
    }
    return false;
}

void fonts_set_language(struct fonts *fonts, const char *language)
{
    if (*language && strncmp(fonts->language, language, sizeof fonts->language - 1) == 0)
        return;
    snprintf(fonts->language, sizeof fonts->language, "%s", language);
    int count = (int)fonts->theme.count;
    int first = 0;
    for (int i = 1; i < count && first == 0; i++)
        first = is_first_of(&fonts->theme.family[i], language) ? i : 0;
    fonts->order[0] = first;
    for (int i = 0, at = 1; i < count; i++)
        if (i != first)
            fonts->order[at++] = i;
}

/* ---- a line ---- */

struct chooser {
    struct fonts *fonts;
    struct font font;
};

static bool is_for(const struct theme_family *family, uint32_t script)
{
    int i = 0;
    while (script && i < THEME_FAMILY_SCRIPTS && family->scripts[i] && family->scripts[i] != script)
        i++;
    return !script || (i < THEME_FAMILY_SCRIPTS && family->scripts[i] == script) ||
           family->scripts[0] == 0;
}

/* Files are opened only for letters of the scripts that they are for. */
static bool family_has(void *context, int font, uint32_t script, uint32_t code)
{
    const struct chooser *chooser = context;
    int family = chooser->fonts->order[font];
    if (!is_for(&chooser->fonts->theme.family[family], script))
        return false;
    const struct face *face = face_get(chooser->fonts, family, chooser->font);
    return face && face_has(face, code);
}

bool fonts_has(struct fonts *fonts, enum font_weight weight, uint32_t code)
{
    struct chooser chooser = {fonts, {weight, 32}};
    if (!text_has_ink(code))
        return true;
    for (int i = 0; i < (int)fonts->theme.count; i++)
        if (family_has(&chooser, i, 0, code))
            return true;
    return false;
}

/* At most TEXT_MAX bytes, cut between characters. */
static size_t line_length(const char *text, size_t length)
{
    if (length >= TEXT_MAX) {
        length = TEXT_MAX - 1;
        while (length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80)
            length--;
    }
    return length;
}

static bool place(struct fonts *fonts, struct face *face, const struct face_glyph *glyph, int x)
{
    if (fonts->placed_count == fonts->placed_capacity) {
        int capacity = fonts->placed_capacity ? 2 * fonts->placed_capacity : 256;
        struct placed *grown = realloc(fonts->placed, (size_t)capacity * sizeof *grown);
        if (!grown)
            return false;
        fonts->placed = grown;
        fonts->placed_capacity = capacity;
    }
    fonts->placed[fonts->placed_count++] =
        (struct placed){face, glyph->index, x + glyph->x, glyph->y};
    return true;
}

static int add_run(struct fonts *fonts, struct font font, const struct text_run *run, int x)
{
    struct face *face = face_get(fonts, fonts->order[run->font], font);
    if (!face)
        return x;
    const struct face_text text = {
        .codes = fonts->line.code,
        .count = fonts->line.count,
        .start = run->start,
        .length = run->length,
        .rtl = run->level % 2 != 0,
        .script = run->script,
    };
    int count, advance;
    const struct face_glyph *glyphs = face_shape(face, &text, &count, &advance);
    for (int i = 0; i < count; i++)
        place(fonts, face, &glyphs[i], x);
    return x + advance;
}

static int pixel(int fixed)
{
    return (fixed & -64) / 64;
}

/* Places the line's glyphs. Returns how wide it is, px: to where the pen ends, or its ink; *ink is
 * around everything drawn, seen from the line's origin. */
static int lay_out(struct fonts *fonts, struct font font, const char *text, size_t length, bool rtl,
                   struct rect *ink)
{
    struct chooser chooser = {fonts, font};
    const struct text_fonts families = {&chooser, (int)fonts->theme.count, family_has};
    fonts->placed_count = 0;
    text_runs(&fonts->line, text, line_length(text, length), rtl, &families);
    int x = 0;
    for (int i = 0; i < fonts->line.run_count; i++)
        x = add_run(fonts, font, &fonts->line.run[i], x);

    int left = 0, right = 0, top = 0, bottom = 0;
    for (int i = 0; i < fonts->placed_count; i++) {
        const struct placed *glyph = &fonts->placed[i];
        struct face_ink at = face_ink(glyph->face, glyph->glyph);
        left = int_min(left, pixel(glyph->x) + at.left);
        right = int_max(right, pixel(glyph->x) + at.left + at.width);
        top = int_min(top, pixel(glyph->y) + at.top);
        bottom = int_max(bottom, pixel(glyph->y) + at.top + at.height);
    }
    *ink = (struct rect){left, top, right - left, bottom - top};
    return int_max(right, pixel(x)) - left;
}

/* ---- measuring ---- */

static uint64_t text_key(const struct fonts *fonts, struct font font, const char *text,
                         size_t length)
{
    uint64_t first = (uint64_t)fonts->order[0] << 40;
    uint64_t key = hash_word(0x7E87u, first | (uint64_t)font.weight << 32 | (uint32_t)font.size);
    key = hash_bytes(key, text, length);
    return key ? key : 1;
}

int fonts_width(struct fonts *fonts, struct font font, const char *text, size_t length)
{
    if (length == 0)
        return 0;
    font = sane(font);
    uint64_t key = text_key(fonts, font, text, length);
    struct width *set = &fonts->widths[key % (WIDTHS / WAYS) * WAYS];
    for (int i = 0; i < WAYS; i++)
        if (set[i].key == key)
            return set[i].width;
    struct rect ink;
    int width = lay_out(fonts, font, text, length, false, &ink);
    memmove(&set[1], &set[0], (WAYS - 1) * sizeof *set); /* the oldest makes room */
    set[0] = (struct width){key, width};
    return width;
}

int fonts_ascent(struct fonts *fonts, struct font font)
{
    const struct face *face = face_get(fonts, 0, sane(font));
    return face ? face_ascent(face) : font.size;
}

int fonts_line_height(struct fonts *fonts, struct font font)
{
    const struct face *face = face_get(fonts, 0, sane(font));
    return face ? face_line_height(face) : font.size + font.size / 4;
}

/* ---- drawing ---- */

static struct rect ink_bounds(const struct mask *mask)
{
    int x0 = mask->w, y0 = mask->h, x1 = 0, y1 = 0;
    for (int y = 0; y < mask->h; y++) {
        const uint8_t *row = mask->pixels + (ptrdiff_t)y * mask->w;
        int a = 0, b = mask->w;
        while (a < b && row[a] == 0)
            a++;
        while (b > a && row[b - 1] == 0)
            b--;
        if (a == b)
            continue;
        x0 = int_min(x0, a);
        x1 = int_max(x1, b);
        y0 = int_min(y0, y);
        y1 = y + 1;
    }
    return x0 < x1 ? (struct rect){x0, y0, x1 - x0, y1 - y0} : (struct rect){0, 0, 0, 0};
}

/* Without the empty rows and columns around the ink. */
static struct mask *cropped(struct mask *whole)
{
    struct rect ink = ink_bounds(whole);
    struct mask *mask = mask_create(whole->x + ink.x, whole->y + ink.y, ink.w, ink.h);
    for (int y = 0; mask && y < ink.h; y++)
        memcpy(mask->pixels + (ptrdiff_t)y * ink.w,
               whole->pixels + (ptrdiff_t)(ink.y + y) * whole->w + ink.x, (size_t)ink.w);
    mask_free(whole);
    return mask;
}

static struct mask *render(struct fonts *fonts, struct font font, const char *text, size_t length,
                           bool rtl)
{
    struct rect ink;
    lay_out(fonts, font, text, length, rtl, &ink);
    struct mask *mask = mask_create(ink.x, ink.y, ink.w, ink.h);
    for (int i = 0; mask && i < fonts->placed_count; i++) {
        const struct placed *glyph = &fonts->placed[i];
        face_draw(glyph->face, glyph->glyph, glyph->x, glyph->y, mask);
    }
    return mask ? cropped(mask) : NULL;
}

const struct mask *fonts_mask(struct fonts *fonts, struct mask_cache *cache, struct font font,
                              const char *text, bool rtl)
{
    size_t length = strlen(text);
    font = sane(font);
    uint64_t key = hash_word(text_key(fonts, font, text, length), rtl);
    const struct mask *found = mask_cache_get(cache, key);
    if (found)
        return found;
    struct mask *made = render(fonts, font, text, length, rtl);
    if (made)
        mask_cache_put(cache, key, made);
    return made;
}
