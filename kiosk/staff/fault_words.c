#include "staff/fault_words.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "content/content.h"
#include "screens/parts.h"

enum { PIECES = 4 };

/* What a fault says, in English and for whoever made the pack, and how staff are told. */
struct sentence {
    const char *message;        /* each % stands for a piece, up to what follows it */
    const char *pieces[PIECES]; /* their names in the words; "" for one that they do not tell */
    const char *what, *allowed; /* keys of words: what is wrong; what would be right; may be NULL */
};

#define FAULT(name) "staff.fault." name
#define AS_SAID "" /* in the words of the fault: whoever writes files understands them */

/* The first that fits counts. */
static const struct sentence sentences[] = {
    {"% is outside the exercise's range; % to % are allowed",
     {"n", "low", "high"},
     FAULT("number_in"),
     NULL},
    {"% is too small; whole numbers from % to % are allowed",
     {"n", "low", "high"},
     FAULT("number_in"),
     NULL},
    {"% is too large; whole numbers from % to % are allowed",
     {"n", "low", "high"},
     FAULT("number_in"),
     NULL},
    {"% is not a whole number; whole numbers from % to % are allowed",
     {"n", "low", "high"},
     FAULT("whole"),
     FAULT("from_to")},
    {"% is too small; numbers from % to % are allowed",
     {"n", "low", "high"},
     FAULT("number_in"),
     NULL},
    {"% is too large; numbers from % to % are allowed",
     {"n", "low", "high"},
     FAULT("number_in"),
     NULL},
    {"% is a format of newer kiosks; this one reads format % and needs an update",
     {"n", "known"},
     FAULT("newer"),
     FAULT("newer_kiosk")},
    {"is missing; this key is required", {NULL}, FAULT("missing"), FAULT("required")},
    {"is empty; a text is needed", {NULL}, FAULT("empty"), FAULT("need_text")},
    {"is %; a text in double quotes is needed", {""}, FAULT("kind"), FAULT("need_text")},
    {"is %; a whole number from % to % is needed%",
     {"", "low", "high", ""},
     FAULT("kind"),
     FAULT("need_number")},
    {"is %; a number from % to % is needed%",
     {"", "low", "high", ""},
     FAULT("kind"),
     FAULT("need_number")},
    {"is %; true or false is needed%", {"", ""}, FAULT("kind"), FAULT("need_switch")},
    {"is %; a list [ ... ] is needed", {""}, FAULT("kind"), FAULT("need_list")},
    {"is %; an object { ... } is needed", {""}, FAULT("kind"), FAULT("need_object")},
    {"has % entries; exactly % are needed", {"n", "low"}, FAULT("entries"), FAULT("exactly")},
    {"has % entries; % to % are allowed", {"n", "low", "high"}, FAULT("entries"), FAULT("from_to")},
    {"unknown key \"%\"%; did you mean \"%\"?", {"name", "", "near"}, FAULT("key"), FAULT("near")},
    {"unknown key \"%\"; allowed are %", {"name", "all"}, FAULT("key"), FAULT("known")},
    {"\"%\"% is unknown; did you mean \"%\"? allowed are %",
     {"name", "", "near", "all"},
     FAULT("word"),
     FAULT("near")},
    {"\"%\" is unknown; allowed are %", {"name", "all"}, FAULT("word"), FAULT("known")},
    {"is %; one of these texts is needed: %", {"", "all"}, FAULT("kind"), FAULT("known")},
    {"\"%\" is a name of your own; did you mean \"%\"?",
     {"name", "near"},
     FAULT("word"),
     FAULT("near")},
    {"nobody is called \"%\"; did you mean \"%\"?", {"name", "near"}, FAULT("word"), FAULT("near")},
    {"no pose \"%\" so far; did you mean \"%\"?", {"name", "near"}, FAULT("word"), FAULT("near")},
    {"no body zone \"%\"; allowed are %", {"name", "all"}, FAULT("word"), FAULT("known")},
    {"there is no \"%\" in %/; did you mean \"%\"?",
     {"name", "", "near"},
     FAULT("word"),
     FAULT("near")},
    {"there is no % \"%\"; did you mean \"%\"?",
     {"kind", "name", "near"},
     FAULT("no_item"),
     FAULT("near")},
    {"there is no % \"%\"; name one of the files in %/",
     {"kind", "name", "folder"},
     FAULT("no_item"),
     FAULT("in_folder")},
    {"% \"%\" is hidden by a pack; %", {"kind", "name", ""}, FAULT("hidden"), NULL},
    {"% \"%\" was left out for its own faults; %", {"kind", "name", ""}, FAULT("left_out"), NULL},
    {"has the id \"%\" of %; each id is allowed once",
     {"name", "other"},
     FAULT("twice"),
     FAULT("once")},
    {"does not say how much%", {""}, FAULT("no_dose"), FAULT("need_dose")},
    {"does not go with \"%\"; %", {"name", ""}, FAULT("two_ways"), FAULT("one_way")},
    {"% is not there; did you mean \"%\"?%",
     {"file", "near", ""},
     FAULT("no_picture"),
     FAULT("near")},
    {"% is not there; put the file into the pack",
     {"file"},
     FAULT("no_picture"),
     FAULT("put_picture")},
    {"% lies outside the pack; %", {"file", ""}, FAULT("no_picture"), FAULT("put_picture")},
    {"% is not in the folder images; %", {"file", ""}, FAULT("no_picture"), FAULT("put_picture")},
    {"images/% is a symbolic link; %", {"file", ""}, FAULT("bad_picture"), FAULT("put_picture")},
    {"images/% is not a regular file; %", {"file", ""}, FAULT("bad_picture"), FAULT("save_jpg")},
    {"% is % bytes large; over %", {"file", "", ""}, FAULT("slow_picture"), NULL},
    {"% is % x % pixels large; over %", {"file", "", "", ""}, FAULT("slow_picture"), NULL},
    {"% is % bytes large; at most % (64 MB) are allowed%",
     {"file", "", "", ""},
     FAULT("large_picture"),
     FAULT("smaller")},
    {"% is % x % pixels large; at most%",
     {"file", "", "", ""},
     FAULT("large_picture"),
     FAULT("smaller")},
    {"images/% is %; save % as %", {"file", "", "", ""}, FAULT("bad_picture"), FAULT("save_jpg")},
    {"images/% is no picture; %", {"file", ""}, FAULT("bad_picture"), FAULT("save_jpg")},
    {"images/% is damaged or cut short; %", {"file", ""}, FAULT("bad_picture"), FAULT("save_jpg")},
    {"images/% is empty; %", {"file", ""}, FAULT("bad_picture"), FAULT("save_jpg")},
    {"images/% is 0 pixels wide or high; %", {"file", ""}, FAULT("bad_picture"), FAULT("save_jpg")},
    {"images/% is a HEIC photo%", {"file", ""}, FAULT("bad_picture"), FAULT("save_jpg")},
    {"images/% is in CMYK%", {"file", ""}, FAULT("bad_picture"), FAULT("save_jpg")},
    {"images/% is an animation%", {"file", ""}, FAULT("bad_picture"), FAULT("save_jpg")},
    {"images/% is of a rare kind of JPG%", {"file", ""}, FAULT("bad_picture"), FAULT("save_jpg")},
    {"there is no %; every text is shown in \"%\"",
     {"languages", "code"},
     FAULT("no_language"),
     FAULT("otherwise")},
    {"has no % \"%\"; its own texts are shown in their place",
     {"", "name"},
     FAULT("untranslated"),
     FAULT("otherwise")},
    {"has no \"%\"; the item's own text is shown in its place",
     {"name"},
     FAULT("untranslated"),
     FAULT("otherwise")},
    {"is used nowhere; %", {""}, FAULT("unused"), NULL},
    {"is left out; %", {""}, FAULT("not_read"), NULL},
    {"is not read; %", {""}, FAULT("not_read"), NULL},
    {"cannot be read: %", {""}, FAULT("unreadable"), NULL},
    {"cannot be opened: %", {""}, FAULT("unreadable"), NULL},
    {"cannot be unpacked: %", {""}, FAULT("unreadable"), NULL},
    {"is not signed; %", {""}, FAULT("unsigned"), FAULT("ask_signed")},
    {"is a folder, which nobody can sign; %", {""}, FAULT("unsigned"), FAULT("ask_signed")},
    {"is signed with a key that this kiosk does not know; %",
     {""},
     FAULT("other_key"),
     FAULT("ask_signed")},
    {"is not what was signed; %", {""}, FAULT("not_as_signed"), FAULT("copy_both")},
    {"has a signature that cannot be read; %", {""}, FAULT("not_as_signed"), FAULT("copy_both")},
    {"cannot be judged, as no key can be read", {NULL}, FAULT("no_key"), FAULT("ask_keeper")},
    {"is no public key of minisign", {NULL}, FAULT("no_key"), FAULT("ask_keeper")},
    {"a comma is missing here%", {""}, FAULT("comma_missing"), AS_SAID},
    {"a comma too many%", {""}, FAULT("comma_much"), AS_SAID},
    {"a comma before %", {""}, FAULT("comma_much"), AS_SAID},
    {"a curly quote%", {""}, FAULT("quotes"), AS_SAID},
    {"a single quote%", {""}, FAULT("quotes"), AS_SAID},
    {"% not in quotes; write%", {"", ""}, FAULT("quotes"), AS_SAID},
    {"the file ends%", {""}, FAULT("ends"), AS_SAID},
    {"the file is empty%", {""}, FAULT("ends"), AS_SAID},
    {"something unexpected%", {""}, FAULT("spelling"), AS_SAID},
    {"\"%\" does not fit here%", {"", ""}, FAULT("spelling"), AS_SAID},
    {"a value is missing %", {""}, FAULT("spelling"), AS_SAID},
    {"a key in double quotes is needed here", {NULL}, FAULT("spelling"), AS_SAID},
    {"more text after the end%", {""}, FAULT("spelling"), AS_SAID},
    {"a semicolon%", {""}, FAULT("spelling"), AS_SAID},
};

