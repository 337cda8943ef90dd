#pragma once

#include "content/content.h"
#include "content/strings.h"
#include "ui/stack.h"

/* The sections of a page, one below the other: headings, paragraphs, bullets, tables. Without the
 * page's title and sources. */
void page_text_put(struct stack *stack, const struct strings *strings, const struct page *page);
