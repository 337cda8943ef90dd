#include "platform/face.h"

#include <SDL_ttf.h>
#include <errno.h>
#include <fcntl.h>
#include <fribidi.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/geometry.h"
#include "base/log.h"
#include "base/memory.h"
#include "platform/text_runs.h"

enum { ZERO_WIDTH_JOINER = 0x200D, UTF8_MAX = (TEXT_LINE_MAX + 2) * 4 + 1 };

struct face_file {
    const char *name;
    const void *bytes; /* mapped */
    size_t length;
    struct harfbuzz *harfbuzz;
};

struct face {
    TTF_Font *font;
    const struct face_file *file;
    int size;
};

bool face_library_open(void)
{
    memory_watch();
    bool open = TTF_Init() == 0;
    memory_ask("fonts");
    if (!open)
        log_error("fonts_failed", "cause=%s", TTF_GetError());
    return open;
}

void face_library_close(void)
{
    TTF_Quit();
}

/* Mapped, not read: of a font with all of Chinese a screen shows little. NULL where there is none.
 */
static const void *map_file(const char *path, size_t *length)
{
    struct stat about;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    void *bytes = MAP_FAILED;
    if (file >= 0 && fstat(file, &about) == 0 && about.st_size > 0) {
        *length = (size_t)about.st_size;
        bytes = mmap(NULL, *length, PROT_READ, MAP_PRIVATE, file, 0);
    }
    int cause = errno;
    if (file >= 0)
        close(file);
    errno = cause;
    return bytes == MAP_FAILED ? NULL : bytes;
}

static bool load(struct face_file *file, const char *folder)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, file->name);
    memory_watch();
    file->bytes = map_file(path, &file->length);
    int cause = errno;
    memory_ask(file->name);
    if (!file->bytes)
        log_error("font_missing", "file=%s cause=%s", path, strerror(cause));
    else
        file->harfbuzz = harfbuzz_open(file->bytes, file->length);
    return file->harfbuzz != NULL;
}

struct face_file *face_file_open(const char *folder, const char *name)
{
    struct face_file *file = MEMORY_NEW(struct face_file);
    file->name = name;
    if (!load(file, folder)) {
        face_file_close(file);
        return NULL;
    }
    return file;
}

void face_file_close(struct face_file *file)
{
    if (!file)
        return;
    harfbuzz_close(file->harfbuzz);
    if (file->bytes)
        munmap((void *)(uintptr_t)file->bytes, file->length);
    free(file);
}

/* SDL2_ttf takes whole points, but at any resolution: one point at as many dots per inch as make
 * the size, to the nearest 64th of a pixel. */
static TTF_Font *open_font(const struct face_file *file, int size)
{
    unsigned dpi = (unsigned)(size * 72 + 32) / 64;
    SDL_RWops *bytes = SDL_RWFromConstMem(file->bytes, (int)file->length);
    return bytes ? TTF_OpenFontDPIRW(bytes, 1, 1, dpi, dpi) : NULL;
}

struct face *face_open(const struct face_file *file, int size)
{
    struct face *face = MEMORY_NEW(struct face);
    memory_watch();
    *face = (struct face){open_font(file, size), file, size};
    memory_ask(file->name);
    if (!face->font) {
        log_error("font_unusable", "file=%s size=%.1f", file->name, size / 64.0);
        face_close(face);
        return NULL;
    }
    /* Light hinting moves outlines only up and down, so that letters may begin at any fraction of a
     * pixel and lines are as long at every size. */
    TTF_SetFontHinting(face->font, TTF_HINTING_LIGHT_SUBPIXEL);
    return face;
}

void face_close(struct face *face)
{
    if (face && face->font)
        TTF_CloseFont(face->font);
    free(face);
}

int face_ascent(const struct face *face)
{
    return TTF_FontAscent(face->font);
}

int face_line_height(const struct face *face)
{
    return TTF_FontLineSkip(face->font);
}

bool face_has(const struct face *face, uint32_t code)
{
    return TTF_GlyphIsProvided32(face->font, code) != 0;
}

static char *put(char *out, uint32_t code)
{
    if (code < 0x80) {
        *out++ = (char)code;
        return out;
    }
    int more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
    *out++ = (char)(0xF00u >> (more + 1) | code >> 6 * more);
    while (more-- > 0)
        *out++ = (char)(0x80 | (code >> 6 * more & 0x3F));
    return out;
}

