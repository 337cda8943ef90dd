#include "app/speech.h"

#include <string.h>

#include "app/app_internal.h"
#include "app/screen_stack.h"
#include "app/speech_words.h"
#include "base/hash.h"
#include "base/log.h"
#include "screens/parts.h"

/* Of the time that is left to answer: it is told once more. */
enum { WARN_AGAIN_S = 10 };

static struct arena *arena_of(struct app *app)
{
    return &app->list.arena;
}

static struct utterance *say(struct app *app, const char *text)
{
    return speech_say(&app->speech.list, speech_words(app->strings, arena_of(app), text));
}

/* The rest is silence until this is said. */
static struct utterance *say_first(struct app *app, const char *text)
{
    struct utterance *said = say(app, text);
    if (said)
        said->cuts = true;
    return said;
}

/* What chooses a language is in that language; NULL: in the one that is shown. */
static const char *language_of(const struct said_stop *stop)
{
    return strncmp(stop->id, "language:", 9) == 0 ? stop->id + 9 : NULL;
}

static void say_in(struct utterance *said, const struct said_stop *stop)
{
    if (said)
        said->language = language_of(stop);
}

/* All that stands on it, as sentences; number and unit of a ring in one. */
static const char *words_of(struct app *app, const struct said_stop *stop)
{
    const char *all = "";
    for (size_t i = stop->first; i < stop->first + stop->count; i++) {
        const struct said *item = &app->said.items[i];
        const char *text = item->role == SAID_RING
                               ? item->text
                               : part_sentence(app->strings, arena_of(app), item->text);
        all = *all ? arena_printf(arena_of(app), "%s %s", all, text) : text;
    }
    return *all ? all : part_sentence(app->strings, arena_of(app), stop->label);
}

/* "Button. 2 of 8." */
static const char *role_of(struct app *app, const struct said_stop *stop)
{
    if (!*stop->id)
        return "";
    return tr(app->strings, stop->chosen ? "voice.button_chosen" : "voice.button");
}

static const char *place_of(struct app *app, size_t number, size_t count)
{
    return tr_format(app->strings, arena_of(app), "voice.place", {"n", NULL, (int)number + 1},
                     {"count", NULL, (int)count});
}

/* One switch has lit a whole row: what is in it. NULL where it has not. */
static const char *row_words(struct app *app)
{
    int first, count = scan_lit(&app->ui, &first);
    const char *all = "";
    for (int i = first; count > 1 && i < first + count; i++) {
        const char *label = app->ui.targets[i].label;
        all = *all ? part_listed(app->strings, arena_of(app), all, label) : label;
    }
    return count > 1 ? part_sentence(app->strings, arena_of(app), all) : NULL;
}

/* One switch waits until all has been said: what the screen or the session says goes first, and
 * what is lit is a button. */
static void say_lit(struct app *app, const struct said_stop *stop, bool entered)
{
    const char *row = row_words(app);
    const char *words = row ? row : words_of(app, stop);
    bool goes_on = entered || app_top(app) == SCREEN_PLAYER;
    struct utterance *said = goes_on ? say(app, words) : say_first(app, words);
    if (row)
        return;
    say_in(said, stop);
    if (stop->chosen)
        say(app, role_of(app, stop));
}

/* The reader came to a stop, or what it is at has become something else by a press. */
static void say_stop(struct app *app, bool entered)
{
    struct speech *speech = &app->speech;
    size_t number, count;
    const struct said_stop *stop = reader_stop(&app->ui, &number, &count);
    if (!stop)
        return;
    const char *words = words_of(app, stop);
    uint64_t hash = hash_word(hash_string(words), stop->chosen);
    bool moved = speech->moves != app->ui.reader.moves;
    speech->moves = app->ui.reader.moves;
    if (!moved && (!speech->touched || hash == speech->stop))
        return;
    speech->stop = hash;
    if (app->ui.scan.on) {
        say_lit(app, stop, entered);
        return;
    }
    say_in(say_first(app, words), stop);
    say(app, role_of(app, stop));
    say(app, place_of(app, number, count));
}

