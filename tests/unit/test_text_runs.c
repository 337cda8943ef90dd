// links: platform
/* What is seen from left to right. Letters that run left are written in the order of reading in
 * the table's first column and in the order of sight in the last; brackets keep their code, since
 * HarfBuzz mirrors them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "platform/text_number.h"
#include "platform/text_runs.h"

static struct text_line line;

/* Font 0 has ASCII, Latin-1 and punctuation, font 1 all Latin and Cyrillic, font 2 Arabic, font 3
 * Chinese with its quotes. Nobody has the unassigned U+0378. */
static bool has(void *context, int font, uint32_t script, uint32_t code)
{
    (void)context;
    (void)script;
    bool arabic = code >= 0x600 && code <= 0x6FF;
    switch (font) {
    case 0:
        return code < 0x100 || (code >= 0x2010 && code <= 0x2212);
    case 1:
        return (code < 0x530 || (code >= 0x1E00 && code < 0x1F00)) && code != 0x378;
    case 2:
        return arabic || code == ' ' || code == '.';
    default:
        return (code >= 0x2E80 && code < 0xFFF0) || (code >= 0x2018 && code <= 0x201D);
    }
}

static const struct text_fonts fonts = {NULL, 4, has};

static size_t put(char *out, uint32_t code)
{
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    if (code < 0x800) {
        out[0] = (char)(0xC0 | code >> 6);
        out[1] = (char)(0x80 | (code & 0x3F));
        return 2;
    }
    out[0] = (char)(0xE0 | code >> 12);
    out[1] = (char)(0x80 | (code >> 6 & 0x3F));
    out[2] = (char)(0x80 | (code & 0x3F));
    return 3;
}

/* The line as it is seen. */
static const char *seen(const char *text, bool rtl)
{
    static char out[4 * TEXT_LINE_MAX];
    size_t length = 0;
    text_runs(&line, text, strlen(text), rtl, &fonts);
    for (int r = 0; r < line.run_count; r++) {
        const struct text_run *run = &line.run[r];
        for (int i = 0; i < run->length; i++) {
            int at = run->level % 2 ? run->start + run->length - 1 - i : run->start + i;
            length += put(out + length, line.code[at]);
        }
    }
    out[length] = '\0';
    return out;
}

#define AB "\u0627\u0628" /* alef, beh */
#define BA "\u0628\u0627"
#define JD "\u062C\u062F" /* jeem, dal */
#define DJ "\u062F\u062C"

static const struct {
    const char *text;
    bool rtl;
    const char *seen;
} orders[] = {
    /* plain */
    {"Hold 10\u201315 s", false, "Hold 10\u201315 s"},
    {AB " " JD, true, DJ " " BA},
    {AB, false, BA},
    {AB " " JD ".", true, "." DJ " " BA},
    /* digits and what belongs to them keep their order */
    {AB " 10 " JD, true, DJ " 10 " BA},
    {AB " 123", false, "123 " BA},
    {AB " 10\u201315 " JD, true, DJ " 10\u201315 " BA},
    {AB " 10-15 " JD, true, DJ " 10-15 " BA},
    {AB " 10 \u2013 15 " JD, true, DJ " 10 \u2013 15 " BA},
    {"\u0648"
     "10\u201315",
     true, "10\u201315\u0648"},
    {AB " 3\u00D7"
        "10 " JD,
     true,
     DJ " 3\u00D7"
        "10 " BA},
    {AB " 3 \u00D7 10 " JD, true, DJ " 3 \u00D7 10 " BA},
    {AB " 4:05 " JD, true, DJ " 4:05 " BA},
    {AB " 2/3 " JD, true, DJ " 2/3 " BA},
    {AB " 12 / 15", true, "12 / 15 " BA},
    {"12 / 15", true, "12 / 15"},
    {"3 / 12", true, "3 / 12"},
    {AB " +5 " JD, true, DJ " +5 " BA},
    {AB " \u22125 " JD, true, DJ " \u22125 " BA},
    {AB " 50 % " JD, true, DJ " 50 % " BA},
    {AB " 50% " JD, true, DJ " 50% " BA},
    {AB " 1.5 " JD, true, DJ " 1.5 " BA},
    {AB " 10\u201315 s " JD, true, DJ " 10\u201315 s " BA},
    {AB " 10\u00A0s " JD, true, DJ " 10\u00A0s " BA},
    {AB " 10\u201315 s.", true, ".10\u201315 s " BA},
    {"10\u201315 s " AB, false, "10\u201315 s " BA},
    {AB " 10\u201315 " JD, false, DJ " 10\u201315 " BA},
    {AB " 10, 12 " JD, true, DJ " 12 ,10 " BA}, /* two numbers: a list */
    {AB " 3: 10 " JD, true, DJ " 10 :3 " BA},   /* day 3: ten */
    /* Latin words */
    {AB " TENS " JD, true, DJ " TENS " BA},
    {"TENS " AB, true, BA " TENS"},
    {AB " TENS 2 " JD, true, DJ " TENS 2 " BA},
    {AB " L4-L5 " JD, true, DJ " L4-L5 " BA},
    {"See " AB " " JD " now", false, "See " DJ " " BA " now"},
    {"Stop.", true, ".Stop"}, /* which is why an English text has a direction of its own */
    {"Stop.", false, "Stop."},
    /* brackets go around what they went around */
    {AB " (" JD ") x", true, "x )" DJ "( " BA},
    {AB " (10\u201315)", true, ")10\u201315( " BA},
    {AB " (TENS) " JD, true, DJ " )TENS( " BA},
    /* Arabic-Indic digits: as Arabic writes them */
    {AB " \u0661\u0665 " JD, true, DJ " \u0661\u0665 " BA},
    {AB " \u0664:\u0660\u0665 " JD, true, DJ " \u0664:\u0660\u0665 " BA},
    {AB " \u0661\u0660\u2013\u0661\u0665 " JD, true, DJ " \u0661\u0665\u2013\u0661\u0660 " BA},
    /* controls reorder nothing; marks count */
    {"\u202E"
     "123 abc",
     false, "123 abc"},
    {"\u2067"
     "123 abc\u2069\u2069\u202C",
     true, "123 abc"},
    {AB "\u202D" JD, true, DJ BA},
    {"a\x07\xC2\x85\uFEFFz", false, "az"},
    {"", true, ""},
    {" ", true, " "},
};

