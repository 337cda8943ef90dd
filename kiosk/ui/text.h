#pragma once

#include "ui/ui.h"

enum align { ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT };

/* One line, vertically centred in `rect`, cut with an ellipsis when it is too long. Returns its
 * width in px. */
int ui_text(struct ui *ui, struct rect rect, enum theme_type type, color_t color, enum align align,
            const char *text);

/* The same with a font of the caller's. */
int ui_text_font(struct ui *ui, struct rect rect, struct font font, color_t color, enum align align,
                 const char *text);

/* Wrapped between words from the top of `rect`, at most as many whole lines as fit in its height;
 * the last one ends in an ellipsis when there is more. '\n' breaks. Returns the height used, px. */
int ui_paragraph(struct ui *ui, struct rect rect, enum theme_type type, color_t color,
                 enum align align, const char *text);
int ui_paragraph_font(struct ui *ui, struct rect rect, struct font font, color_t color,
                      enum align align, const char *text);

/* How high a paragraph would be; max_lines 0: as many as it takes. */
int ui_paragraph_height(const struct ui *ui, int width, enum theme_type type, const char *text,
                        int max_lines);
int ui_paragraph_height_font(const struct ui *ui, int width, struct font font, const char *text,
                             int max_lines);
int ui_paragraph_lines(const struct ui *ui, int width, struct font font, const char *text);

/* The width of the widest piece that a line break cannot divide (base/text_break.h). */
int ui_widest_word(const struct ui *ui, struct font font, const char *text);

/* The length of a line that is broken here without the dot between two parts ("Mat · Chair") that
 * it would end in: the break stands for it. */
size_t ui_text_without_dot(const char *text, size_t length);

/* As struct text_measure has it; a text without letters runs as the screen does. */
bool ui_right_to_left(const struct ui *ui, const char *text);

int ui_text_width(const struct ui *ui, enum theme_type type, const char *text);
int ui_text_width_font(const struct ui *ui, struct font font, const char *text);
int ui_line_height(const struct ui *ui, enum theme_type type);

/* `text` in `font`, wrapped to `width`, has at most max_lines and `height` and no word split. */
bool ui_text_fits(const struct ui *ui, struct font font, const char *text, int width, int height,
                  int max_lines);

/* The role's font, made smaller, down to captions without the visitor's larger text (4.8 mm
 * capitals), until `text` fits `rect` wrapped to at most max_lines. For long names. */
struct font ui_fit_font(const struct ui *ui, enum theme_type type, const char *text, int width,
                        int height, int max_lines);

/* Adds dots between texts: "a · b"; either may be "". In `arena`. */
const char *ui_join(struct arena *arena, const char *a, const char *b);

/* A short part of a line ("hold 20 s") made to stay together where the line wraps; a long one as it
 * is. */
const char *ui_together(struct arena *arena, const char *part);

/* The theme's padding, more where letters are large against the window; `em` in hundredths of the
 * caption's size is the least. */
int ui_padding(const struct ui *ui, enum theme_length length, int em);

/* Between the parts of a screen, at least what targets need. */
int ui_section(const struct ui *ui);
