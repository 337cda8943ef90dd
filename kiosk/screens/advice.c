#include <string.h>

#include "screens/advice_index.h"
#include "screens/language_button.h"
#include "screens/list_page.h"
#include "screens/page_text.h"
#include "screens/parts.h"
#include "screens/screen.h"

/* The index of advice and its pages: one screen, visit->page says which. */

static void put_page(struct stack *stack, const void *what)
{
    const struct screen_context *context = what;
    const struct page *page = context->visit->page;
    page_text_put(stack, context, page, PAGE_TEXT_ALL);
    if (page->sources.count == 0)
        return;
    stack_gap(stack, metrics_px(&stack->ui->metrics, 48));
    page_text_put_sources(stack, context, page->sources);
}

static void draw_figure(struct ui *ui, struct rect rect, const void *what)
{
    const struct screen_context *context = what;
    ui_stage(ui, rect, metrics_length(&ui->metrics, LENGTH_RADIUS));
    part_thumbnail(ui, rect_inset(rect, metrics_px(&ui->metrics, 20)), context->visit->page->figure,
                   NULL);
}

static void draw(struct screen_context *context, struct ui *ui)
{
    const struct strings *strings = context->strings;
    const struct page *page = context->visit->page;
    struct list_page list = {
        .title = page ? page->title : tr(strings, "advice.title"),
        .subtitle =
            page || !part_has_advice(context->content) ? NULL : tr(strings, "advice.subtitle"),
        .back = tr(strings, page ? "advice.all" : "advice.back"),
        .scroll = &context->visit->advice_scroll,
        .room = page ? 0 : metrics_length(&ui->metrics, LENGTH_SHADOW_BLUR),
        .content = page ? put_page : advice_index_put,
        .picture = page && page->figure ? draw_figure : NULL,
        .what = context,
    };
    list_page_draw(context, ui, &list);
}

static void show_page(struct screen_context *context, const struct page *page)
{
    context->visit->page = page;
    context->visit->advice_scroll = (struct scroll){0};
}

static void go_back(struct screen_context *context)
{
    bool page = context->visit->page != NULL;
    show_page(context, NULL);
    if (!page || context->content->routine_count == 0) /* else home is the same list */
        context->go = SCREEN_HOME;
}

static void tap(struct screen_context *context, const struct tap *tap)
{
    if (list_page_back(tap))
        go_back(context);
    else if (!language_button_tap(context, tap) && advice_index_tap(context, tap))
        show_page(context, advice_index_tap(context, tap));
}

const struct screen screen_advice = {
    .about = ABOUT_PAGE,
    .tap = tap,
    .draw = draw,
};