static void test_order(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) {
        const char *got = seen(orders[i].text, orders[i].rtl);
        if (strcmp(got, orders[i].seen) != 0)
            fail_msg("\"%s\" (%s) is seen as \"%s\", not \"%s\"", orders[i].text,
                     orders[i].rtl ? "rtl" : "ltr", got, orders[i].seen);
    }
}

/* Whatever surrounds it, a dose is seen digit by digit as it was written. */
static void test_doses(void **state)
{
    (void)state;
    static const char *const doses[] = {
        "10\u201315", "3\u00D7\x31\x30",
        "3 x 10",     "4:05",
        "2/3",        "+5",
        "50 %",       "10\u201315 s",
        "1,5 kg",     "90\u00B0",
        "\u2265 3",   "2\u20133 \u00D7 10\u201315 s",
        "1000000",    "8+",
    };
    static const char *const around[] = {
        "", AB, JD " ", "(", "\u00AB", "TENS ", AB " \u060C ", "\u0661 ", "- ", AB ": "};
    enum { AROUND = sizeof around / sizeof *around };
    for (size_t d = 0; d < sizeof doses / sizeof *doses; d++)
        for (size_t i = 0; i < AROUND * AROUND * 2; i++) {
            char text[200];
            const char *before = around[i / 2 / AROUND];
            const char *after = around[i / 2 % AROUND];
            bool word = strncmp(before, "TENS", 4) == 0 || strncmp(after, "TENS", 4) == 0;
            if (word && i % 2 == 0)
                continue; /* joined to a Latin word, and one with it */
            snprintf(text, sizeof text, "%s %s %s", before, doses[d], after);
            if (!strstr(seen(text, i % 2), doses[d]))
                fail_msg("\"%s\" is seen as \"%s\"", text, seen(text, i % 2));
        }
}

static void test_numbers(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int end;
        bool plain;
    } table[] = {
        {"10", 2, true},
        {"10 s", 4, false},
        {"10 seconds", 2, true},
        {"10-15", 5, false},
        {"10 - 15 min.", 11, false},
        {"10 -15", 2, true},
        {"3: 10", 1, true},
        {"4:05:10", 7, false},
        {"1.5.", 3, false},
        {"1, 2", 1, true},
        {"50 %-60 %", 9, false},
        {"+5", 2, false},
        {"+ 5", 0, true},
        {"x10", 0, true},
        {"2x", 2, false},
        {"2x3y", 4, false},
        {"5+", 2, false},
        {"5 + 6", 5, false},
        {"-", 0, true},
        {"7\u00A0%", 3, false},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        uint32_t codes[32];
        int count = 0;
        for (const char *at = table[i].text; *at;)
            codes[count++] = utf8_next(&at);
        struct text_number number = text_number_at(codes, count, 0);
        if (number.end != table[i].end || number.plain != table[i].plain)
            fail_msg("\"%s\": ends at %d, %s", table[i].text, number.end,
                     number.plain ? "plain" : "not plain");
    }
}

