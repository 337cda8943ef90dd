#include "platform/fonts.h"

#include <SDL_ttf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/utf8.h"

enum {
    OPEN_MAX = 32,   /* sizes in use at once; the one unused for longest makes room */
    WIDTHS = 4096,   /* entries of the width table, a power of two */
    TEXT_MAX = 2048, /* bytes of a line; longer ones are cut (SDL_ttf lays out on the stack) */
    SIZE_MAX_PX = 1024
};

struct open_font {
    TTF_Font *ttf;
    struct font font;
    int ascent, line_height;
    uint64_t used;
};

struct width {
    uint64_t key; /* 0: free */
    int width;
};

struct fonts {
    void *file[FONT_WEIGHT_COUNT]; /* the whole file, shared by its sizes */
    size_t file_size[FONT_WEIGHT_COUNT];
    struct open_font open[OPEN_MAX];
    int open_count;
    uint64_t clock;
    struct width widths[WIDTHS];
};

static bool load_file(struct fonts *fonts, int weight, const char *folder, const char *name)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    fonts->file[weight] = SDL_LoadFile(path, &fonts->file_size[weight]);
    if (!fonts->file[weight])
        log_error("font_missing", "file=\"%s\" cause=\"%s\"", path, SDL_GetError());
    return fonts->file[weight] != NULL;
}

static struct open_font *font_open(struct fonts *fonts, struct open_font *slot, struct font font)
{
    int size = (int)fonts->file_size[font.weight];
    SDL_RWops *bytes = SDL_RWFromConstMem(fonts->file[font.weight], size);
    slot->ttf = bytes ? TTF_OpenFontRW(bytes, 1, font.size) : NULL;
    if (!slot->ttf) {
        log_error("font_unusable", "weight=%d size=%d cause=\"%s\"", (int)font.weight, font.size,
                  SDL_GetError());
        return NULL;
    }
    TTF_SetFontHinting(slot->ttf, TTF_HINTING_LIGHT_SUBPIXEL);
    slot->font = font;
    slot->ascent = TTF_FontAscent(slot->ttf);
    slot->line_height = TTF_FontLineSkip(slot->ttf);
    return slot;
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
    if (oldest->ttf)
        TTF_CloseFont(oldest->ttf);
    memset(oldest, 0, sizeof *oldest);
    return oldest;
}

static struct font sane(struct font font)
{
    if ((unsigned)font.weight >= FONT_WEIGHT_COUNT)
        font.weight = FONT_REGULAR;
    font.size = font.size < 1 ? 1 : font.size > SIZE_MAX_PX ? SIZE_MAX_PX : font.size;
    return font;
}

static struct open_font *font_get(struct fonts *fonts, struct font wanted)
{
    struct font font = sane(wanted);
    fonts->clock++;
    for (int i = 0; i < fonts->open_count; i++) {
        struct open_font *open = &fonts->open[i];
        if (open->ttf && open->font.weight == font.weight && open->font.size == font.size) {
            open->used = fonts->clock;
            return open;
        }
    }
    struct open_font *slot = free_slot(fonts);
    slot->used = fonts->clock;
    return font_open(fonts, slot, font);
}

struct fonts *fonts_open(const char *folder, const struct theme *theme)
{
    struct fonts *fonts = calloc(1, sizeof *fonts);
    if (!fonts || TTF_Init() < 0) {
        log_error("font_library", "cause=\"%s\"", fonts ? SDL_GetError() : "out of memory");
        free(fonts);
        return NULL;
    }
    for (int weight = 0; weight < FONT_WEIGHT_COUNT; weight++) {
        struct font probe = {(enum font_weight)weight, 32};
        if (!load_file(fonts, weight, folder, theme->font_file[weight]) ||
            !font_get(fonts, probe)) {
            fonts_close(fonts);
            return NULL;
        }
    }
    return fonts;
}

void fonts_close(struct fonts *fonts)
{
    if (!fonts)
        return;
    for (int i = 0; i < fonts->open_count; i++) {
        if (fonts->open[i].ttf)
            TTF_CloseFont(fonts->open[i].ttf);
    }
    for (int weight = 0; weight < FONT_WEIGHT_COUNT; weight++)
        SDL_free(fonts->file[weight]);
    TTF_Quit();
    free(fonts);
}

static uint64_t text_key(struct font font, const char *text, size_t length)
{
    uint64_t key = mask_key_add(0x7E87u, (uint64_t)font.weight << 32 | (uint32_t)font.size);
    key = mask_key_text(key, text, length);
    return key ? key : 1;
}

