#include "monkey.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "app/app_internal.h"

enum { MAX_HITS = 128 };

/* xorshift64* */
static uint32_t next_random(struct monkey *m)
{
    m->random ^= m->random >> 12;
    m->random ^= m->random << 25;
    m->random ^= m->random >> 27;
    return (uint32_t)((m->random * 0x2545F4914F6CDD1D) >> 32);
}

int monkey_below(struct monkey *m, int limit)
{
    return (int)(next_random(m) % (uint32_t)limit);
}

/* Mostly at something to touch, else anywhere, also outside the screen. */
static void somewhere(struct monkey *m, int *x, int *y)
{
    struct app_hit hits[MAX_HITS];
    int count = (int)app_hits(m->h->assembly.app, hits, MAX_HITS);
    if (count > 0 && monkey_below(m, 4) != 0) {
        struct rect r = hits[monkey_below(m, count)].rect;
        *x = r.x + monkey_below(m, r.w > 0 ? r.w : 1);
        *y = r.y + monkey_below(m, r.h > 0 ? r.h : 1);
        return;
    }
    *x = monkey_below(m, m->h->stage.width + 200) - 100;
    *y = monkey_below(m, m->h->stage.height + 200) - 100;
}

static struct event finger_event(struct monkey *m)
{
    struct event event = {.pointer = monkey_below(m, 3)};
    somewhere(m, &event.x, &event.y);
    int bit = 1 << event.pointer;
    if (!(m->fingers & bit)) {
        event.kind = EVENT_POINTER_DOWN;
        m->fingers |= bit;
    } else if (monkey_below(m, 3) == 0) {
        event.kind = EVENT_POINTER_MOVE;
    } else {
        event.kind = monkey_below(m, 20) == 0 ? EVENT_POINTER_CANCEL : EVENT_POINTER_UP;
        m->fingers &= ~bit;
    }
    return event;
}

static void look(struct monkey *m)
{
    m->seen[screen_find(harness_screen(m->h))]++;
}

/* The way to the end of a routine is long: a card, its steps. */
static const char *way_on(struct monkey *m)
{
    const char *screen = harness_screen(m->h);
    if (monkey_below(m, strcmp(screen, "staff-pin") == 0 ? 4 : 200) == 0)
        harness_unlock(m->h);
    if (strcmp(screen, "player") == 0 && harness_has(m->h, "hurts") && monkey_below(m, 3) == 0) {
        harness_press(m->h, "hurts");
        look(m);
        return NULL;
    }
    for (int i = 0; strcmp(screen, "player") == 0 && i < 40 && monkey_below(m, 60) != 0; i++) {
        if (harness_has(m->h, "next"))
            harness_press(m->h, "next");
        screen = harness_screen(m->h);
    }
    if (harness_has(m->h, "take-home"))
        return "take-home";
    static const char *const ways[] = {"start", "next"};
    static const char *const tiles[] = {"tile:routines", "tile:builder", "tile:stick",
                                        "tile:settings", "tile:usage",   "tile:check",
                                        "tile:cleaning"};
    if (harness_has(m->h, "red-flags:more") && monkey_below(m, 5) == 0)
        harness_pass_card(m->h);
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
        if (harness_has(m->h, ways[i]) && monkey_below(m, 2) == 0)
            return ways[i];
    const char *tile = tiles[monkey_below(m, (int)(sizeof tiles / sizeof *tiles))];
    if (strcmp(screen, "staff-home") != 0 || monkey_below(m, 2) == 0)
        return NULL;
    const char *scroll = monkey_below(m, 2) == 0 ? "scroll:down" : "scroll:up";
    const char *there = harness_has(m->h, tile) ? tile : scroll;
    return harness_has(m->h, there) ? there : NULL;
}

/* A tap as it should be, now and then, or the monkey hardly ever gets anywhere. */
static void honest_tap(struct monkey *m)
{
    struct app_hit hits[MAX_HITS];
    if (m->fingers)
        return;
    const char *way = way_on(m);
    int count = (int)app_hits(m->h->assembly.app, hits, MAX_HITS);
    if (count == 0)
        return;
    struct rect r = way ? harness_rect(m->h, way) : hits[monkey_below(m, count)].rect;
    harness_wait(m->h, monkey_below(m, 2) * 350); /* past the deaf moment, or not */
    harness_tap_at(m->h, r.x + r.w / 2, r.y + r.h / 2);
    look(m);
}

/* What a screen driver may get wrong: ups without downs, unknown fingers, far away. */
static struct event odd_event(struct monkey *m)
{
    static const int far[] = {-2000000000, -1, 0, 479, 800, 2000000000};
    return (struct event){.kind = (enum event_kind)monkey_below(m, EVENT_KEY),
                          .pointer = monkey_below(m, 1000) - 500,
                          .x = far[monkey_below(m, 6)],
                          .y = far[monkey_below(m, 6)],
                          .wheel = monkey_below(m, 2001) - 1000};
}

/* What keyboards, input methods and barcode readers send. */
static struct event text_event(struct monkey *m)
{
    static const char *const texts[] = {"a",      "Week 2",           "\u00E9", "\u0301", "\u0628",
                                        "\u4E2D", "\U0001F469\u200D", "\xC3",   "\n",     ""};
    struct event event = {.kind = EVENT_TEXT};
    snprintf(event.text, sizeof event.text, "%s",
             texts[monkey_below(m, (int)(sizeof texts / sizeof *texts))]);
    return event;
}

static struct event next_event(struct monkey *m)
{
    switch (monkey_below(m, 12)) {
    case 0: {
        enum key key = (enum key)monkey_below(m, KEY_STAFF + 1);
        if (key == KEY_SWITCH && monkey_below(m, 40) != 0)
            key = KEY_TAB; /* or every visit has one switch, and touches choose what is lit */
        return (struct event){.kind = EVENT_KEY, .key = key};
    }
    case 1: {
        struct event event = {.kind = EVENT_WHEEL, .wheel = monkey_below(m, 7) - 3};
        somewhere(m, &event.x, &event.y);
        return event;
    }
    case 2:
        if (m->writes && monkey_below(m, 2) == 0)
            return text_event(m);
        return monkey_below(m, 10) == 0 ? odd_event(m) : (struct event){.kind = EVENT_HOVER};
    default:
        return finger_event(m);
    }
}

/* Mostly one frame, sometimes a pause, now and then so long that visits end. */
static void pass_time(struct monkey *m)
{
    int dice = monkey_below(m, 4000);
    if (dice == 0)
        harness_skip(m->h, 130000);
    else if (dice < 12)
        harness_skip(m->h, 20000 + monkey_below(m, 80000));
    else if (dice < 400)
        harness_wait(m->h, monkey_below(m, 400));
}

void monkey_step(struct monkey *m)
{
    struct event events[4];
    size_t at_once = monkey_below(m, 10) == 0 ? 1 + (size_t)monkey_below(m, 4) : 1;
    for (size_t e = 0; e < at_once; e++) {
        events[e] = next_event(m);
        events[e].at = m->h->now + 16;
    }
    harness_step(m->h, events, at_once);
    if (monkey_below(m, 5) == 0)
        honest_tap(m);
    pass_time(m);
    look(m);
    assert_false(m->h->frame->quit);
}
