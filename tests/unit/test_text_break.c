// links: base
/* Where texts may be cut: pieces and clusters, shown with a | between them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/text_break.h"

static const char *parted(const char *text, size_t (*part)(const char *, size_t))
{
    static char out[512];
    size_t length = strlen(text), used = 0;
    for (size_t at = 0, step; at < length; at += step) {
        step = part(text + at, length - at);
        assert_in_range(step, 1, length - at);
        used += (size_t)snprintf(out + used, sizeof out - used, "%s%.*s", at ? "|" : "", (int)step,
                                 text + at);
    }
    out[used] = '\0';
    return out;
}

static void test_pieces(void **state)
{
    (void)state;
    static const char *const table[][2] = {
        {"Hold for 10\u201315 s.", "Hold| for| 10\u201315| s."},
        {"  two  spaces ", "  two|  spaces| "},
        {"\u4FDD\u6301\u4E0D\u52A8", "\u4FDD|\u6301|\u4E0D|\u52A8"},
        /* no mark at a line's start, no opening one at its end */
        {"\u4FDD\u6301\uFF0C\u4E0D\u52A8\u3002", "\u4FDD|\u6301\uFF0C|\u4E0D|\u52A8\u3002"},
        {"\u4FDD\uFF08\u6301\uFF09\u4E0D", "\u4FDD|\uFF08\u6301\uFF09|\u4E0D"},
        {"\u300A\u4FDD\u300B\uFF1A\u6301", "\u300A\u4FDD\u300B\uFF1A|\u6301"},
        {"\u201C\u4FDD\u201D\u6301", "\u201C\u4FDD\u201D|\u6301"},
        {"\u4FDD\u2026\u2026\u6301\u2014\u2014\u4E0D",
         "\u4FDD\u2026\u2026|\u6301\u2014\u2014|\u4E0D"},
        /* numbers stay whole, and with what they count */
        {"\u4FDD\u630110\u201315\u79D2\u949F", "\u4FDD|\u6301|10\u201315\u79D2|\u949F"},
        {"\u7B2C3\u6B65\uFF0C\u51714\u6B65", "\u7B2C|3\u6B65\uFF0C|\u5171|4\u6B65"},
        {"\u505A50%\u3002", "\u505A|50%\u3002"},
        /* so do Latin words */
        {"\u4F7F\u7528TENS\u8BBE\u5907", "\u4F7F|\u7528|TENS|\u8BBE|\u5907"},
        {"\u57AB\u5B50 \u00B7 \u6905\u5B50", "\u57AB|\u5B50| \u00B7| \u6905|\u5B50"},
        {"\u4FDD\u00A0\u6301", "\u4FDD\u00A0\u6301"},
        {"\u0627\u0644\u0639 \u0628.", "\u0627\u0644\u0639| \u0628."},
        {"Ti\u1EBFng Vi\u1EC7t", "Ti\u1EBFng| Vi\u1EC7t"},
        {"\xFF\xC3 \xE4\xB8", "\xFF\xC3| \xE4\xB8"},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        assert_string_equal(parted(table[i][0], text_piece), table[i][1]);
}

static void test_clusters(void **state)
{
    (void)state;
    static const char *const table[][2] = {
        {"abc", "a|b|c"},
        {"e\u0301\u0302x", "e\u0301\u0302|x"},
        {"\u0628\u0651\u064E\u062A", "\u0628\u0651\u064E|\u062A"},
        {"\u0646\u200C\u0645", "\u0646\u200C|\u0645"},
        {"\U0001F44D\U0001F3FDz", "\U0001F44D\U0001F3FD|z"},
        {"\U0001F469\u200D\U0001F4BBz", "\U0001F469\u200D\U0001F4BB|z"},
        {"\u4FDD\uFE00\u6301", "\u4FDD\uFE00|\u6301"},
        {"\u0301a", "\u0301|a"},
        {"\xFF\x80z", "\xFF|\x80|z"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        assert_string_equal(parted(table[i][0], text_cluster), table[i][1]);
}

/* Not a byte beyond the given length is looked at. */
static void test_length_is_the_end(void **state)
{
    (void)state;
    static const char text[] = "\u4FDD\u0301x\u6301";
    for (size_t length = 1; length <= sizeof text - 1; length++) {
        char *copy = malloc(length);
        assert_non_null(copy);
        memcpy(copy, text, length);
        for (size_t at = 0; at < length;)
            at += text_piece(copy + at, length - at);
        for (size_t at = 0; at < length;)
            at += text_cluster(copy + at, length - at);
        free(copy);
    }
    assert_int_equal(text_cluster("a", 0), 0);
    assert_int_equal(text_piece("a", 0), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pieces),
        cmocka_unit_test(test_clusters),
        cmocka_unit_test(test_length_is_the_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
