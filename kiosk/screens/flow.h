#pragma once

#include "ui/widgets.h"

/* Pieces set one below the other in a column. With `draw` off nothing is drawn and `y` only grows,
 * so that the same code measures a column and draws it. Coordinates are window pixels. */
struct flow {
    struct ui *ui;
    int x, y, width;
    bool draw;
};

struct flow_tag {
    const char *icon; /* NULL for none */
    const char *label;
};

void flow_gap(struct flow *flow, int px);

/* max_lines 0: as many as it takes. */
void flow_text(struct flow *flow, enum theme_type type, color_t color, int max_lines,
               const char *text);
void flow_text_font(struct flow *flow, struct font font, color_t color, int max_lines,
                    const char *text);

/* A paragraph behind a bullet. */
void flow_bullet(struct flow *flow, enum theme_type type, color_t color, color_t bullet,
                 const char *text);

/* Tags side by side; where they do not fit one row, the same words as one text. */
void flow_tags(struct flow *flow, const struct flow_tag *tags, int count);
bool flow_tags_fit(const struct ui *ui, const struct flow_tag *tags, int count, int width);
void flow_tags_as_text(struct flow *flow, const struct flow_tag *tags, int count);
