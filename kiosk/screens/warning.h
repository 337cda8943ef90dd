#pragma once

#include "screens/screen.h"

/* What the visit knows of the patient's warning signs. Before what exercises back, neck or leg
 * (content_red_flags) the signs are asked once a visit, those of a body region (section's "for")
 * when something first exercises it. Whoever has one begins nothing any more, whatever it is, until
 * staff has been told. */

/* Whether the card, or what it said to whoever has a sign, comes before the visit's routine. */
bool warning_due(const struct screen_context *context);

/* The page that is asked before the visit's routine, or whose advice holds; NULL when there is
 * none. */
const struct page *warning_page(const struct screen_context *context);

/* Its sections that are to be seen now, bit by place: the signs that were not yet asked and concern
 * the routine, and whatever is no list of signs. */
unsigned warning_sections(const struct screen_context *context, const struct page *page);

/* "None of these", and "I have one or more", of what warning_sections says. */
void warning_say_none(struct screen_context *context);
void warning_say_some(struct screen_context *context);

/* Staff has been told and lets the patient go on. */
void warning_lift(struct screen_context *context);

/* All of it as if nobody had been asked, the whole page had been answered with "None", or with a
 * sign; `talking`: and "I have talked to staff" had been pressed. */
void warning_forget(struct visit *visit);
void warning_pretend_none(struct visit *visit, const struct page *page);
void warning_pretend_some(struct visit *visit, bool talking);
