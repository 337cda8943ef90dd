#include "cli/option_rows.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "store/store.h"

static bool read_number(const char **text, double least, double most, double *out)
{
    char *end;
    double value = strtod(*text, &end);
    if (end == *text || !isfinite(value) || value < least || value > most)
        return false;
    *text = end;
    *out = value;
    return true;
}

static bool read_size(const char *text, int *width, int *height)
{
    double w, h;
    if (!read_number(&text, 160, 7680, &w) || *text++ != 'x' ||
        !read_number(&text, 160, 7680, &h) || *text != '\0')
        return false;
    *width = (int)w;
    *height = (int)h;
    return *width == w && *height == h;
}

static bool set_config(struct options *o, const char *value)
{
    o->config_file = value;
    return *value != '\0';
}

static bool set_content(struct options *o, const char *value)
{
    if (o->content_dir_count == OPTIONS_MAX_CONTENT || *value == '\0')
        return false;
    o->content_dirs[o->content_dir_count++] = value;
    return true;
}

static bool set_lang(struct options *o, const char *value)
{
    o->language = value;
    return *value != '\0' && strspn(value, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                           "0123456789-") == strlen(value);
}

static bool set_log(struct options *o, const char *value)
{
    return log_level_parse(value, &o->log_level);
}

static bool set_log_format(struct options *o, const char *value)
{
    return log_format_parse(value, &o->log_format);
}

static bool set_window(struct options *o, const char *value)
{
    return read_size(value, &o->window_width, &o->window_height);
}

static bool set_size(struct options *o, const char *value)
{
    return read_size(value, &o->width, &o->height);
}

static bool set_out(struct options *o, const char *value)
{
    o->out_file = value;
    return *value != '\0';
}

static bool set_at(struct options *o, const char *value)
{
    return read_number(&value, 0, 3600, &o->at_s) && *value == '\0';
}

static bool set_phase(struct options *o, const char *value)
{
    o->phase = value;
    return strcmp(value, "out") == 0 || strcmp(value, "hold") == 0 || strcmp(value, "back") == 0 ||
           strcmp(value, "rest") == 0;
}

static bool set_hits(struct options *o, const char *value)
{
    o->hits_file = value;
    return *value != '\0';
}

static bool set_texts(struct options *o, const char *value)
{
    o->texts_file = value;
    return *value != '\0';
}

static bool set_ease(struct options *o, const char *value)
{
    static const struct {
        const char *name;
        enum app_ease bit;
    } names[] = {{"larger-text", APP_LARGER_TEXT},
                 {"high-contrast", APP_HIGH_CONTRAST},
                 {"less-motion", APP_LESS_MOTION},
                 {"low-reach", APP_LOW_REACH}};
    for (bool more = true; more;) {
        size_t length = strcspn(value, ",");
        unsigned bit = 0;
        for (size_t i = 0; i < sizeof names / sizeof *names; i++)
            if (strlen(names[i].name) == length && strncmp(names[i].name, value, length) == 0)
                bit = names[i].bit;
        if (!bit)
            return false;
        o->ease |= bit;
        more = value[length] == ',';
        value += length + more;
    }
    return true;
}

static bool set_json(struct options *o, const char *value)
{
    (void)value;
    return o->json = true;
}

static bool set_seconds(struct options *o, const char *value)
{
    return read_number(&value, 0.1, 86400, &o->seconds) && *value == '\0';
}

static bool set_display(struct options *o, const char *value)
{
    (void)value;
    return o->display = true;
}

static bool set_flat_out(struct options *o, const char *value)
{
    (void)value;
    return o->flat_out = true;
}

static bool set_all(struct options *o, const char *value)
{
    (void)value;
    return o->all = true;
}

static bool set_presenter(struct options *o, const char *value)
{
    o->presenter = value;
    return strcmp(value, "auto") == 0 || strcmp(value, "surface") == 0 ||
           strcmp(value, "texture") == 0;
}

static bool set_side(struct options *o, const char *value)
{
    o->left = strcmp(value, "left") == 0;
    o->right = strcmp(value, "right") == 0;
    return o->left || o->right;
}

static bool set_camera(struct options *o, const char *value)
{
    return read_number(&value, -360, 360, &o->yaw_deg) && *value++ == ',' &&
           read_number(&value, -90, 90, &o->pitch_deg) && *value == '\0';
}

static bool set_sheet(struct options *o, const char *value)
{
    (void)value;
    return o->sheet = true;
}

static bool set_person(struct options *o, const char *value)
{
    o->person = value;
    return *value != '\0';
}

static bool set_images(struct options *o, const char *value)
{
    o->images_dir = value;
    return *value != '\0';
}

static bool set_languages(struct options *o, const char *value)
{
    o->languages_file = value;
    return *value != '\0';
}

static bool set_paper(struct options *o, const char *value)
{
    o->letter = strcmp(value, "letter") == 0;
    return o->letter || strcmp(value, "a4") == 0;
}

static bool set_set(struct options *o, const char *value)
{
    (void)value;
    return o->set_pin = true;
}

static bool set_csv(struct options *o, const char *value)
{
    (void)value;
    return o->csv = true;
}

static bool set_days(struct options *o, const char *value)
{
    double days;
    if (!read_number(&value, 1, STORE_DAYS_KEPT, &days) || *value != '\0')
        return false;
    o->days = (int)days;
    return o->days == days;
}

