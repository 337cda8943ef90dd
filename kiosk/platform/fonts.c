#include "platform/fonts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/geometry.h"
#include "base/hash.h"
#include "base/log.h"
#include "base/memory.h"
#include "platform/face.h"
#include "platform/text_runs.h"

enum {
    OPEN_MAX = 48,   /* sizes in use at once; the one unused for longest makes room */
    WIDTHS = 1024,   /* entries of the width table: a screen of any language has at most 250 */
    WAYS = 4,        /* places an entry may take */
    TEXT_MAX = 2048, /* bytes of a line; longer ones are cut */
    SIZE_MAX_PX = 1024
};

struct font_file {
    struct face_file *file; /* NULL until it is needed */
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

struct fonts {
    char *folder;
    struct theme_fonts theme;
    bool library; /* is open */
    struct font_file file[THEME_FAMILIES][FONT_WEIGHT_COUNT];
    struct open_font open[OPEN_MAX];
    int open_count;
    uint64_t clock;
    int order[THEME_FAMILIES]; /* families, that of the language first */
    char language[16];
    struct width widths[WIDTHS];
    struct text_line line; /* the last one asked about */
};

/* The family's file for this weight, read when it is first needed; NULL (logged) without. */
static const struct face_file *file_get(struct fonts *fonts, int family, int weight)
{
    const struct theme_family *names = &fonts->theme.family[family];
    int first = 0;
    while (strcmp(names->file[first], names->file[weight]) != 0)
        first++;
    struct font_file *file = &fonts->file[family][first];
    if (!file->tried) {
        file->tried = true;
        file->file = face_file_open(fonts->folder, names->file[first]);
    }
    return file->file;
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
    const struct face_file *file = file_get(fonts, family, (int)font.weight);
    int size = (int)(font.size * 64 * fonts->theme.family[family].scale + 0.5);
    return file ? face_open(file, size) : NULL;
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

static void set_language(void *context, const char *language)
{
    struct fonts *fonts = context;
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

static bool main_family_opens(struct fonts *fonts)
{
    for (int weight = 0; weight < FONT_WEIGHT_COUNT; weight++)
        if (!face_get(fonts, 0, (struct font){(enum font_weight)weight, 32}))
            return false;
    return true;
}

struct fonts *fonts_open(const char *folder, const struct theme *theme)
{
    struct fonts *fonts = MEMORY_NEW(struct fonts);
    fonts->theme = theme->fonts;
    fonts->folder = memory_text(folder);
    fonts->library = face_library_open();
    set_language(fonts, "");
    if (!fonts->library || !main_family_opens(fonts)) {
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
            face_file_close(fonts->file[family][weight].file);
    if (fonts->library)
        face_library_close();
    free(fonts->folder);
    free(fonts);
}

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

/* 26.6 to px. */
static int nearest(int fixed)
{
    return (fixed + 32) >> 6;
}

/* Takes the line apart into runs. */
static void take_apart(struct fonts *fonts, struct font font, const char *text, size_t length,
                       bool rtl)
{
    struct chooser chooser = {fonts, font};
    const struct text_fonts families = {&chooser, (int)fonts->theme.count, family_has};
    text_runs(&fonts->line, text, line_length(text, length), rtl, &families);
}

static struct face_text run_text(const struct text_line *line, const struct text_run *run)
{
    return (struct face_text){
        .codes = line->code,
        .count = line->count,
        .start = run->start,
        .length = run->length,
        .rtl = run->level % 2 != 0,
        .script = run->script,
    };
}

static struct face *run_face(struct fonts *fonts, struct font font, const struct text_run *run)
{
    return face_get(fonts, fonts->order[run->font], font);
}

static uint64_t text_key(const struct fonts *fonts, struct font font, const char *text,
                         size_t length)
{
    uint64_t first = (uint64_t)fonts->order[0] << 40;
    uint64_t key = hash_word(0x7E87u, first | (uint64_t)font.weight << 32 | (uint32_t)font.size);
    key = hash_bytes(key, text, length);
    return key ? key : 1;
}

/* Of one run: as SDL2_ttf says. Of several: from the leftmost ink, or where the pen starts, to the
 * rightmost, or where the pen ends. */
static int line_width(struct fonts *fonts, struct font font)
{
    const struct text_line *line = &fonts->line;
    int at = 0, left = 0, right = 0;
    for (int i = 0; i < line->run_count; i++) {
        struct face *face = run_face(fonts, font, &line->run[i]);
        if (!face)
            continue;
        struct face_text text = run_text(line, &line->run[i]);
        int width = face_width(face, &text);
        if (line->run_count == 1)
            return width;
        struct pen pen = face_pen(face, &text);
        int ink = pen.left + width;
        left = int_min(left, nearest(at) + pen.left);
        right = int_max(right, ink > pen.advance >> 6 ? nearest(at) + ink : 0);
        at += pen.advance;
    }
    return int_max(right, at >> 6) - left;
}

static int width(void *context, struct font font, const char *text, size_t length)
{
    struct fonts *fonts = context;
    if (length == 0)
        return 0;
    font = sane(font);
    uint64_t key = text_key(fonts, font, text, length);
    struct width *set = &fonts->widths[key % (WIDTHS / WAYS) * WAYS];
    for (int i = 0; i < WAYS; i++)
        if (set[i].key == key)
            return set[i].width;
    take_apart(fonts, font, text, length, false);
    int width = line_width(fonts, font);
    memmove(&set[1], &set[0], (WAYS - 1) * sizeof *set); /* the oldest makes room */
    set[0] = (struct width){key, width};
    return width;
}

static int ascent(void *context, struct font font)
{
    const struct face *face = face_get(context, 0, sane(font));
    return face ? face_ascent(face) : font.size;
}

static int line_height(void *context, struct font font)
{
    const struct face *face = face_get(context, 0, sane(font));
    return face ? face_line_height(face) : font.size + font.size / 4;
}

/* Where the pen is after each character of a run that begins at `at`, 26.6 px; *first: before the
 * line's first one, if that is in it. Returns where the next run begins. */
static int run_carets(struct fonts *fonts, struct font font, const struct text_run *run, int at,
                      int *after, int *first)
{
    struct face *face = run_face(fonts, font, run);
    struct face_text text = run_text(&fonts->line, run);
    int all = face ? face_pen(face, &text).advance : 0;
    for (int i = 0; i < run->length; i++) {
        text.length = i + 1;
        int pen = face ? face_pen(face, &text).advance : 0;
        after[run->start + i] = at + (text.rtl ? all - pen : pen);
    }
    if (run->start == 0)
        *first = text.rtl ? at + all : at;
    return at + all;
}

static void carets(void *context, struct font font, const char *text, size_t length, bool rtl,
                   int *x)
{
    struct fonts *fonts = context;
    int after[TEXT_LINE_MAX] = {0}, first = 0, at = 0;
    font = sane(font);
    take_apart(fonts, font, text, length, rtl);
    for (int i = 0; i < fonts->line.run_count; i++)
        at = run_carets(fonts, font, &fonts->line.run[i], at, after, &first);
    int passed = 0;
    x[0] = nearest(first);
    for (size_t i = 1; i <= length; i++) {
        bool ends = i == length || ((unsigned char)text[i] & 0xC0) != 0x80;
        passed += ends && passed < fonts->line.count;
        x[i] = nearest(passed > 0 ? after[passed - 1] : first);
    }
}

struct text_measure fonts_measure(struct fonts *fonts)
{
    return (struct text_measure){
        .context = fonts,
        .width = width,
        .ascent = ascent,
        .line_height = line_height,
        .set_language = set_language,
        .right_to_left = text_right_to_left,
        .carets = carets,
    };
}

/* The runs' masks in one, which is as large as all of them. */
static struct mask *joined(struct mask **parts, int count)
{
    struct rect all = {0, 0, 0, 0};
    for (int i = 0; i < count; i++)
        all = rect_union(all, (struct rect){parts[i]->x, parts[i]->y, parts[i]->w, parts[i]->h});
    struct mask *whole = mask_create(all.x, all.y, all.w, all.h);
    for (int i = 0; i < count; i++) {
        if (whole)
            mask_add(whole, parts[i]);
        mask_free(parts[i]);
    }
    return whole;
}

/* Every run starts on the whole pixel nearest to the pen. */
static struct mask *render(struct fonts *fonts, struct font font)
{
    const struct text_line *line = &fonts->line;
    struct mask *parts[TEXT_LINE_MAX];
    int at = 0, count = 0;
    for (int i = 0; i < line->run_count; i++) {
        struct face *face = run_face(fonts, font, &line->run[i]);
        if (!face)
            continue;
        struct face_text text = run_text(line, &line->run[i]);
        struct pen pen;
        struct mask *part = face_draw(face, &text, &pen);
        if (part) {
            part->x += nearest(at);
            parts[count++] = part;
        }
        at += pen.advance;
    }
    return count == 1 ? parts[0] : joined(parts, count);
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
    take_apart(fonts, font, text, length, rtl);
    struct mask *made = render(fonts, font);
    if (made)
        mask_cache_put(cache, key, made);
    return made;
}
