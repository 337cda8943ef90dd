#pragma once

#include <stddef.h>

/* What a reader of HTML sees, as libxml2 finds it in anything: tags that do not match, references
 * without an end, scripts. */

struct html_reader {
    void (*text)(void *context, const char *text, size_t length); /* UTF-8, cut anywhere between
                                                                     two characters */
    void (*line_end)(void *context); /* a block begins or ends; often several in a row */
    void *context;
};

/* Elements are read to a depth of 256; what comes after a deeper one is left out. */
void convert_html(const char *html, const struct html_reader *reader);