/* At most TEXT_MAX bytes, cut between characters. */
static void copy_line(char *line, const char *text, size_t length)
{
    if (length >= TEXT_MAX) {
        length = TEXT_MAX - 1;
        while (length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80)
            length--;
    }
    memcpy(line, text, length);
    line[length] = '\0';
}

int fonts_width(struct fonts *fonts, struct font font, const char *text, size_t length)
{
    if (length == 0)
        return 0;
    font = sane(font);
    uint64_t key = text_key(font, text, length);
    struct width *slot = &fonts->widths[key % WIDTHS];
    if (slot->key == key)
        return slot->width;
    struct open_font *open = font_get(fonts, font);
    char line[TEXT_MAX];
    int width = 0;
    copy_line(line, text, length);
    if (!open || TTF_SizeUTF8(open->ttf, line, &width, NULL) < 0)
        return 0;
    *slot = (struct width){key, width};
    return width;
}

int fonts_ascent(struct fonts *fonts, struct font font)
{
    struct open_font *open = font_get(fonts, font);
    return open ? open->ascent : font.size;
}

int fonts_line_height(struct fonts *fonts, struct font font)
{
    struct open_font *open = font_get(fonts, font);
    return open ? open->line_height : font.size + font.size / 4;
}

/* SDL_ttf moves a line right or down when glyphs reach left of the pen or above the ascent, and
 * does not say by how much. Only the first glyph can start left of the pen. */
static void line_shift(TTF_Font *ttf, const char *line, int ascent, int *right, int *down)
{
    *right = *down = 0;
    bool first = true;
    uint32_t c;
    while ((c = utf8_next(&line)) != 0) {
        int min_x, max_y;
        if (TTF_GlyphMetrics32(ttf, c, &min_x, NULL, NULL, &max_y, NULL) < 0)
            continue;
        if (first && min_x < 0)
            *right = -min_x;
        if (max_y - ascent > *down)
            *down = max_y - ascent;
        first = false;
    }
}

static struct rect ink_bounds(const SDL_Surface *surface)
{
    const uint8_t *pixels = surface->pixels;
    int x0 = surface->w, y0 = surface->h, x1 = 0, y1 = 0;
    for (int y = 0; y < surface->h; y++) {
        const uint8_t *row = pixels + (ptrdiff_t)y * surface->pitch;
        int a = 0, b = surface->w;
        while (a < b && row[a] == 0)
            a++;
        while (b > a && row[b - 1] == 0)
            b--;
        if (a == b)
            continue;
        x0 = a < x0 ? a : x0;
        x1 = b > x1 ? b : x1;
        y0 = y < y0 ? y : y0;
        y1 = y + 1;
    }
    return x0 < x1 ? (struct rect){x0, y0, x1 - x0, y1 - y0} : (struct rect){0, 0, 0, 0};
}

static struct mask *render(struct open_font *open, const char *line)
{
    const SDL_Color white = {255, 255, 255, 255}, black = {0, 0, 0, 255};
    /* The 8-bit surface's indices are the coverage. */
    SDL_Surface *surface = TTF_RenderUTF8_Shaded(open->ttf, line, white, black);
    if (!surface)
        return mask_create(0, 0, 0, 0); /* nothing wide enough to see */
    int right, down;
    line_shift(open->ttf, line, open->ascent, &right, &down);
    struct rect ink = ink_bounds(surface);
    struct mask *mask = mask_create(ink.x - right, ink.y - down - open->ascent, ink.w, ink.h);
    for (int y = 0; mask && y < ink.h; y++) {
        const uint8_t *row =
            (const uint8_t *)surface->pixels + (ptrdiff_t)(ink.y + y) * surface->pitch;
        memcpy(mask->pixels + (ptrdiff_t)y * ink.w, row + ink.x, (size_t)ink.w);
    }
    SDL_FreeSurface(surface);
    return mask;
}

const struct mask *fonts_mask(struct fonts *fonts, struct mask_cache *cache, struct font font,
                              const char *text)
{
    size_t length = strlen(text);
    font = sane(font);
    uint64_t key = text_key(font, text, length);
    const struct mask *found = mask_cache_get(cache, key);
    struct open_font *open = found ? NULL : font_get(fonts, font);
    if (found || !open)
        return found;
    char line[TEXT_MAX];
    copy_line(line, text, length);
    struct mask *made = render(open, line);
    if (made)
        mask_cache_put(cache, key, made);
    return made;
}
