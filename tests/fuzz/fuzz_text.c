// links: platform ui
/* Any bytes as a line of text, from right to left when the first one is odd. Its runs cover every
 * character once; pieces, clusters and lines go on, and never end within a character. */
#include <stdlib.h>
#include <string.h>

#include "base/text_break.h"
#include "base/utf8.h"
#include "fuzz.h"
#include "platform/text_runs.h"
#include "ui/text.h"

static struct text_line line;

enum { FONTS = 3, LINES_MAX = 200 }; /* bytes; a longer one only takes longer */

/* Each has something that the others lack, by script too. */
static bool has(void *context, int font, uint32_t script, uint32_t code)
{
    (void)context;
    return font == 0 ? code < 0x300 : font == 1 ? code >= 0x590 && script : code % 3 == 0;
}

static void check_runs(const char *text, size_t length, bool rtl)
{
    static const struct text_fonts fonts = {NULL, FONTS, has};
    bool covered[TEXT_LINE_MAX] = {false};
    int count = 0;
    text_runs(&line, text, length, rtl, &fonts);
    assert(line.count >= 0 && line.count <= TEXT_LINE_MAX && line.run_count <= line.count);
    for (int r = 0; r < line.run_count; r++) {
        const struct text_run *run = &line.run[r];
        assert(run->length > 0 && run->font < FONTS);
        for (int i = run->start; i < run->start + run->length; i++, count++) {
            assert(i < line.count && !covered[i]);
            covered[i] = true;
        }
    }
    assert(count == line.count);
}

static void check_steps(const char *text, size_t length, size_t (*step)(const char *, size_t))
{
    bool valid = utf8_valid(text, length);
    for (size_t at = 0, end; at < length; at = end) {
        end = at + step(text + at, length - at);
        assert(end > at && end <= length);
        assert(!valid || (text[end] & 0xC0) != 0x80);
    }
    assert(step(text + length, 0) == 0);
}

static int width_of(void *context, struct font font, const char *text, size_t length)
{
    (void)context;
    (void)font;
    int width = 0;
    for (size_t at = 0; at < length; at += text_cluster(text + at, length - at))
        width += 10;
    return width;
}

static void check_lines(const char *text)
{
    static const struct text_measure measure = {.width = width_of,
                                                .right_to_left = text_right_to_left};
    static struct draw_list list;
    const struct ui ui = {.list = &list, .measure = &measure};
    for (int width = 0; width < 100; width += 30)
        assert(ui_paragraph_lines(&ui, width, (struct font){0}, text) <= (int)strlen(text) + 1);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    size_t length = size - 1;
    char *text = fuzz_text(data + 1, length);
    check_runs(text, length, data[0] % 2);
    check_steps(text, length, text_cluster);
    check_steps(text, length, text_piece);
    text_right_to_left(text, data[0] % 2);
    if (length <= LINES_MAX)
        check_lines(text);
    free(text);
    return 0;
}
