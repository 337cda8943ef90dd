#pragma once

#include "screens/screen.h"

/* Pieces that more than one screen shows. */

/* The figure of `exercise` as a still: its end pose, or the pose that shows it best. Its first
 * picture when it has pictures, the sign of its position when it has neither; the same below. */
void part_thumbnail(struct ui *ui, struct rect rect, const struct exercise *exercise,
                    const struct routine *routine);

/* The figure of `exercise` moving by itself, as the overview and attract heroes show it. */
void part_moving_figure(struct ui *ui, struct rect rect, const struct exercise *exercise,
                        const struct routine *routine, ms_t elapsed_ms);

/* How long the figure of this screen has been moving by now; 0 where it stands still. And when the
 * screen wants to be drawn again for it. */
ms_t part_moving_for(const struct screen_context *context, const struct ui *ui);
ms_t part_moving_wake(const struct screen_context *context);

/* The same of a figure that moves since another moment than the screen's first. */
ms_t part_moving_wake_since(const struct screen_context *context, ms_t since);

/* The same on the right side: clips are of the left one. Pictures have no other side. */
void part_moving_side(struct ui *ui, struct rect rect, const struct exercise *exercise,
                      const struct routine *routine, ms_t elapsed_ms, bool right);

/* Which of its pictures is shown after so long: each in turn. */
size_t part_picture_at(const struct exercise *exercise, ms_t elapsed);

/* How long part_moving_figure takes until it is back where it began: whole loops, some seconds. */
ms_t part_moving_length(const struct exercise *exercise);

/* Some page stands in the index of advice: a pack may hide them all. */
bool part_has_advice(const struct content *content);

/* Which of the people demonstrates this routine. */
int part_person(const struct routine *routine);

/* The n-th of them, as files name them; counted round. */
const char *part_person_name(size_t n);

/* "Each side · hold 20 s · 2 times" */
const char *part_dose_text(const struct strings *strings, struct arena *arena,
                           const struct exercise *exercise, const struct dose *dose);

/* The short right-hand form: "30 s", "10×". */
const char *part_dose_short(const struct strings *strings, struct arena *arena,
                            const struct dose *dose);

/* What the exercise's sources allow: "hold 10–20 s · 2–3 times"; "" when they say nothing. */
const char *part_range_text(const struct strings *strings, struct arena *arena,
                            const struct exercise *exercise);

/* "10×", in this order in every language. */
const char *part_times(struct arena *arena, int count);

/* "2 minutes", or "90 seconds". */
const char *part_duration(const struct strings *strings, struct arena *arena, int seconds);

/* "9 min", rounded to the nearest minute, at least 1. */
const char *part_minutes(const struct strings *strings, struct arena *arena, ms_t length_ms);

/* The tint of a routine's card. */
color_t part_tint(const struct ui *ui, const struct routine *routine);

/* With the full stop of the language where it has no mark at its end. */
const char *part_sentence(const struct strings *strings, struct arena *arena, const char *text);

/* "Emergency services: +49 112". */
const char *part_emergency(const struct strings *strings, struct arena *arena, const char *number);

/* "Needed: Mat" and "neck, back", with the language's own colon and comma. */
const char *part_told(const struct strings *strings, struct arena *arena, const char *what,
                      const char *text);
const char *part_listed(const struct strings *strings, struct arena *arena, const char *a,
                        const char *b);

/* The word for a pack's own name, e.g. ("equipment", "strap"): the language file's, or, for a name
 * a clinic made up, the name itself with spaces for hyphens and a capital letter. */
const char *part_known_or_plain(const struct strings *strings, struct arena *arena,
                                const char *group, const char *name);

/* What has to be at hand, in words: "Mat · Chair", each name on one line, or, where it is part of a
 * line with dots, "Mat, Chair"; "" for nothing. */
enum part_join { JOIN_DOTS, JOIN_COMMAS };
const char *part_equipment(const struct strings *strings, struct arena *arena,
                           struct string_list items, enum part_join join);
