#include <stdio.h>
#include <string.h>

#include "content/content_internal.h"
#include "content/plural.h"
#include "content/strings_internal.h"

/* What a language file lacks, holds for nothing, or would show wrongly, told to its translator. */

/* "Did you mean" for so many unknown keys: a file of nothing else costs no time. */
enum { MOST_GUESSES = 32 };

struct checker {
    const struct string_table *table, *english; /* english: NULL for the English file itself */
    struct plural_use uses[PLURAL_FORMS];       /* of plural_forms, to the table's language */
    struct arena arena;                         /* for messages */
    const char **untranslated;                  /* English keys that the file lacks */
    size_t untranslated_count;
    int guesses;
};

/* A key taken apart; form is NULL when it has none, and stem then the length of the key. */
struct counted_key {
    const char *key, *form;
    int which; /* of plural_forms */
    size_t stem;
};

static const char *find_form(const struct string_table *table, const struct counted_key *key,
                             const char *form)
{
    char full[STRING_KEY_MAX + 8];
    snprintf(full, sizeof full, "%.*s%s%s", (int)key->stem, key->key, *form ? "_" : "", form);
    return string_table_find(table, full);
}

/* The text for most numbers: that of "other", or one without forms that names the number. */
static const char *find_counting(const struct string_table *table, const struct counted_key *key)
{
    const char *other = find_form(table, key, "other");
    if (other)
        return other;
    const char *plain = find_form(table, key, "");
    return plain && strstr(plain, "{{count}}") ? plain : NULL;
}

/* "last_one" has a form only if something is counted as "last". */
static struct counted_key take_apart(const struct checker *c, const char *key)
{
    struct counted_key plain = {key, NULL, 0, strlen(key)};
    const char *suffix = strrchr(key, '_');
    for (int i = 0; suffix && i < PLURAL_FORMS; i++) {
        struct counted_key counted = {key, plural_forms[i], i, (size_t)(suffix - key)};
        if (strcmp(suffix + 1, plural_forms[i]) == 0 &&
            find_counting(c->english ? c->english : c->table, &counted))
            return counted;
    }
    return plain;
}

/* "one", "few" and "other" */
static const char *list_forms(struct arena *arena, const char *const *forms, int count)
{
    const char *list = "";
    for (int i = 0; i < count; i++) {
        const char *between = i == 0 ? "" : i == count - 1 ? " and " : ", ";
        list = arena_printf(arena, "%s%s\"%s\"", list, between, forms[i]);
    }
    return list;
}

static const char *needed_forms(struct checker *c)
{
    const char *forms[PLURAL_FORMS];
    int count = 0;
    for (int i = 0; i < PLURAL_FORMS; i++)
        if (c->uses[i].needed)
            forms[count++] = plural_forms[i];
    return list_forms(&c->arena, forms, count);
}

/* Said once for all forms, at the first of those that are there. */
static void check_forms(struct checker *c, struct json value, const struct counted_key *key)
{
    const char *code = c->table->code;
    const char *missing[PLURAL_FORMS];
    int count = 0;
    const char *first = NULL;
    for (int i = 0; i < PLURAL_FORMS; i++) {
        const char *form = plural_forms[i];
        if (find_form(c->table, key, form))
            first = first ? first : form;
        else if (c->uses[i].needed)
            missing[count++] = arena_printf(&c->arena, "%.*s_%s", (int)key->stem, key->key, form);
    }
    if (!c->uses[key->which].allowed)
        json_warn(value, "is shown with no number; \"%s\" counts with %s; take it out", code,
                  needed_forms(c));
    if (first == key->form && count > 0)
        json_warn(value, "stands without %s; \"%s\" counts with %s",
                  list_forms(&c->arena, missing, count), code, needed_forms(c));
}

static bool holds_name(const char *text, const char *name, size_t length)
{
    const char *end, *found;
    size_t found_length;
    for (const char *open = strstr(text, "{{"); open; open = strstr(end, "{{")) {
        found = strings_replacement(open, &found_length, &end);
        if (!found)
            return false;
        if (found_length == length && memcmp(found, name, length) == 0)
            return true;
    }
    return false;
}

