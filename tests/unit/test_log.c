// links: json base
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/log_line.h"
#include "base/utf8.h"
#include "json/json.h"

/* One line of these pairs, with its newline; valid until the next call. */
__attribute__((format(printf, 2, 3))) static const char *written(enum log_format format,
                                                                 const char *pairs, ...)
{
    static struct log_line line;
    static char text[LOG_LINE_SIZE + 1];
    log_line_begin(&line, format);
    va_list args;
    va_start(args, pairs);
    log_line_pairs_v(&line, pairs, args);
    va_end(args);
    size_t length = log_line_end(&line);
    assert_true(length <= LOG_LINE_SIZE);
    memcpy(text, line.text, length);
    text[length] = '\0';
    return text;
}

#define expect(format, line, ...) assert_string_equal(written(format, __VA_ARGS__), line)
#define expect_logfmt(line, ...) expect(LOG_FORMAT_LOGFMT, line "\n", __VA_ARGS__)
#define expect_json(line, ...) expect(LOG_FORMAT_JSON, line "\n", __VA_ARGS__)

static void test_every_conversion_takes_its_own_argument(void **state)
{
    (void)state;
    expect_logfmt("a=-1 b=4294967295 c=18446744073709551615 d=-2 e=3 f=-4 g=5",
                  "a=%d b=%u c=%zu d=%ld e=%lu f=%lld g=%llu", -1, 4294967295u, SIZE_MAX, -2l, 3ul,
                  -4ll, 5ull);
    expect_logfmt("hex=ff long=123456789abcdef0 letter=k pi=3.14 whole=3 half=0.500000",
                  "hex=%x long=%llx letter=%c pi=%.2f whole=%.0f half=%f", 255u,
                  0x123456789ABCDEF0ull, 'k', 3.14159, 3.14159, 0.5);
    expect_logfmt("start=hol all=hold none=\"\" percent=70%",
                  "start=%.*s all=%.*s none=%.0s "
                  "percent=%d%%",
                  3, "hold", 9, "hold", "hold", 70);
}

static void test_a_value_may_have_several_parts(void **state)
{
    (void)state;
    expect_logfmt("size=800x480 at=kiosk.json:3:7 end=1", "size=%dx%d at=%s:%d:%d end=%d", 800, 480,
                  "kiosk.json", 3, 7, 1);
    expect_logfmt("at=\"my kiosk.json:3:7\"", "at=%s:%d:%d", "my kiosk.json", 3, 7);
}

static void test_a_value_is_quoted_only_where_it_must_be(void **state)
{
    (void)state;
    expect_logfmt("a=plain b=\"two words\" c=\"\" d=Übung e=/a/b.json,c:1",
                  "a=%s b=%s c=%s d=%s e=%s", "plain", "two words", "", "Übung", "/a/b.json,c:1");
    expect_logfmt(
        "a=\"k=v\" b=\"say \\\"hold\\\"\" c=\"C:\\\\pack\" d=\"a\\nb\\tc\" e=\"x\\u001b[0m\"",
        "a=%s b=%s c=%s d=%s e=%s", "k=v", "say \"hold\"", "C:\\pack", "a\nb\tc", "x\x1b[0m");
    expect_logfmt("a=\"no\u00A0break\" b=\"full\u3000width\"", "a=%s b=%s", "no\u00A0break",
                  "full\u3000width");
}

static void test_a_value_cannot_steer_a_terminal_nor_turn_the_line(void **state)
{
    (void)state;
    expect_logfmt("a=\"\\u202ex\" b=\"\\u0085\" c=\"\\u007f\" d=\"\\u000d\"", "a=%s b=%s c=%s d=%s",
                  "\u202Ex", "\xC2\x85", "\x7F", "\r");
}

static void test_what_is_no_utf8_is_replaced(void **state)
{
    (void)state;
    expect_logfmt("a=\"\uFFFD\uFFFDx\"", "a=%s", "\xC3\xFFx");
    expect_json("{\"a\":\"\uFFFD\uFFFDx\"}", "a=%s", "\xC3\xFFx");
}

static void test_json_has_numbers_where_the_value_is_one(void **state)
{
    (void)state;
    expect_json("{\"count\":3,\"bytes\":18446744073709551615,\"size\":\"800x480\",\"s\":\"3 %\"}",
                "count=%d bytes=%zu size=%dx%d s=%s", 3, SIZE_MAX, 800, 480, "3 %");
    expect_json("{\"part\":\"3ms\",\"hex\":\"10\",\"half\":\"0.5\",\"text\":\"3\"}",
                "part=%dms hex=%x half=%.1f text=%s", 3, 16u, 0.5, "3");
    expect_json("{\"a\":\"say \\\"hold\\\"\\n\",\"b\":\"C:\\\\pack\",\"c\":\"\\u001b\",\"d\":\"\"}",
                "a=%s b=%s c=%s d=%s", "say \"hold\"\n", "C:\\pack", "\x1b", "");
}

