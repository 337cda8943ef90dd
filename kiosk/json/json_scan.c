#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "json/json_internal.h"

/* Walks the text once, strictly by RFC 8259, before cJSON sees it: cJSON has no positions, lets a
 * good deal of broken JSON pass, and cannot say what it expected. */
struct scanner {
    struct json_file *file;
    const char *s;
    size_t at;
    size_t value_end; /* where a forgotten comma would have stood */
    size_t member;    /* where the innermost key or item begins */
    int depth;
};

static bool scan_value(struct scanner *sc, struct json_node *node);

__attribute__((format(printf, 4, 5))) static bool
fail(struct scanner *sc, size_t at, const struct json_node *node, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    json_fault_at_v(sc->file, FAULT_ERROR, at, node, NULL, format, args);
    va_end(args);
    sc->file->stop = (struct json_stop){
        .at = at, .from = sc->member < sc->value_end ? at : sc->member, .member = sc->member};
    return false;
}

/* After fail: one more character before its place would have helped. */
static bool missing(struct scanner *sc, char c)
{
    sc->file->stop.missing = c;
    return false;
}

static int line_of(const struct scanner *sc, size_t at)
{
    int line, column;
    json_place(sc->file, at, &line, &column);
    return line;
}

static bool at_end(const struct scanner *sc)
{
    return sc->at >= sc->file->length;
}

static void skip_space(struct scanner *sc)
{
    while (!at_end(sc) && strchr(" \t\n\r", sc->s[sc->at]))
        sc->at++;
}

/* Letters, digits and what else people run together with them: "0x1F", "1.2.3", "hold-time". */
static int word_length(const struct scanner *sc, size_t at)
{
    int length = 0;
    while (length < 40) {
        unsigned char c = (unsigned char)sc->s[at + (size_t)length];
        if (!isalnum(c) && !(c && strchr("_.+-", c)))
            break;
        length++;
    }
    return length;
}

static bool starts(const struct scanner *sc, size_t at, const char *text)
{
    return strncmp(sc->s + at, text, strlen(text)) == 0;
}

/* A character that only looks like one that JSON knows; true when it was one. */
static bool fail_alike(struct scanner *sc, size_t at, const struct json_node *node)
{
    struct json_alike sign;
    char words[120];
    if (at >= sc->file->length || !json_alike(sc->s + at, &sign))
        return false;
    json_alike_say(sc->s + at, &sign, words, sizeof words);
    fail(sc, at, node, "%s", words);
    return true;
}

/* What people write out of habit where a key or a value belongs; true when it was one of these. */
static bool fail_habit(struct scanner *sc, const struct json_node *node)
{
    char c = sc->s[sc->at];
    if (fail_alike(sc, sc->at, node))
        return true;
    if (starts(sc, sc->at, "\\rtf"))
        fail(sc, sc->at, node, "a file with formatting (RTF); save it as plain text, UTF-8");
    else if (c == '\'')
        fail(sc, sc->at, node, "a single quote; only double quotes (\") are allowed");
    else if (c == '#' || starts(sc, sc->at, "//") || starts(sc, sc->at, "/*"))
        fail(sc, sc->at, node,
             "a comment; JSON has none, use a key that begins with x-, such as \"x-note\"");
    else if (c == ',')
        fail(sc, sc->at, node, "a comma too many; take it out");
    else if (c == ';')
        fail(sc, sc->at, node, "a semicolon; between entries stands a comma (,)");
    else
        return false;
    return true;
}

/* Between from and to, a quote of another kind in the place of a closing one: only signs of JSON
 * and blanks follow it. */
static bool fail_wrong_quote(struct scanner *sc, size_t from, size_t to,
                             const struct json_node *node)
{
    struct json_alike sign;
    for (size_t at = from; at < to; at++) {
        if (!json_alike(sc->s + at, &sign))
            continue;
        size_t after = at + sign.length;
        after += strspn(sc->s + after, " \t");
        struct json_alike next = {.right = sc->s[after]};
        json_alike(sc->s + after, &next);
        if (sign.right == '"' && strchr(",:}]\r\n", next.right))
            return fail_alike(sc, at, node);
    }
    return false;
}

static bool fail_unclosed(struct scanner *sc, const struct json_node *node)
{
    char open = node->type == JSON_OBJECT ? '{' : '[';
    char close = open == '{' ? '}' : ']';
    fail(sc, sc->at, node, "the file ends, but the \"%c\" of line %d is not closed; add \"%c\"",
         open, line_of(sc, node->at), close);
    return missing(sc, close);
}