/* What the words are made of. */
struct told {
    const struct sentence *sentence; /* NULL: another one */
    struct tr_arg args[PIECES + 2];
    int count;
};

/* Takes the pieces; false when the message is another one. */
static bool fits(const char *pattern, const char *message, struct arena *arena, const char **pieces)
{
    int count = 0;
    while (*pattern) {
        if (*pattern != '%') {
            if (*pattern++ != *message++)
                return false;
            continue;
        }
        size_t literal = strcspn(++pattern, "%");
        const char *end = literal == 0 ? message + strlen(message) : message;
        while (literal > 0 && strncmp(end, pattern, literal) != 0)
            if (*end++ == '\0')
                return false;
        pieces[count++] = arena_strndup(arena, message, (size_t)(end - message));
        message = end;
    }
    return *message == '\0';
}

/* The key at which it is, as builders know it, or as it stands in the file. */
static const char *place_words(const struct strings *strings, struct arena *arena,
                               const struct fault *fault)
{
    const char *key = strrchr(fault->path, '.');
    if (!key)
        return tr(strings, FAULT("file"));
    key = arena_strndup(arena, key + 1, strcspn(key + 1, "["));
    for (int f = 0; f < DOSE_FIELD_COUNT; f++)
        if (strcmp(key, dose_key((enum dose_field)f)) == 0)
            return tr(strings, arena_printf(arena, "staff.field.%s", key));
    return key;
}

