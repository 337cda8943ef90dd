#pragma once

#include "cli/options.h"
#include "content/content.h"

/* `kiosk bench figure [EXERCISE]`: what it costs to draw figures, on the main thread. Prints one
 * JSON object; times are CPU times of this thread in milliseconds:
 *   figure, clips, frames, width, height
 *   fresh_p50_ms, _p95_, _max_   a frame that is not in the cache: drawn, compared, packed
 *   cached_p50_ms, ...           one that is: unpacked
 *   thumbnails_ms                stills of all clips at 320x240, altogether
 *   packed_bytes_per_frame
 * `id`: one exercise only; NULL: all of them. Returns an exit code of enum cli_exit. */
int bench_figure(const struct content *content, const char *id, const struct options *options);