/* NULL where a screen has none. The one that waits has the exercise's name first. */
static const char *title_of(const struct app *app)
{
    const struct said_list *said = &app->said;
    if (app_top(app) == SCREEN_PAUSED)
        return tr(app->strings, "paused.title");
    for (size_t i = 0; i < said->count; i++)
        if (said->items[i].role == SAID_TITLE)
            return said->items[i].text;
    return said->count > 0 ? said->items[0].text : NULL;
}

static void say_all(struct app *app)
{
    for (size_t i = 0; i < app->said.stop_count; i++)
        if (strncmp(app->said.stops[i].id, "scroll:", 7) != 0)
            say_in(say(app, words_of(app, &app->said.stops[i])), &app->said.stops[i]);
}

/* From the top, as somebody wished. */
static void read_all(struct app *app)
{
    struct speech_list *list = &app->speech.list;
    int before = list->count;
    if (app->speech.read_all)
        say_all(app);
    if (list->count > before)
        list->items[before].cuts = true;
    app->speech.read_all = false;
}

/* One switch lights up what can be pressed, and nothing else: what is only read is said first. */
static void say_texts(struct app *app)
{
    const struct said_list *said = &app->said;
    for (size_t i = 0; i < said->stop_count; i++) {
        const struct said_stop *stop = &said->stops[i];
        bool text = !*stop->id && stop->count > 0;
        if (text && hash_string(said->items[stop->first].text) != app->speech.title)
            say(app, words_of(app, stop));
    }
}

/* Who comes to the player hears the exercise. */
static void say_title(struct app *app, bool entered)
{
    struct speech *speech = &app->speech;
    const char *title = title_of(app);
    uint64_t hash = title ? hash_string(title) : 0;
    bool other = hash != speech->title;
    speech->title = hash;
    if (app_top(app) == SCREEN_PLAYER || (!entered && !other) || !title)
        return;
    if (entered && screen_get(app_top(app))->alert)
        say_all(app);
    else
        say(app, part_sentence(app->strings, arena_of(app), title));
    if (entered && app->ui.scan.on && !screen_get(app_top(app))->alert)
        say_texts(app);
}

static bool enter_screen(struct app *app)
{
    struct speech *speech = &app->speech;
    const struct open_screen *top = &app->open[app->open_count - 1];
    if (speech->screen == top->screen && speech->entered_at == top->entered_at)
        return false;
    speech->screen = top->screen;
    speech->entered_at = top->entered_at;
    speech->hush = true;
    speech->seconds = WARN_AGAIN_S + 1;
    /* One switch is somewhere from the first frame on; an alert says all that is there. */
    if (!app->ui.scan.on || screen_get(top->screen)->alert)
        speech->moves = app->ui.reader.moves;
    if (top->screen != SCREEN_PLAYER)
        speech_leaves_session(&speech->session);
    return true;
}

/* How long is left before the visit ends, when it is about to. */
static void say_warning(struct app *app)
{
    struct speech *speech = &app->speech;
    int left = ms_seconds_left(app->idle_end_at - app->now);
    if (app_top(app) != SCREEN_STILL_THERE || left > WARN_AGAIN_S || left < 1 ||
        speech->seconds <= WARN_AGAIN_S)
        return;
    speech->seconds = left;
    say(app, tr(app->strings, "still_there.title"));
    say(app, part_duration(app->strings, arena_of(app), left));
}