/* Keys of seconds are called so: "hold_s". */
static bool in_seconds(const struct fault *fault)
{
    const char *key = strrchr(fault->path, '.');
    size_t length = key ? strcspn(key, "[") : 0;
    return length > 2 && strncmp(key + length - 2, "_s", 2) == 0;
}

static const char *with_unit(const struct strings *strings, struct arena *arena, const char *number,
                             bool seconds)
{
    return seconds ? tr_format(strings, arena, "staff.field.seconds", {"n", number, 0}) : number;
}

/* "exercise": kinds of content have names of their own; what else stands there is its own name. */
static const char *kind_words(const struct strings *strings, struct arena *arena, const char *kind)
{
    static const char *const kinds[] = {"exercise", "routine", "page"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kind, kinds[i]) == 0)
            return tr(strings, arena_printf(arena, "staff.stick.kind_%s", kind));
    return kind;
}

static struct told understand(const struct strings *strings, struct arena *arena,
                              const struct fault *fault)
{
    struct told told = {.count = 2};
    told.args[0] = (struct tr_arg){"what", place_words(strings, arena, fault), 0};
    told.args[1] = (struct tr_arg){"line", NULL, fault->line};
    for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++) {
        const char *pieces[PIECES];
        if (!fits(sentences[i].message, fault->message, arena, pieces))
            continue;
        told.sentence = &sentences[i];
        for (int k = 0; k < PIECES && told.sentence->pieces[k]; k++) {
            const char *name = told.sentence->pieces[k];
            bool kind = strcmp(name, "kind") == 0;
            if (*name)
                told.args[told.count++] = (struct tr_arg){
                    name, kind ? kind_words(strings, arena, pieces[k]) : pieces[k], 0};
        }
        break;
    }
    return told;
}

static const char *piece(const struct told *told, const char *name)
{
    for (int i = 0; i < told->count; i++)
        if (strcmp(told->args[i].name, name) == 0)
            return told->args[i].text;
    return "";
}