/* Which font each character is set in. */
static const char *set_in(const char *text)
{
    static char out[TEXT_LINE_MAX + 1];
    text_runs(&line, text, strlen(text), false, &fonts);
    for (int r = 0; r < line.run_count; r++)
        for (int i = 0; i < line.run[r].length; i++)
            out[line.run[r].start + i] = (char)('0' + line.run[r].font);
    out[line.count] = '\0';
    return out;
}

static void test_fonts(void **state)
{
    (void)state;
    assert_string_equal(set_in("Hold 10"), "0000000");
    assert_string_equal(set_in("Ti\u1EBFng Vi\u1EC7t"), "1111111111"); /* never two in a line */
    assert_string_equal(set_in("Ti\u1EBFng 10\u201315"),
                        "11111111011"); /* but for a sign it lacks */
    assert_string_equal(set_in("\u0420 TENS"), "110000");
    assert_string_equal(set_in("\u4FDD\u630110\u79D2"), "33003");
    assert_string_equal(set_in("\u4FDD\u6301\uFF0C 5\u00D7"), "333000");
    assert_string_equal(set_in("\u4FDD\u201CA\u201D"), "3303"); /* quotes as wide as the others */
    assert_string_equal(set_in("x\u0301b"), "111"); /* an accent is set with its letter */
    assert_string_equal(set_in("A\u0301b"), "000"); /* which font 0 has as one */
    assert_string_equal(set_in("A\u4FDD\u0301"), "033");
    assert_string_equal(set_in("a\u0378z"), "000"); /* nobody has it: a box of the first font */
    text_runs(&line, AB ". " JD, strlen(AB ". " JD), true, &fonts);
    assert_int_equal(line.run_count, 1);
    assert_int_equal(line.run[0].font, 2);
    assert_int_equal(line.run[0].script, text_script("Arab"));
}

/* The runs are a permutation of the line, whatever it holds. */
static void test_hostile(void **state)
{
    (void)state;
    static const char *const seeds[] = {
        "\u0301",           "\u202E", "\u2067", "\u2069", "\u0627", "10\u2013",
        "\xF0\x9F\x98\x80", "\xFF",   "\xC3",   "\u0378", " ",      "(",
        "\u4FDD",           "\u200F", "\u05D0"};
    enum { SEEDS = sizeof seeds / sizeof *seeds };
    static char text[8192];
    uint32_t dice = 7;
    for (int round = 0; round < 300; round++) {
        size_t length = 0;
        while (length < (round < 20 ? sizeof text - 8 : 64)) {
            dice = dice * 1664525 + 1013904223;
            const char *seed = seeds[round < SEEDS ? (uint32_t)round : (dice >> 16) % SEEDS];
            memcpy(text + length, seed, strlen(seed));
            length += strlen(seed);
        }
        text_runs(&line, text, length, round % 2, &fonts);
        static bool used[TEXT_LINE_MAX];
        memset(used, 0, sizeof used);
        int count = 0;
        for (int r = 0; r < line.run_count; r++)
            for (int i = 0; i < line.run[r].length; i++, count++) {
                assert_false(used[line.run[r].start + i]);
                used[line.run[r].start + i] = true;
            }
        assert_int_equal(count, line.count);
    }
}

/* The way that most letters run, by FriBidi's classes, or the screen where it begins so. */
static void test_a_text_runs_as_most_of_its_letters_do(void **state)
{
    (void)state;
    assert_true(text_right_to_left("\u0627\u0644\u0639", false));
    assert_true(text_right_to_left("TENS \u0627\u0644\u0639\u0644\u0627\u062C", false));
    assert_true(text_right_to_left("TENS \u0627\u0644\u0639\u0628", true));
    assert_false(text_right_to_left("TENS \u0627\u0644\u0639\u0628", false));
    assert_true(text_right_to_left("**\u05D0**", false));
    assert_true(text_right_to_left("\uFEFB \U0001E900", false));
    assert_false(text_right_to_left("\u00ABHold\u00BB \u0627", true));
    assert_true(text_right_to_left("\u0627\u0644: kiosk pin --reset", true));
    assert_false(text_right_to_left("\u0627\u0644 is hidden", false));
    assert_false(text_right_to_left("3. \u0423", true));
    assert_false(text_right_to_left("\u4FDD", true));
    assert_false(text_right_to_left("\u0E04", true));
    /* Marks belong to their letter. */
    assert_false(text_right_to_left("ab \u0628\u0651\u064E\u0650", true));
    static const char *const neutral[] = {"", "10\u201315", "4:05 \u00D7 2", "\u0663", "\xFF"};
    for (size_t i = 0; i < sizeof neutral / sizeof *neutral; i++) {
        assert_true(text_right_to_left(neutral[i], true));
        assert_false(text_right_to_left(neutral[i], false));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_doses),
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_fonts),
        cmocka_unit_test(test_hostile),
        cmocka_unit_test(test_a_text_runs_as_most_of_its_letters_do),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