static bool set_reset(struct options *o, const char *value)
{
    (void)value;
    return o->reset_pin = true;
}

const struct option_row option_rows[OPTION_COUNT] = {
    [OPTION_CONFIG] = {"--config", "FILE", "site settings; default: the shipped kiosk.json",
                       "a file", set_config},
    [OPTION_CONTENT] = {"--content", "PACK",
                        "a content pack, folder or .zip; up to 8 times, later ones win",
                        "a folder or a .zip, at most 8 in all", set_content},
    [OPTION_LANG] = {"--lang", "CODE", "language, as `kiosk list languages` names it",
                     "a language code such as en or es", set_lang},
    [OPTION_LOG] = {"--log", "LEVEL", "debug, info, warn or error; default: info",
                    "debug, info, warn or error", set_log},
    [OPTION_LOG_FORMAT] = {"--log-format", "NAME", "logfmt, or json: an object a line",
                           "logfmt or json", set_log_format},
    [OPTION_HELP] = {"--help", NULL, "this text", NULL, NULL},
    [OPTION_VERSION] = {"--version", NULL, "the version", NULL, NULL},
    [OPTION_WINDOW] = {"--window", "WxH", "in a window of this size instead of fullscreen",
                       "WIDTHxHEIGHT in pixels, 160 to 7680 each, such as 1280x800", set_window},
    [OPTION_SIZE] = {"--size", "WxH", "size of the picture in pixels",
                     "WIDTHxHEIGHT in pixels, 160 to 7680 each, such as 1920x1080", set_size},
    [OPTION_OUT] = {"--out", "FILE", "where the picture (a PNG) or the handout (a PDF) goes",
                    "a file", set_out},
    [OPTION_AT] = {"--at", "SECONDS", "the moment shown, counted from the screen's start",
                   "seconds from 0 to 3600", set_at},
    [OPTION_PHASE] = {"--phase", "NAME", "out, hold, back or rest: --at counts from its beginning",
                      "out, hold, back or rest", set_phase},
    [OPTION_HITS] = {"--hits", "FILE.json", "also write the touch targets", "a file", set_hits},
    [OPTION_TEXTS] = {"--texts", "FILE.json", "also write what is to be read, in reading order",
                      "a file", set_texts},
    [OPTION_EASE] = {"--ease", "NAMES",
                     "accessibility settings switched on, e.g. larger-text,low-reach",
                     "larger-text, high-contrast, less-motion and low-reach, joined by commas",
                     set_ease},
    [OPTION_JSON] = {"--json", NULL, "as JSON", NULL, set_json},
    [OPTION_SECONDS] = {"--seconds", "N", "how long to run; default: 10",
                        "seconds from 0.1 to 86400", set_seconds},
    [OPTION_DISPLAY] = {"--display", NULL, "in a real window instead of memory", NULL, set_display},
    [OPTION_FLAT_OUT] = {"--flat-out", NULL, "as fast as it goes instead of 60 frames a second",
                         NULL, set_flat_out},
    [OPTION_ALL] = {"--all", NULL, "every exercise's step, in one table", NULL, set_all},
    [OPTION_PRESENTER] = {"--presenter", "HOW", "auto, surface or texture; default: auto",
                          "auto, surface or texture", set_presenter},
    [OPTION_SIDE] = {"--side", "left|right", "the side of the body", "left or right", set_side},
    [OPTION_CAMERA] = {"--camera", "YAW,PITCH", "where the viewer stands, in degrees",
                       "YAW,PITCH in degrees, such as 30,10", set_camera},
    [OPTION_SHEET] = {"--sheet", NULL, "start, middle and end of every exercise on one picture",
                      NULL, set_sheet},
    [OPTION_PERSON] = {"--person", "NAME", "who shows it: mara, joseph, ingrid or kenji", "a name",
                       set_person},
    [OPTION_ROLLBACK] = {"--rollback", NULL,
                         "back to the version before, of pack ID or of the last import", NULL,
                         NULL},
    [OPTION_LIST] = {"--list", NULL, "what is imported", NULL, NULL},
    [OPTION_IMAGES] = {"--images", "DIR", "the folder with the collection's pictures", "a folder",
                       set_images},
    [OPTION_LANGUAGES] = {"--languages", "FILE.json",
                          "the numbers of wger's languages; default: those of wger.de", "a file",
                          set_languages},
    [OPTION_PAPER] = {"--paper", "a4|letter", "size of the pages; default: a4", "a4 or letter",
                      set_paper},
    [OPTION_SET] = {"--set", NULL, "reads a new PIN: one line, not shown while it is typed", NULL,
                    set_set},
    [OPTION_CSV] = {"--csv", NULL, "as a table for spreadsheets", NULL, set_csv},
    [OPTION_DAYS] = {"--days", "N", "how many days; default: 14", "a whole number from 1 to 1098",
                     set_days},
    [OPTION_PROMETHEUS] = {"--prometheus", NULL, "in the text format of Prometheus", NULL, NULL},
    [OPTION_LOCK] = {"--lock", NULL, "no key ends it, whatever the settings say", NULL, NULL},
    [OPTION_RESET] = {"--reset", NULL, "the next one to open the staff side chooses a PIN", NULL,
                      set_reset},
};
