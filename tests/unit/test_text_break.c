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
        {"保持不动", "保持|不动"},
        /* no mark at a line's start, no opening one at its end */
        {"保持，不动。", "保持，|不动。"},
        {"保（持）不", "保|（持）|不"},
        {"《保》：持", "《保》：|持"},
        {"“保”持", "“保”|持"},
        {"保……持——不", "保……|持——|不"},
        /* numbers stay whole, and with what they count */
        {"保持10–15秒钟", "保持|10–15秒钟"},
        {"第3步，共4步", "第|3步，|共|4步"},
        {"做50%。", "做|50%。"},
        /* so do Latin words */
        {"使用TENS设备", "使用|TENS|设备"},
        {"垫子 · 椅子", "垫子| ·| 椅子"},
        {"保\u00A0持", "保\u00A0持"},
        {"\u0627\u0644\u0639 \u0628.", "\u0627\u0644\u0639| \u0628."},
        {"Ti\u1EBFng Vi\u1EC7t", "Ti\u1EBFng| Vi\u1EC7t"},
        {"\xFF\xC3 \xE4\xB8", "\xFF\xC3| \xE4\xB8"},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        assert_string_equal(parted(table[i][0], text_piece), table[i][1]);
}

static void test_chinese_lines_end_between_words(void **state)
{
    (void)state;
    static const char *const table[][2] = {
        {"身体轻轻转向身后那只手。", "身体|轻轻|转向|身后|那只手。"},
        {"背部保持延伸。", "背部|保持|延伸。"},
        {"45°是到竖直位置的一半。", "45°|是|到|竖直|位置的|一半。"},
        {"或者感到麻木", "或者|感到|麻木"},
        /* a clinic's own */
        {"高血压患者请量血压", "高血压|患者|请量血压"},
        {"如果符合您的情况请点跳过", "如果|符合|您的|情况|请点跳过"},
        {"骨质疏松的老人家要慢慢站起来", "骨质疏松的|老人家|要|慢慢|站起来"},
        /* what the dictionary lacks */
        {"低位眼镜蛇式", "低位|眼镜蛇式"},
        {"双膝在髋部下方。", "双膝|在|髋部|下方。"},
        {"下犬式", "下犬式"},
        {"请问治疗师", "请问|治疗师"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        assert_string_equal(parted(table[i][0], text_piece), table[i][1]);
}

/* A clause of many characters is looked at in parts, which begin where a word does. */
static void test_a_text_without_end_has_words_too(void **state)
{
    (void)state;
    static char text[64 * sizeof "高血压患者"] = "";
    char *end = text;
    for (int i = 0; i < 60; i++)
        end = stpcpy(end, "高血压患者");
    size_t length = (size_t)(end - text);
    for (size_t at = 0, i = 0; at < length; i++) {
        size_t word = text_piece(text + at, length - at);
        assert_int_equal(word, i % 2 ? strlen("患者") : strlen("高血压"));
        at += word;
    }
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
        cmocka_unit_test(test_chinese_lines_end_between_words),
        cmocka_unit_test(test_a_text_without_end_has_words_too),
        cmocka_unit_test(test_clusters),
        cmocka_unit_test(test_length_is_the_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
