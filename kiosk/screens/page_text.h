#pragma once

#include "screens/screen.h"
#include "ui/stack.h"

#define PAGE_TEXT_ALL (~0U)

/* Those sections of a page whose bits are set, one below the other: headings, paragraphs, bullets,
 * tables. Without the page's title and sources. */
void page_text_put(struct stack *stack, const struct screen_context *context,
                   const struct page *page, unsigned sections);

/* "Sources" and what they are; nothing where there are none. */
/* Only the signs of their lists, one below the other. */
void page_text_put_lists(struct stack *stack, const struct page *page, unsigned sections);

void page_text_put_sources(struct stack *stack, const struct screen_context *context,
                           struct string_list sources);

/* The number of emergency services, below what tells to call them; nothing when none is set. */
void page_text_put_emergency(struct stack *stack, const struct screen_context *context);