/* The first letter from `at` on in direction `step` that takes part in joining. */
static FriBidiJoiningType joining(const struct face_text *text, int at, int step)
{
    FriBidiJoiningType type = FRIBIDI_JOINING_TYPE_U;
    for (; at >= 0 && at < text->count; at += step) {
        type = fribidi_get_joining_type(text->codes[at]);
        if (!FRIBIDI_IS_JOIN_SKIPPED(type))
            return type;
    }
    return FRIBIDI_JOINING_TYPE_U;
}

/* Whether the letters before and after `at` join. */
static bool joins(const struct face_text *text, int at)
{
    return FRIBIDI_IS_JOINING_TYPE_LC(joining(text, at - 1, -1)) && /* to what follows it */
           FRIBIDI_IS_JOINING_TYPE_RC(joining(text, at, 1));
}

/* The piece for SDL2_ttf, which does not see what stands beside it: joiners stand for that. */
static const char *prepare(struct face *face, const struct face_text *text, char *utf8)
{
    char script[5] = "Zzzz";
    for (int i = 0; i < 4 && text->script; i++)
        script[i] = (char)(text->script >> (24 - 8 * i));
    TTF_SetFontScriptName(face->font, script);
    TTF_SetFontDirection(face->font, text->rtl ? TTF_DIRECTION_RTL : TTF_DIRECTION_LTR);
    char *out = utf8;
    int end = text->start + text->length;
    if (joins(text, text->start))
        out = put(out, ZERO_WIDTH_JOINER);
    for (int i = text->start; i < end; i++)
        out = put(out, text->codes[i]);
    if (joins(text, end))
        out = put(out, ZERO_WIDTH_JOINER);
    *out = '\0';
    return utf8;
}

int face_width(struct face *face, const struct face_text *text)
{
    char utf8[UTF8_MAX];
    int width = 0;
    memory_watch();
    TTF_SizeUTF8(face->font, prepare(face, text, utf8), &width, NULL);
    memory_ask("text");
    return width;
}

struct pen face_pen(struct face *face, const struct face_text *text)
{
    char utf8[UTF8_MAX];
    return harfbuzz_pen(face->file->harfbuzz, face->size, prepare(face, text, utf8), text->rtl,
                        text->script);
}

static bool has_ink(const SDL_Surface *picture, int y)
{
    const uint8_t *row = (const uint8_t *)picture->pixels + (ptrdiff_t)y * picture->pitch;
    int x = 0;
    while (x < picture->w && row[x] == 0)
        x++;
    return x < picture->w;
}

/* A picture is as high as the font, and higher where ink stands above or below that: how many rows
 * were added above shows at its edges; where ink touches both, only the pen knows, to a row. */
static int rows_above(const struct face *face, const SDL_Surface *picture, int top)
{
    int added = picture->h - TTF_FontHeight(face->font);
    if (added <= 0 || !has_ink(picture, 0))
        return 0;
    if (!has_ink(picture, picture->h - 1))
        return added;
    return int_min(int_max(top - TTF_FontAscent(face->font), 0), added);
}

static SDL_Surface *draw_shaded(struct face *face, const char *text)
{
    static const SDL_Color ink = {255, 255, 255, 255}, paper = {0, 0, 0, 255};
    return TTF_RenderUTF8_Shaded(face->font, text, ink, paper);
}

struct mask *face_draw(struct face *face, const struct face_text *text, struct pen *pen)
{
    char utf8[UTF8_MAX];
    *pen = face_pen(face, text);
    if (pen->advance / 64 > MASK_LARGEST / int_max(TTF_FontHeight(face->font), 1))
        return NULL;
    memory_watch();
    SDL_Surface *picture = draw_shaded(face, prepare(face, text, utf8));
    memory_ask("text");
    if (!picture) /* SDL2_ttf draws nothing where there is nothing to see */
        return face_width(face, text) == 0 ? mask_create(0, 0, 0, 0) : NULL;
    int above = TTF_FontAscent(face->font) + rows_above(face, picture, pen->top);
    struct mask *mask =
        mask_of_ink(picture->pixels, picture->pitch, picture->w, picture->h, pen->left, -above);
    SDL_FreeSurface(picture);
    return mask;
}
