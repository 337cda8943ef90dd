#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "json/json_internal.h"

/* A person sees at once what was meant by a file with a comma missing. Scanned again and again,
 * each time with the one fault mended that stopped it: what is missing is put in, what looks like
 * a sign of JSON becomes it, words get their quotes, and what cannot be understood is blanked. */

enum { MOST_FAULTS = 200, ADDED = 4, MOST_BYTES = 65536 };

struct mending {
    struct json_file *file;
    char *text; /* its text; room for ADDED further characters a fault */
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* True when there was something to blank. Lines stay where they are. */
static bool blank(struct mending *mending, size_t from, size_t to)
{
    bool any = false;
    for (size_t at = from; at < to && at < mending->file->length; at++) {
        char *c = &mending->text[at];
        any |= !is_blank(*c);
        if (*c != '\n' && *c != '\r')
            *c = ' ';
    }
    return any;
}

/* `length` bytes at `at` become `c`. */
static bool replace(struct mending *mending, size_t at, size_t length, char c)
{
    struct json_file *file = mending->file;
    memmove(mending->text + at + 1, mending->text + at + length, file->length - at - length + 1);
    mending->text[at] = c;
    file->length += 1 - length;
    return true;
}

static size_t line_end(const struct mending *mending, size_t at)
{
    while (at < mending->file->length && !strchr("\r\n", mending->text[at]))
        at++;
    return at;
}

static size_t comment_end(const struct mending *mending, size_t at)
{
    const char *close =
        strncmp(mending->text + at, "/*", 2) == 0 ? strstr(mending->text + at + 2, "*/") : NULL;
    return close ? (size_t)(close - mending->text) + 2 : line_end(mending, at);
}

/* Nothing is said of a number at the very end of a file that was cut short. */
static bool ends_in_number(const struct mending *mending)
{
    size_t length = mending->file->length;
    const char *end = mending->text + length;
    bool exponent = length > 1 && strchr("eE", end[-1]); /* not that of true */
    return length > 1 && strchr("0123456789.-+", end[exponent ? -2 : -1]);
}

static bool is_quote(char c)
{
    return c == '"' || c == '\'' || c == '`';
}

static bool is_word(char c)
{
    return isalnum((unsigned char)c) || c == '_' || c == '$' || c == '-';
}

/* The end of what reads as a key at `at`, before its other quote; 0 when no colon follows, nor
 * what people take for one. */
static size_t key_end(const struct mending *mending, size_t at)
{
    const char *text = mending->text;
    size_t end = at + is_quote(text[at]);
    size_t from = end;
    while (is_word(text[end]))
        end++;
    size_t after = end + is_quote(text[end]);
    after += strspn(text + after, " \t");
    return end > from && text[after] && strchr(":=", text[after]) ? end : 0;
}

/* The end of a value that stands at `at` without quotes, or lacks its second one. */
static size_t value_end(const struct mending *mending, size_t at)
{
    const char *text = mending->text;
    size_t end = at + strcspn(text + at, "\r\n,;}]\"'`#");
    for (size_t i = at; i + 1 < end; i++)
        if (text[i] == '/' && strchr("/*", text[i + 1]))
            end = i;
    while (end > at && is_blank(text[end - 1]))
        end--;
    return end;
}

/* What stands at `at` gets a quote on either side, unless it has one there. */
static bool put_in_quotes(struct mending *mending, size_t at, size_t end)
{
    size_t closes = is_quote(mending->text[end]);
    size_t opens = is_quote(mending->text[at]);
    return replace(mending, end, closes, '"') && replace(mending, at, opens, '"');
}

/* A value as other languages write it, such as True and None of Python. */
static bool mend_literal(struct mending *mending, size_t at, size_t length)
{
    static const char *const words[][2] = {
        {"true", "true"}, {"false", "false"}, {"null", "null"}, {"none", "null"}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t right = strlen(words[i][1]);
        if (length != strlen(words[i][0]) ||
            strncasecmp(mending->text + at, words[i][0], length) != 0)
            continue;
        blank(mending, at, at + length);
        memcpy(mending->text + at, words[i][1], right);
        return true;
    }
    return false;
}

/* A text in single quotes; those inside it are texts' own. */
static bool mend_single_quotes(struct mending *mending, size_t at)
{
    char quote = mending->text[at];
    size_t end = line_end(mending, at);
    for (size_t i = at + 1; i < end; i++) {
        const char *after = mending->text + i + 1;
        after += strspn(after, " \t");
        if (mending->text[i] == '"')
            mending->text[i] = '\'';
        else if (mending->text[i] == quote && strchr("=,:;]}\r\n", *after))
            end = i;
    }
    if (mending->text[end] == quote)
        mending->text[end] = '"';
    mending->text[at] = '"';
    return true;
}

static size_t after_blanks(const struct mending *mending, size_t at)
{
    return at + strspn(mending->text + at, " \t\r\n");
}

/* The sign before what stands at `at`. */
static char sign_before(const struct mending *mending, size_t at)
{
    while (at > 0 && is_blank(mending->text[at - 1]))
        at--;
    return at > 0 ? mending->text[at - 1] : '{';
}

/* A key or a value whose quotes are missing, or one of them; a comma that is missing before it. */
static bool mend_word(struct mending *mending, size_t at)
{
    if (at >= mending->file->length)
        return false;
    size_t key = key_end(mending, at), value = value_end(mending, at + 1);
    char c = mending->text[at], before = sign_before(mending, at);
    if (!strchr("{[,:", before))
        return key_end(mending, after_blanks(mending, at)) > 0 && replace(mending, at, 0, ',');
    if (key > 0)
        return put_in_quotes(mending, at, key);
    if (c == '\'' || c == '`')
        return mend_single_quotes(mending, at);
    if ((before != ':' && before != '[') || (c != '"' && !isalpha((unsigned char)c)))
        return false;
    return mend_literal(mending, at, value - at) || put_in_quotes(mending, at, value);
}

/* Of the text before `at`, outside of which that is; `at` when there is none. */
static size_t text_before(const struct mending *mending, size_t at)
{
    size_t open = at;
    while (open > 0 && is_blank(mending->text[open - 1]))
        open--;
    if (open < 2 || mending->text[open - 1] != '"')
        return at;
    for (open -= 2; open > 0 && mending->text[open] != '"'; open--)
        ;
    return open;
}

/* A colon too many. The text before it is a key then, and what was read before that has no value,
 * or was a list that is not closed. */
static bool mend_colon(struct mending *mending, const struct json_stop *stop)
{
    size_t key = text_before(mending, stop->at);
    if (key == stop->at)
        return blank(mending, stop->at, stop->at + 1);
    return blank(mending, stop->member, key) || replace(mending, key, 0, ']');
}

/* A colon is missing after a key. Or the key has run into the next text, lacks its last letter, or
 * has no value. */
static bool mend_key(struct mending *mending, const struct json_stop *stop)
{
    size_t key = key_end(mending, stop->member), end = key_end(mending, stop->at);
    if (key > 0 && mending->text[key] != '"')
        return put_in_quotes(mending, stop->member, key);
    bool run_on = end > 0 && is_word(mending->text[stop->at]);
    if (run_on && !is_word(mending->text[stop->at - 2])) /* a quote too many */
        return blank(mending, stop->member, stop->at - 1);
    if (run_on) {
        memmove(&mending->text[stop->at - 1], &mending->text[stop->at], end - stop->at);
        mending->text[end - 1] = '"';
        return true;
    }
    if (key_end(mending, after_blanks(mending, stop->at)) > 0)
        return blank(mending, stop->member, stop->at);
    return replace(mending, stop->at, 0, ':');
}

/* A character is missing. */
static bool mend_missing(struct mending *mending, const struct json_stop *stop)
{
    char *at = mending->text + stop->at;
    if (stop->missing == ':')
        return mend_key(mending, stop);
    if (*at == ']') /* nearly a } */
        return replace(mending, stop->at, 1, '}');
    if (stop->at == mending->file->length && ends_in_number(mending))
        return blank(mending, stop->member, stop->at);
    return replace(mending, stop->at, 0, stop->missing);
}

/* A byte that has no place in a text, or not in that way. */
static bool mend_byte(struct mending *mending, size_t at)
{
    char *c = &mending->text[at];
    if (at >= mending->file->length || c[1] == '\\')
        return false;
    unsigned char byte = (unsigned char)*c; /* a char has a sign on some machines only */
    bool ascii = byte < 0x80;
    if (byte == '\\')
        return replace(mending, at, 0, '\\');
    if (ascii && byte >= ' ' && byte != 0x7F)
        return false;
    *c = ascii ? ' ' : '?';
    return true;
}

/* The first bracket is missing: a key comes first. */
static bool mend_begin(struct mending *mending)
{
    size_t at = strspn(mending->text, " \t\r\n");
    return key_end(mending, at) > 0 && replace(mending, at, 0, '{');
}

/* Signs and words before a key, or a sign before a word that is a value. */
static bool mend_junk(struct mending *mending, size_t at)
{
    const char *text = mending->text;
    size_t to = at, end = line_end(mending, at);
    if (sign_before(mending, at) == ':')
        return at < end && !isalnum((unsigned char)text[at]) &&
               isalpha((unsigned char)text[at + 1]) && blank(mending, at, at + 1);
    while (to < end && !(is_quote(text[to]) && key_end(mending, to) > 0))
        to++;
    return to < end && blank(mending, at, to);
}

/* Of what cannot be understood; a text that is not closed takes its line. */
static size_t member_end(const struct mending *mending, size_t at)
{
    size_t end = line_end(mending, at);
    size_t length = strcspn(mending->text + at, ",}]");
    return mending->text[at] == '"' || at + length > end ? end : at + length;
}

static bool mend_unknown(struct mending *mending, const struct json_stop *stop)
{
    return blank(mending, stop->from, member_end(mending, stop->at)) ||
           blank(mending, stop->from, line_end(mending, stop->at)) ||
           blank(mending, stop->at, mending->file->length);
}

/* The value ended too early: at the last closing bracket before `at`. */
static bool mend_end(struct mending *mending, size_t at)
{
    while (at > 0 && is_blank(mending->text[at - 1]))
        at--;
    return at > 0 && blank(mending, at - 1, at);
}

static bool mend_one(struct mending *mending)
{
    const struct json_stop stop = mending->file->stop;
    const char *at = mending->text + stop.at;
    struct json_alike sign;
    if (json_alike(at, &sign))
        return replace(mending, stop.at, sign.length,
                       sign.right == ';' ? ','
                       : sign.right      ? sign.right
                                         : ' ');
    if (*at == '#' || strncmp(at, "//", 2) == 0 || strncmp(at, "/*", 2) == 0)
        return blank(mending, stop.at, comment_end(mending, stop.at));
    if (mend_begin(mending))
        return true;
    if (stop.missing)
        return mend_missing(mending, &stop);
    if (*at == ';')
        return replace(mending, stop.at, 1, ',');
    if (*at == ':')
        return mend_colon(mending, &stop);
    if (*at == '=' || *at == '>') /* after a colon that was put in */
        return blank(mending, stop.at, stop.at + 1);
    if (*at && strchr(",{}[]", *at) && !stop.over && stop.from == stop.at) /* no value is missing */
        return blank(mending, stop.at, stop.at + 1);
    if (stop.over)
        return mend_end(mending, stop.at);
    return mend_byte(mending, stop.at) || mend_word(mending, stop.at) ||
           mend_junk(mending, stop.at) || mend_unknown(mending, &stop);
}

bool json_mend(struct json_file *file)
{
    if (file->length == 0 || file->length > MOST_BYTES)
        return false;
    struct fault_list unheard = {0}, *heard = file->faults;
    size_t errors = file->errors, reported = file->reported;
    json_decode_utf16(file);
    struct mending mending = {file,
                              arena_alloc(&file->arena, file->length + MOST_FAULTS * ADDED + 1)};
    memcpy(mending.text, file->text, file->length);
    file->text = mending.text;
    file->faults = &unheard;
    bool good = json_scan(file);
    for (int i = 0; !good && i < MOST_FAULTS && mend_one(&mending); i++)
        good = json_scan(file);
    file->faults = heard;
    file->errors = errors;
    file->reported = reported;
    fault_list_free(&unheard);
    return good;
}
