#pragma once

#include "screens/screen.h"
#include "ui/stack.h"

#define PAGE_TEXT_ALL (~0U)

/* Those sections of a page whose bits are set, one below the other: headings, paragraphs, bullets,
 * tables. Without the page's title and sources. */
void page_text_put(struct stack *stack, const struct screen_context *context,
                   const struct page *page, unsigned sections);

/* The number of emergency services, below what tells to call them; nothing when none is set. */
void page_text_put_emergency(struct stack *stack, const struct screen_context *context);