/* "Hold is 90 s (15 to 30 s)" */
static const char *number_words(const struct strings *strings, struct arena *arena,
                                const struct told *told, bool seconds)
{
    const char *high = with_unit(strings, arena, piece(told, "high"), seconds);
    const char *range = tr_format(strings, arena, FAULT("range"), {"low", piece(told, "low"), 0},
                                  {"high", high, 0});
    return tr_format(strings, arena, FAULT("number_in"), {"what", piece(told, "what"), 0},
                     {"n", with_unit(strings, arena, piece(told, "n"), seconds), 0},
                     {"range", range, 0});
}

const char *fault_disk_words(const struct strings *strings, int error)
{
    switch (error) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
        return tr(strings, FAULT("disk_full"));
    case EROFS:
    case EACCES:
    case EPERM:
        return tr(strings, FAULT("disk_read_only"));
    default:
        return tr(strings, FAULT("disk_refuses"));
    }
}

/* "lang/zh.json, lang/vi.json" are languages, by their names. */
static const char *language_words(const struct strings *strings, struct arena *arena,
                                  const char *files, fault_namer *name, const void *context)
{
    static const char folder[] = "lang/";
    const char *list = "";
    for (const char *at = files; (at = strstr(at, folder));) {
        at += sizeof folder - 1;
        const char *code = arena_strndup(arena, at, strcspn(at, "."));
        const char *known = name ? name(context, code) : NULL;
        list = *list ? part_listed(strings, arena, list, known ? known : code)
                     : (known ? known : code);
    }
    return list;
}

static void put_languages(const struct strings *strings, struct arena *arena, struct told *told,
                          fault_namer *name, const void *context)
{
    for (int i = 0; i < told->count; i++)
        if (strcmp(told->args[i].name, "languages") == 0)
            told->args[i].text = language_words(strings, arena, told->args[i].text, name, context);
}

/* The disk took no more: whatever was being done to a file or folder then. */
static bool is_of_disk(const struct fault *fault)
{
    static const char *const undone[] = {"cannot be written: ", "cannot be created: ",
                                         "cannot be locked: ", "cannot be put right: "};
    for (size_t i = 0; i < sizeof undone / sizeof *undone; i++)
        if (strncmp(fault->message, undone[i], strlen(undone[i])) == 0)
            return true;
    return fault->error == ENOSPC || fault->error == EDQUOT || fault->error == EROFS;
}

/* What the system says is for whoever looks after the kiosk; NULL: it says nothing. */
static const char *system_words(const struct strings *strings, const struct fault *fault)
{
    if (fault->error == 0 || !strstr(fault->message, strerror(fault->error)))
        return NULL;
    return is_of_disk(fault) ? fault_disk_words(strings, fault->error)
                             : tr(strings, FAULT("unreadable"));
}

static void put_name(struct told *told, fault_namer *name, const void *context)
{
    for (int i = 0; name && i < told->count; i++) {
        struct tr_arg *arg = &told->args[i];
        const char *known = strcmp(arg->name, "name") == 0 ? name(context, arg->text) : NULL;
        if (known)
            arg->text = known;
    }
}

const char *fault_words_of(const struct strings *strings, struct arena *arena,
                           const struct fault *fault)
{
    return fault_words_named(strings, arena, fault, NULL, NULL);
}

const char *fault_words_named(const struct strings *strings, struct arena *arena,
                              const struct fault *fault, fault_namer *name, const void *context)
{
    const char *refused = system_words(strings, fault);
    if (refused)
        return refused;
    struct told told = understand(strings, arena, fault);
    put_name(&told, name, context);
    put_languages(strings, arena, &told, name, context);
    size_t length = strcspn(fault->message, ";");
    if (!told.sentence)
        return tr_format(strings, arena,
                         fault->severity == FAULT_ERROR ? FAULT("other") : FAULT("know"),
                         {"why", arena_strndup(arena, fault->message, length), 0});
    if (strcmp(told.sentence->what, FAULT("number_in")) == 0)
        return number_words(strings, arena, &told, in_seconds(fault));
    return tr_args(strings, arena, told.sentence->what, told.args, told.count);
}

const char *fault_allowed_of(const struct strings *strings, struct arena *arena,
                             const struct fault *fault)
{
    if (system_words(strings, fault))
        return "";
    struct told told = understand(strings, arena, fault);
    const char *rest = strstr(fault->message, "; ");
    if (!told.sentence || (told.sentence->allowed && !*told.sentence->allowed))
        return rest ? rest + 2 : "";
    for (int i = 0; strcmp(told.sentence->what, FAULT("whole")) == 0 && i < told.count; i++)
        if (strcmp(told.args[i].name, "high") == 0)
            told.args[i].text = with_unit(strings, arena, told.args[i].text, in_seconds(fault));
    return told.sentence->allowed
               ? tr_args(strings, arena, told.sentence->allowed, told.args, told.count)
               : "";
}
