#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "app/app.h"
#include "base/fault.h"
#include "content/content.h"
#include "content/strings.h"

/* New versions of what the app shows, loaded beside the old ones by somebody else. Called between
 * two steps. Whoever is using the kiosk keeps the place: the screen, the routine, the step, the
 * moment. The draw list of the last step is invalid after a call that returns true. */

/* Takes over `content` (NULL: nothing could be loaded) and empties *faults. The last good content
 * stays, as a whole, when the new one is worse: when a file that was fine has an error, or one
 * that never was and something shown is missing. Faults are logged either way. True when `content`
 * is shown from now on. */
bool app_offer_content(struct app *app, struct content *content, struct fault_list *faults);

/* The same for the interface's words. Those of another language than the present one wait for the
 * end of a visit that is under way. */
bool app_offer_strings(struct app *app, struct strings *strings, struct fault_list *faults);

/* The folders from which the trouble screen tries again; copied. */
void app_set_content_dirs(struct app *app, const char *const *dirs, size_t count);

/* *config and *theme, which the app borrows, have other values now; `measure` is the one to use
 * from now on. */
void app_settings_changed(struct app *app, const struct text_measure *measure);