/* The first replacement of `text` that `other` has none for; false when there is none. */
static bool find_lacking(const char *text, const char *other, const char **open, size_t *length)
{
    const char *end;
    for (*open = strstr(text, "{{"); *open; *open = strstr(end, "{{")) {
        size_t name_length;
        const char *name = strings_replacement(*open, &name_length, &end);
        *length = name ? (size_t)(end - *open) : strlen(*open);
        if (!name || !holds_name(other, name, name_length))
            return true;
    }
    return false;
}

/* A form for a single number says it in words: "once". */
static bool may_leave_out(const struct checker *c, const struct counted_key *key, const char *open,
                          size_t length)
{
    static const char count[] = "{{count}}";
    return key->form && c->uses[key->which].single && length == sizeof count - 1 &&
           memcmp(open, count, length) == 0;
}

static void check_replacements(const struct checker *c, struct json value, const char *text,
                               const char *english, const struct counted_key *key)
{
    const char *open;
    size_t length;
    if (find_lacking(text, english, &open, &length))
        json_warn(value,
                  "holds \"%.*s\", which the English text does not; it would be shown as it "
                  "stands",
                  (int)(length < 40 ? length : 40), open);
    else if (find_lacking(english, text, &open, &length) && !may_leave_out(c, key, open, length))
        json_warn(value, "lacks \"%.*s\", which the English text holds",
                  (int)(length < 40 ? length : 40), open);
}

/* In some form; English counts with a single text where its forms are the same. */
static bool translated(const struct checker *c, const char *key)
{
    if (string_table_find(c->table, key))
        return true;
    struct counted_key counted = take_apart(c, key);
    for (int i = 0; i < PLURAL_FORMS && find_counting(c->english, &counted); i++)
        if (find_form(c->table, &counted, plural_forms[i]))
            return true;
    return counted.form && find_form(c->table, &counted, "");
}

static void collect_untranslated(struct checker *c)
{
    c->untranslated = ARENA_ARRAY(&c->arena, const char *, c->english->count);
    for (size_t i = 0; i < c->english->count; i++) {
        const char *key = c->english->texts[i].key;
        if (!translated(c, key))
            c->untranslated[c->untranslated_count++] = key;
    }
}

static void warn_of_unknown(struct checker *c, struct json value, const char *key)
{
    const char *meant = c->guesses++ < MOST_GUESSES
                            ? json_nearest(key, c->untranslated, c->untranslated_count)
                            : NULL;
    if (meant)
        json_warn(value,
                  "is not among the English texts, so nothing shows it; did you mean \"%s\"?",
                  meant);
    else
        json_warn(value, "is not among the English texts, so nothing shows it; take it out");
}

static void check_text(struct checker *c, const struct string_text *text, struct json value)
{
    struct counted_key key = take_apart(c, text->key);
    if (c->english) {
        const char *english =
            key.form ? find_counting(c->english, &key) : string_table_find(c->english, text->key);
        if (!english) {
            warn_of_unknown(c, value, text->key);
            return;
        }
        check_replacements(c, value, text->text, english, &key);
    }
    if (key.form)
        check_forms(c, value, &key);
}

void string_table_check(const struct string_table *table, const struct string_table *english,
                        const struct string_source *source)
{
    struct checker checker = {.table = table, .english = english};
    for (int i = 0; i < PLURAL_FORMS; i++)
        checker.uses[i] = plural_use(table->code, plural_forms[i]);
    if (english)
        collect_untranslated(&checker);
    for (size_t i = 0; i < checker.untranslated_count; i++)
        json_warn(json_root(source->file), "has no \"%s\"; the English text is shown in its place",
                  checker.untranslated[i]);
    for (size_t i = 0; i < table->count; i++)
        check_text(&checker, &table->texts[i], source->values[i]);
    arena_free(&checker.arena);
}
