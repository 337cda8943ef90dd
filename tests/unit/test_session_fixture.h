#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "session/session.h"

/* Routines built by hand, with every kind of dose. */

static const struct exercise easier_stretch = {.id = "easier-stretch",
                                               .position = POSITION_STANDING,
                                               .sides = SIDES_NONE,
                                               .dose = {.sets = 1, .reps = 1, .hold_s = 7}};

static const struct exercise stretch = {
    .id = "stretch", .position = POSITION_STANDING, .sides = SIDES_EACH, .easier = &easier_stretch};
static const struct exercise march = {
    .id = "march", .position = POSITION_STANDING, .sides = SIDES_ALTERNATE};
static const struct exercise plain = {
    .id = "plain", .position = POSITION_STANDING, .sides = SIDES_NONE};
static const char *const who_asks[] = {"Ask.", "Ask, too."};
static const struct exercise seated = {.id = "seated",
                                       .position = POSITION_CHAIR,
                                       .sides = SIDES_NONE,
                                       .ask_first = {who_asks, 2},
                                       .contraindications = {who_asks, 1}};
static const struct exercise eased = {
    .id = "eased", .position = POSITION_STANDING, .sides = SIDES_NONE, .easier = &easier_stretch};

static const struct routine_step all_steps[] = {
    {&stretch,
     {.sets = 2, .reps = 2, .hold_s = 20, .relax_s = 3, .rest_s = 10, .side_change_s = 6},
     "note"},
    {&march, {.sets = 1, .reps = 3, .tempo_s = {2, 1, 2}, .rest_s = 5}, ""},
    {&plain, {.sets = 2, .reps = 5, .rest_s = 7}, ""},
    {&stretch, {.sets = 1, .reps = 1, .duration_s = 15, .side_change_s = 4}, ""},
    {&plain, {.sets = 1, .reps = 1, .breaths = 3, .rest_s = 4, .breath_s = {4, 6}}, ""},
    {&march, {.sets = 1, .reps = 2, .hold_s = 6, .relax_s = 2}, ""},
    {&eased, {.sets = 2, .reps = 2, .tempo_s = {1.5, 0, 1}}, ""},
    {&march, {.sets = 1, .reps = 1, .duration_s = 5}, ""},
    {&eased, {.sets = 1, .reps = 1, .hold_s = 4, .rest_s = 9}, ""},
    {&seated, {.sets = 1, .reps = 1, .hold_s = 6, .relax_s = 3}, ""},
};

static const struct routine all_routine = {.id = "all",
                                           .steps = all_steps,
                                           .step_count = sizeof all_steps / sizeof *all_steps,
                                           .change_s = 12};

/* What content fills in where a dose leaves it out; -1: no time to change sides. */
static inline struct dose dose_of(struct dose dose)
{
    if (dose.side_change_s == 0)
        dose.side_change_s = 6;
    if (dose.breath_s[0] == 0)
        memcpy(dose.breath_s, (double[]){4, 6}, sizeof dose.breath_s);
    return dose;
}

static inline struct routine routine_of(const struct routine_step *steps, size_t count)
{
    return (struct routine){.id = "test", .steps = steps, .step_count = count};
}

static inline const char *phase_word(enum phase_kind kind)
{
    static const char *const words[] = {
        [PHASE_ASK] = "ask",       [PHASE_CHANGE] = "change", [PHASE_READY] = "ready",
        [PHASE_HOLD] = "hold",     [PHASE_RELAX] = "relax",   [PHASE_REPS] = "reps",
        [PHASE_OWN_PACE] = "own",  [PHASE_MOVE] = "move",     [PHASE_BREATHS] = "breaths",
        [PHASE_SWITCH] = "switch", [PHASE_REST] = "rest",     [PHASE_FINISHED] = "finished"};
    return words[kind];
}

/* A small random number generator of our own: the same run everywhere. */
static inline uint32_t random_next(uint32_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

static inline int random_below(uint32_t *state, int limit)
{
    return (int)(random_next(state) % (uint32_t)limit);
}
