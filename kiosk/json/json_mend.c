#include <string.h>

#include "json/json_internal.h"

/* A person sees at once what was meant by a file with a comma missing. Scanned again and again,
 * each time with the one fault mended that stopped it: what is missing is put in, what looks like
 * a sign of JSON becomes it, and what cannot be understood is blanked. */

enum { MOST_FAULTS = 200, MOST_BYTES = 65536 };

struct mending {
    struct json_file *file;
    char *text; /* its text; room for MOST_FAULTS further characters */
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
    return length > 0 && strchr("0123456789.-+eE", mending->text[length - 1]);
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
    if (stop.missing && stop.at == mending->file->length && ends_in_number(mending))
        return blank(mending, stop.member, stop.at);
    if (stop.missing)
        return replace(mending, stop.at, 0, stop.missing);
    if (*at == '#' || strncmp(at, "//", 2) == 0 || strncmp(at, "/*", 2) == 0)
        return blank(mending, stop.at, comment_end(mending, stop.at));
    if (*at == ';')
        return replace(mending, stop.at, 1, ',');
    if (*at == ',' && !stop.over && stop.from == stop.at) /* no value is missing */
        return blank(mending, stop.at, stop.at + 1);
    return stop.over ? mend_end(mending, stop.at) : mend_unknown(mending, &stop);
}

bool json_mend(struct json_file *file)
{
    if (file->length == 0 || file->length > MOST_BYTES)
        return false;
    struct fault_list unheard = {0}, *heard = file->faults;
    size_t errors = file->errors, reported = file->reported;
    json_decode_utf16(file);
    struct mending mending = {file, arena_alloc(&file->arena, file->length + MOST_FAULTS + 1)};
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