/* After a value in an object or a list stands neither a comma nor the closing bracket. */
static bool fail_separator(struct scanner *sc, const struct json_node *node)
{
    char open = node->type == JSON_OBJECT ? '{' : '[';
    char close = open == '{' ? '}' : ']';
    char c = sc->s[sc->at];
    if (at_end(sc))
        return fail_unclosed(sc, node);
    if (c == '}' || c == ']') {
        fail(sc, sc->at, node, "\"%c\" does not fit here; the \"%c\" of line %d needs \"%c\"", c,
             open, line_of(sc, node->at), close);
        return missing(sc, close);
    }
    if (c == ':' && open == '[')
        return fail(sc, sc->at, node,
                    "a key inside a list; is the \"[\" of line %d not closed? add \"]\"",
                    line_of(sc, node->at));
    if (c == '"' || c == '{' || c == '[' || c == '-' || isdigit((unsigned char)c)) {
        fail(sc, sc->value_end, node, "a comma is missing here; put one between entries");
        return missing(sc, ',');
    }
    if (isalpha((unsigned char)c) && sc->s[sc->value_end - 1] == '"')
        return fail(sc, sc->value_end, node,
                    "a comma is missing here; or is the quote before it part of the text? "
                    "then write \\\"");
    if (fail_habit(sc, node))
        return false;
    return fail(sc, sc->at, node, "something unexpected; a comma or \"%c\" is needed here", close);
}

static bool fail_key(struct scanner *sc, const struct json_node *node)
{
    char c = sc->s[sc->at];
    if (at_end(sc))
        return fail_unclosed(sc, node);
    if (isalpha((unsigned char)c) || c == '_' || c == '$') {
        int length = word_length(sc, sc->at);
        return fail(sc, sc->at, node, "the key %.*s is not in quotes; write \"%.*s\"", length,
                    sc->s + sc->at, length, sc->s + sc->at);
    }
    if (isdigit((unsigned char)c))
        return fail(
            sc, sc->at, node,
            "a number where a key belongs; a key in double quotes is needed (fractions take "
            "a point: 1.5)");
    if (fail_habit(sc, node))
        return false;
    return fail(sc, sc->at, node, "a key in double quotes is needed here");
}

/* A bare word: a literal in capitals, something JSON has no word for, or a text without quotes. */
static bool fail_word(struct scanner *sc, const struct json_node *node)
{
    static const char *const literals[] = {"true", "false", "null"};
    static const char *const not_numbers[] = {"nan", "inf", "infinity", "undefined", "none"};
    int length = word_length(sc, sc->at);
    const char *word = sc->s + sc->at;
    for (size_t i = 0; i < sizeof literals / sizeof *literals; i++)
        if ((size_t)length == strlen(literals[i]) &&
            strncasecmp(word, literals[i], (size_t)length) == 0)
            return fail(sc, sc->at, node, "%.*s is not a value; write %s in small letters", length,
                        word, literals[i]);
    for (size_t i = 0; i < sizeof not_numbers / sizeof *not_numbers; i++)
        if ((size_t)length == strlen(not_numbers[i]) &&
            strncasecmp(word, not_numbers[i], (size_t)length) == 0)
            return fail(sc, sc->at, node,
                        "%.*s is not a value; write a number, or leave the key out", length, word);
    return fail(sc, sc->at, node, "%.*s is not in quotes; write \"%.*s\"", length, word, length,
                word);
}

static bool fail_value(struct scanner *sc, const struct json_node *node)
{
    char c = sc->s[sc->at];
    if (at_end(sc))
        return fail(sc, sc->at, node, "the file ends where a value is needed");
    if (c == ',' || c == '}' || c == ']')
        return fail(sc, sc->at, node, "a value is missing before \"%c\"", c);
    if (c == '+')
        return fail(sc, sc->at, node, "a number with a plus sign; write the digits alone");
    if (c == '.')
        return fail(sc, sc->at, node, "a number that begins with a point; write 0.5, not .5");
    if (isalpha((unsigned char)c))
        return fail_word(sc, node);
    if (fail_habit(sc, node))
        return false;
    return fail(sc, sc->at, node,
                "something unexpected; a text in double quotes, a number, true, false, [ or { is "
                "needed here");
}

static int hex4(const char *s)
{
    int value = 0;
    for (int i = 0; i < 4; i++) {
        if (!isxdigit((unsigned char)s[i]))
            return -1;
        int c = tolower((unsigned char)s[i]);
        value = value * 16 + (isdigit(c) ? c - '0' : c - 'a' + 10);
    }
    return value;
}

