#include "screens/attract_advice.h"

#include "screens/parts.h"

bool attract_advice_only(const struct screen_context *context)
{
    return context->content->routine_count == 0;
}

static int count_listed(const struct content *content)
{
    int count = 0;
    for (size_t i = 0; i < content->page_count; i++)
        count += content->pages[i]->listed;
    return count;
}

struct advice_slide attract_advice_slide(const struct screen_context *context)
{
    const struct content *content = context->content;
    struct advice_slide slide = {.count = count_listed(content)};
    if (slide.count == 0)
        return slide;
    slide.turn = (int)((context->now - context->entered_at) / ADVICE_SLIDE_MS);
    slide.nth = slide.turn % slide.count;
    int left = slide.nth;
    for (size_t i = 0; i < content->page_count && !slide.page; i++)
        if (content->pages[i]->listed && left-- == 0)
            slide.page = content->pages[i];
    return slide;
}

/* Exercises are made for light ground; the sign is not. */
void attract_advice_draw(struct ui *ui, struct rect rect, const struct page *page)
{
    int radius = metrics_length(&ui->metrics, LENGTH_RADIUS_LARGE);
    int side = int_min(rect.w, rect.h) * 3 / 5;
    if (page && page->figure) {
        ui_stage(ui, rect, radius);
        part_thumbnail(ui, rect_inset(rect, radius / 2), page->figure, NULL);
        return;
    }
    struct rect disc = rect_centered(rect, side, side);
    draw_fill(ui->list, disc, side / 2, ui_color(ui, COLOR_HERO_TRACK));
    ui_icon(ui, disc, page ? page->icon : "book-open", side / 2, ui_color(ui, COLOR_ON_HERO));
}