/* What can be asked for here, before it is. */
static void prepare(struct app *app)
{
    struct speech *speech = &app->speech;
    struct speech_ahead *ahead = &speech->ahead;
    struct screen_context context = app_context(app);
    const struct said_list *said = &app->said;
    /* The player's words come from the routine, and change all the time. */
    size_t stops = speech->screen == SCREEN_PLAYER ? 0 : said->stop_count;
    uint64_t screen = hash_pair(speech->title, (uint32_t)speech->screen, (uint32_t)stops);
    screen = hash_word(screen, hash_string(strings_code(app->strings)));
    if (screen != speech->prepared) {
        speech->prepared = screen;
        speech_ahead_begin(ahead);
        for (size_t i = 0; i < said->stop_count; i++) {
            if (language_of(&said->stops[i]))
                continue;
            const char *words = words_of(app, &said->stops[i]);
            speech_ahead_add(ahead, speech_words(app->strings, arena_of(app), words));
        }
        speech_ahead_add(ahead, tr(app->strings, "voice.button"));
        for (size_t i = 0; i < said->stop_count; i++)
            speech_ahead_add(ahead, place_of(app, i, said->stop_count));
        speech_ahead_end(ahead);
    }
    speech_ahead_routine(ahead, &context, &app->ui, app->visit.routine);
}

/* The demo is silent, also where every visit begins with the voice on. */
static bool wanted(const struct app *app)
{
    enum screen_id top = app_top(app);
    return app->visit.ease.voice && app_is_of_visit(top) && !screen_get(top)->staff &&
           !app->staff.unlocked;
}

void speech_begin(struct app *app)
{
    bool on = wanted(app);
    reader_switch(&app->ui, on);
    app->ui.said = on || app->read_aloud ? &app->said : NULL;
}

static void leave(struct speech *speech)
{
    unsigned version = speech->ahead.version + 1;
    bool hush = speech->on;
    speech_free(speech);
    *speech = (struct speech){.hush = hush, .screen = SCREEN_NONE, .ahead.version = version};
}

static void log_words(const struct speech *speech)
{
    if (speech->hush)
        log_debug("hush", "screen=%s", screen_name(speech->screen));
    for (int i = 0; i < speech->list.count; i++)
        if (speech->list.items[i].language)
            log_debug("speak", "text=%s language=%s", speech->list.items[i].text,
                      speech->list.items[i].language);
        else
            log_debug("speak", "text=%s", speech->list.items[i].text);
}

static void listen(struct app *app)
{
    struct speech *speech = &app->speech;
    bool fresh = !speech->on;
    speech->on = true;
    bool entered = enter_screen(app) || fresh;
    if (fresh)
        say(app, tr(app->strings, app->ui.scan.on ? "voice.on_switch" : "voice.on"));
    say_title(app, entered);
    if (app_top(app) == SCREEN_PLAYER && app->visit.in_session) {
        struct screen_context context = app_context(app);
        speech_of_session(&speech->session, &context, &app->ui, &app->visit.session, app->now,
                          &speech->list);
    }
    say_stop(app, entered);
    read_all(app);
    say_warning(app);
    speech_recordings_follow(&speech->recordings, app->content, app->shown, app->strings);
    for (int i = 0; i < speech->list.count; i++)
        speech->list.items[i].recording =
            speech_recording(&speech->recordings, speech->list.items[i].text);
    prepare(app);
}

void speech_frame(struct app *app)
{
    struct speech *speech = &app->speech;
    speech->hush = false;
    speech->list.count = 0;
    if (wanted(app))
        listen(app);
    else if (speech->on)
        leave(speech);
    speech->read_all = speech->touched = false;
    log_words(speech);
    app->frame.speech = (struct app_speech){
        .on = speech->on,
        .sample = app_top(app) == SCREEN_EASE && !speech->on ? tr(app->strings, "voice.on") : NULL,
        .language = strings_code(app->strings),
        .now = {.hush = speech->hush, .items = speech->list.items, .count = speech->list.count},
        .ahead = speech->ahead.texts,
        .ahead_count = speech->ahead.running ? speech->ahead.screen_count : speech->ahead.count,
        .ahead_version = speech->ahead.version,
    };
}

ms_t speech_wake(const struct app *app)
{
    return app->speech.on && app->speech.ahead.running ? app->now : MS_NEVER;
}

void speech_forget_content(struct speech *speech)
{
    speech_ahead_forget(&speech->ahead);
    speech_recordings_free(&speech->recordings);
}

void speech_free(struct speech *speech)
{
    speech_ahead_free(&speech->ahead);
    speech_recordings_free(&speech->recordings);
}