/* At a backslash; moves past the escape. */
static bool scan_escape(struct scanner *sc, const struct json_node *node)
{
    const char *s = sc->s + sc->at;
    if (s[1] && strchr("\"\\/bfnrt", s[1])) {
        sc->at += 2;
        return true;
    }
    if (s[1] != 'u')
        return fail(
            sc, sc->at, node,
            "a backslash with nothing it can escape; write \\\\ for a backslash, \\\" for a "
            "quote, \\n for a new line");
    int unit = hex4(s + 2);
    if (unit < 0)
        return fail(sc, sc->at, node, "\\u without four hexadecimal digits; write such as \\u00e9");
    if (unit == 0)
        return fail(sc, sc->at, node, "\\u0000 is not allowed in a text; take it out");
    if (unit < 0xD800 || unit > 0xDFFF) {
        sc->at += 6;
        return true;
    }
    int low = unit < 0xDC00 && s[6] == '\\' && s[7] == 'u' ? hex4(s + 8) : -1;
    if (low < 0xDC00 || low > 0xDFFF)
        return fail(sc, sc->at, node,
                    "half of a surrogate pair; write both halves, or the character itself");
    sc->at += 12;
    return true;
}

/* At the opening quote; moves past the closing one. */
static bool scan_text(struct scanner *sc, const struct json_node *node)
{
    size_t open = sc->at++;
    for (;;) {
        unsigned char c = (unsigned char)sc->s[sc->at];
        if (c == '"') {
            sc->at++;
            return true;
        }
        if ((at_end(sc) || c == '\n' || c == '\r') && fail_wrong_quote(sc, open, sc->at, node))
            return false;
        if (at_end(sc) || c == '\n' || c == '\r')
            return fail(sc, open, node,
                        "a text that is not closed on its line; add a double quote at its end");
        if (c == '\t')
            return fail(sc, sc->at, node, "a tab inside a text; write \\t or a space");
        if (c < 0x20 || c == 0x7F)
            return fail(sc, sc->at, node, "an invisible control character (0x%02X); take it out",
                        c);
        if (c != '\\')
            sc->at++;
        else if (!scan_escape(sc, node))
            return false;
    }
}

static size_t skip_digits(struct scanner *sc)
{
    size_t from = sc->at;
    while (isdigit((unsigned char)sc->s[sc->at]))
        sc->at++;
    return sc->at - from;
}

static bool scan_number(struct scanner *sc, const struct json_node *node)
{
    size_t from = sc->at;
    if (sc->s[sc->at] == '-')
        sc->at++;
    size_t first = sc->at;
    bool good = skip_digits(sc) > 0;
    if (good && sc->s[first] == '0' && sc->at - first > 1)
        return fail(sc, from, node, "a number with leading zeros; write it without them");
    if (good && sc->s[sc->at] == '.') {
        sc->at++;
        if (skip_digits(sc) == 0)
            return !fail_alike(sc, sc->at, node) &&
                   fail(sc, from, node, "a number that ends with a point; write 1.0 or 1");
    }
    if (good && (sc->s[sc->at] == 'e' || sc->s[sc->at] == 'E')) {
        sc->at++;
        if (sc->s[sc->at] == '+' || sc->s[sc->at] == '-')
            sc->at++;
        good = skip_digits(sc) > 0;
    }
    if (!good && fail_alike(sc, sc->at, node))
        return false;
    if (!good || word_length(sc, sc->at) > 0)
        return fail(sc, from, node,
                    "%.*s is not a number; write digits, with a point for fractions, and no unit",
                    word_length(sc, from), sc->s + from);
    if (sc->at - from > 40) /* cJSON reads 63 characters of a number */
        return fail(sc, from, node, "a number of over 40 characters; write fewer digits");
    return true;
}

static struct json_node *node_new(struct scanner *sc, struct json_node *parent)
{
    struct json_node *node = ARENA_NEW(&sc->file->arena, struct json_node);
    node->key_at = NO_KEY;
    node->parent = parent;
    if (!parent)
        return node;
    if (parent->last_child) {
        node->index = parent->last_child->index + 1;
        parent->last_child->next = node;
    } else {
        parent->child = node;
    }
    parent->last_child = node;
    return node;
}

static bool fail_colon(struct scanner *sc, const struct json_node *node)
{
    if (fail_wrong_quote(sc, node->key_at, node->key_at + node->key_length, node) ||
        fail_alike(sc, sc->at, node))
        return false;
    fail(sc, node->key_at + node->key_length + 1, node,
         "a colon is missing here; write \"key\": value");
    return missing(sc, ':');
}