/* At a value in quotes: past its closing one; NULL when there is none. */
static const char *after_quoted(const char *at)
{
    for (at++; *at && *at != '"'; at++)
        if (*at == '\\' && at[1])
            at++;
    return *at ? at + 1 : NULL;
}

/* As a program reads it: pairs, values in quotes or without blanks, one newline at the end. */
static bool is_logfmt(const char *at)
{
    for (;;) {
        size_t key = strspn(at, "abcdefghijklmnopqrstuvwxyz_");
        if (key == 0 || at[key] != '=')
            return false;
        at += key + 1;
        at = *at == '"' ? after_quoted(at) : at + strcspn(at, " \n\"=");
        if (!at || (*at != ' ' && *at != '\n'))
            return false;
        if (*at++ == '\n')
            return *at == '\0';
    }
}

static bool is_json(const char *line)
{
    struct fault_list faults = {0};
    struct json_file *file = json_parse("line", line, strlen(line), &faults);
    bool good = file && json_type(json_root(file)) == JSON_OBJECT;
    json_free(file);
    fault_list_free(&faults);
    return good && strchr(line, '\n') == line + strlen(line) - 1;
}

/* Every length, so that each place of a cut comes up: in a key, a value, an escape, a letter. */
static void test_a_line_that_is_too_long_stays_whole(void **state)
{
    (void)state;
    static const char *const tails[] = {"x",    "\"", "\u00FC", "\u4E2D", "\xF0\x9F\x98\x80",
                                        "\x1b", " ",  "\xFF"};
    static char text[LOG_LINE_SIZE + 64];
    for (size_t k = 0; k < sizeof tails / sizeof *tails; k++) {
        for (size_t length = LOG_LINE_SIZE - 120; length < LOG_LINE_SIZE + 8; length++) {
            memset(text, 'a', length);
            for (size_t at = length; at < length + 20; at += strlen(tails[k]))
                strcpy(text + at, tails[k]);
            const char *line =
                written(LOG_FORMAT_LOGFMT, "event=%s text=%s count=%d more=%s end=%s", "content",
                        text, 123456, "end", "of it");
            assert_true(utf8_valid(line, strlen(line)));
            assert_true(is_logfmt(line));
            line = written(LOG_FORMAT_JSON, "event=%s text=%s count=%d more=%s end=%s", "content",
                           text, 123456, "end", "of it");
            assert_true(is_json(line));
        }
    }
}

static void test_a_cut_value_says_so(void **state)
{
    (void)state;
    static char text[2 * LOG_LINE_SIZE];
    memset(text, 'a', sizeof text - 1);
    const char *line = written(LOG_FORMAT_LOGFMT, "a=%s b=%d", text, 1);
    assert_string_equal(line + strlen(line) - 6, "a\u2026\"\n");
    assert_memory_equal(line, "a=\"aaa", 6);
    line = written(LOG_FORMAT_JSON, "a=%s b=%d", text, 1);
    assert_string_equal(line + strlen(line) - 7, "a\u2026\"}\n");
}

static void test_a_number_is_never_cut_to_another_one(void **state)
{
    (void)state;
    static char text[LOG_LINE_SIZE];
    for (size_t length = LOG_LINE_SIZE - 60; length < LOG_LINE_SIZE - 10; length++) {
        memset(text, 'a', length);
        const char *line = written(LOG_FORMAT_JSON, "a=%s b=%d", text, 1234567);
        const char *number = strstr(line, "\"b\":");
        if (number && number[4] != '"')
            assert_string_equal(number, "\"b\":1234567}\n");
    }
}

static void test_a_missing_text_is_no_crash(void **state)
{
    (void)state;
    const char *volatile none = NULL;
    expect_logfmt("a=(null)", "a=%s", none);
}

static void test_formats_have_names(void **state)
{
    (void)state;
    enum log_format format;
    assert_true(log_format_parse("json", &format));
    assert_int_equal(format, LOG_FORMAT_JSON);
    assert_true(log_format_parse("logfmt", &format));
    assert_int_equal(format, LOG_FORMAT_LOGFMT);
    assert_false(log_format_parse("xml", &format));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_conversion_takes_its_own_argument),
        cmocka_unit_test(test_a_value_may_have_several_parts),
        cmocka_unit_test(test_a_value_is_quoted_only_where_it_must_be),
        cmocka_unit_test(test_a_value_cannot_steer_a_terminal_nor_turn_the_line),
        cmocka_unit_test(test_what_is_no_utf8_is_replaced),
        cmocka_unit_test(test_json_has_numbers_where_the_value_is_one),
        cmocka_unit_test(test_a_line_that_is_too_long_stays_whole),
        cmocka_unit_test(test_a_cut_value_says_so),
        cmocka_unit_test(test_a_number_is_never_cut_to_another_one),
        cmocka_unit_test(test_a_missing_text_is_no_crash),
        cmocka_unit_test(test_formats_have_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
