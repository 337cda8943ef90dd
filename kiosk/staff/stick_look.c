#include <stdio.h>

#include "staff/dates.h"
#include "staff/stick_internal.h"

/* What is said of each of the things there are to choose from. */

static const char *size_text(const struct stick_view *v, uint64_t bytes)
{
    return bytes >= 100000 ? arena_printf(v->arena, "%.1f MB", (double)bytes / 1e6) : "";
}

/* What was made at the screen of a kiosk has no versions: it is called as the routine in it is. */
const char *stick_pack_name(const struct stick_view *v, const char *id, const char *name,
                            const char *version)
{
    return *version && !packs_made_here(id) ? arena_printf(v->arena, "%s %s", name, version) : name;
}

static struct stick_item_look look_of_pack(const struct stick_view *v,
                                           const struct stick_pack *pack)
{
    const char *info = stick_word(v, "staff.stick.pack");
    info = ui_join(v->arena, info, stick_day_text(v, pack->changed));
    return (struct stick_item_look){
        "package", stick_pack_name(v, pack->id, pack->name, pack->version),
        ui_join(v->arena, info, size_text(v, pack->bytes)), STICK_LOOK_PLAIN};
}

/* It is done at once, so that what is wrong with it, or why it cannot be, is said before. */
static struct stick_item_look look_of_back_up(const struct stick_view *v)
{
    int mistakes = stick_own_mistakes(v->context);
    const char *title = stick_word(v, "staff.stick.back_up");
    if (v->state->stick.read_only)
        return (struct stick_item_look){"download", title, stick_word(v, "staff.usage.read_only"),
                                        STICK_LOOK_OFF};
    if (mistakes == 0)
        return (struct stick_item_look){"download", title, stick_word(v, "staff.stick.backup_info"),
                                        STICK_LOOK_PLAIN};
    const char *text = tr_format(v->context->strings, v->arena, "staff.stick.backup_mistakes",
                                 {"count", NULL, mistakes});
    return (struct stick_item_look){"triangle-alert", title, text, STICK_LOOK_WARNS};
}

static const char *at_time(const struct stick_view *v, const char *date, const char *time)
{
    return tr_format(v->context->strings, v->arena, "staff.home.clock_says", {"date", date, 0},
                     {"time", time, 0});
}

/* When it was made, by its own account; else, of one that has none, when its file was written. */
static const char *backup_moment(const struct stick_view *v, const struct backup_contents *account,
                                 int64_t written)
{
    const struct strings *strings = v->context->strings;
    int month, day, hour, minute;
    if (sscanf(account->date, "%*4d-%2d-%2d", &month, &day) != 2 || month < 1 || month > 12)
        return written > 0
                   ? at_time(v, stick_day_text(v, written), staff_time_text(v->arena, written))
                   : "";
    const char *date = staff_date_text(strings, v->arena, month, day);
    if (sscanf(account->time, "%2d:%2d", &hour, &minute) != 2)
        return date;
    return at_time(v, date, arena_printf(v->arena, "%d:%02d", hour, minute));
}

/* Of which kiosk, and how much: those of two kiosks lie side by side. */
static struct stick_item_look look_of_backup(const struct stick_view *v, int index)
{
    const struct strings *strings = v->context->strings;
    const struct stick_file *file = &v->state->look->contents.backups[index];
    const struct backup_contents *account = &v->state->look->backups[index];
    const char *title = tr_format(strings, v->arena, "staff.stick.backup",
                                  {"date", backup_moment(v, account, file->changed), 0});
    if (!*account->date)
        return (struct stick_item_look){"archive", title, stick_word(v, "staff.stick.backup_info"),
                                        STICK_LOOK_PLAIN};
    const char *routines = tr_format(strings, v->arena, "staff.stick.backup_routines",
                                     {"count", NULL, (int)account->routines});
    return (struct stick_item_look){"archive", title, ui_join(v->arena, account->kiosk, routines),
                                    STICK_LOOK_PLAIN};
}

/* The way back from a restore is there, too. */
static struct stick_item_look look_of_installed(const struct stick_view *v)
{
    const struct stick_task *look = v->state->look;
    const char *packs = tr_format(v->context->strings, v->arena, "staff.stick.packs",
                                  {"count", NULL, look ? look->installed_count : 0});
    if (look && look->before_at > 0)
        packs = ui_join(v->arena, packs, stick_word(v, "staff.stick.before"));
    return (struct stick_item_look){"history", stick_word(v, "staff.stick.installed"), packs,
                                    STICK_LOOK_PLAIN};
}

struct stick_item_look stick_item_look(const struct stick_view *v, struct stick_item item)
{
    const struct stick_task *look = v->state->look;
    const struct strings *strings = v->context->strings;
    switch (item.kind) {
    case STICK_ITEM_PACK:
        return look_of_pack(v, &look->contents.packs[item.index]);
    case STICK_ITEM_PHOTOS:
        return (struct stick_item_look){"image",
                                        tr_format(strings, v->arena, "staff.stick.photos",
                                                  {"count", NULL, look->contents.photo_count}),
                                        stick_word(v, "staff.stick.photos_info"), STICK_LOOK_PLAIN};
    case STICK_ITEM_BACKUP:
        return look_of_backup(v, item.index);
    case STICK_ITEM_BACK_UP:
        return look_of_back_up(v);
    default:
        return look_of_installed(v);
    }
}