/* Key and colon; NULL after a fault. */
static struct json_node *scan_key(struct scanner *sc, struct json_node *object)
{
    if (at_end(sc) || sc->s[sc->at] != '"') {
        fail_key(sc, object);
        return NULL;
    }
    size_t key_at = sc->at + 1;
    if (!scan_text(sc, object))
        return NULL;
    struct json_node *node = node_new(sc, object);
    node->key_at = (uint32_t)key_at;
    node->key_length = (uint32_t)(sc->at - 1 - key_at);
    skip_space(sc);
    if (at_end(sc) || sc->s[sc->at] != ':') {
        fail_colon(sc, node);
        return NULL;
    }
    sc->at++;
    return node;
}

/* Room for the next member or item; NULL after a fault. */
static struct json_node *scan_child(struct scanner *sc, struct json_node *node)
{
    sc->member = sc->at;
    if (node->type == JSON_OBJECT)
        return scan_key(sc, node);
    if (!at_end(sc))
        return node_new(sc, node);
    fail_unclosed(sc, node);
    return NULL;
}

static bool scan_members(struct scanner *sc, struct json_node *node)
{
    char close = node->type == JSON_OBJECT ? '}' : ']';
    sc->at++;
    skip_space(sc);
    if (sc->s[sc->at] == close) {
        sc->at++;
        return true;
    }
    for (;;) {
        struct json_node *child = scan_child(sc, node);
        if (!child)
            return false;
        skip_space(sc);
        if (!scan_value(sc, child))
            return false;
        sc->value_end = sc->at;
        skip_space(sc);
        if (sc->s[sc->at] == close) {
            sc->at++;
            return true;
        }
        if (sc->s[sc->at] != ',')
            return fail_separator(sc, node);
        size_t comma = sc->at++;
        skip_space(sc);
        if (sc->s[sc->at] == '}' || sc->s[sc->at] == ']')
            return fail(sc, comma, node, "a comma before \"%c\"; take the comma out",
                        sc->s[sc->at]);
    }
}

static bool scan_literal(struct scanner *sc, struct json_node *node)
{
    static const struct {
        const char *word;
        enum json_type type;
    } literals[] = {{"true", JSON_BOOL}, {"false", JSON_BOOL}, {"null", JSON_NULL}};
    for (size_t i = 0; i < sizeof literals / sizeof *literals; i++) {
        size_t length = strlen(literals[i].word);
        if (starts(sc, sc->at, literals[i].word) && (size_t)word_length(sc, sc->at) == length) {
            node->type = literals[i].type;
            sc->at += length;
            return true;
        }
    }
    return fail_value(sc, node);
}

static bool scan_value(struct scanner *sc, struct json_node *node)
{
    char c = sc->s[sc->at];
    node->at = (uint32_t)sc->at;
    if (c == '{' || c == '[') {
        node->type = c == '{' ? JSON_OBJECT : JSON_ARRAY;
        if (sc->depth == JSON_MAX_DEPTH)
            return fail(sc, sc->at, node, "nested too deep; at most %d levels are allowed",
                        JSON_MAX_DEPTH);
        sc->depth++;
        bool good = scan_members(sc, node);
        sc->depth--;
        return good;
    }
    if (c == '"') {
        node->type = JSON_STRING;
        return scan_text(sc, node);
    }
    if (c == '-' || isdigit((unsigned char)c)) {
        node->type = JSON_NUMBER;
        return scan_number(sc, node);
    }
    return scan_literal(sc, node);
}

bool json_scan(struct json_file *file)
{
    struct scanner sc = {.file = file, .s = file->text};
    struct json_alike sign;
    file->stop = (struct json_stop){0};
    if (!json_check_encoding(file))
        return false;
    skip_space(&sc);
    if (at_end(&sc))
        return fail(&sc, 0, NULL, "the file is empty; an object { ... } is needed");
    file->root = node_new(&sc, NULL);
    if (!scan_value(&sc, file->root))
        return false;
    skip_space(&sc);
    if (!at_end(&sc) && json_alike(sc.s + sc.at, &sign) && sign.right <= ' ')
        return !fail_alike(&sc, sc.at, NULL);
    if (at_end(&sc))
        return true;
    fail(&sc, sc.at, NULL, "more text after the end; nothing may follow the value");
    file->stop.over = true;
    return false;
}
