#pragma once

#include "app/app_internal.h"

/* The visit's wish to use one switch (ui/scan.h), brought to the screens that patients see. */

/* Before a frame. With the voice on what is lit stays so until it has been said. */
void app_one_switch_set(struct app *app);

/* Over the frame: a press that is held tells what comes of it. */
void app_one_switch_draw(struct app *app);
