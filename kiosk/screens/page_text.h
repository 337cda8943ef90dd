#pragma once

#include "content/content.h"
#include "screens/flow.h"

/* The sections of a page, one below the other: headings, paragraphs, bullets, tables. Without the
 * page's title and sources. */
void page_text_flow(struct flow *flow, const struct page *page);
