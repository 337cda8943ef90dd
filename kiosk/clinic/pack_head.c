#include "clinic/pack_head.h"

#include "base/fault.h"
#include "json/json.h"

static const char *text(struct json root, const char *key, struct arena *arena)
{
    const char *value = json_peek_string(root, key, arena);
    return value ? value : "";
}

struct pack_head pack_head_read(const char *pack, struct arena *arena)
{
    struct fault_list unread = {0};
    struct json_file *file = json_read(arena_printf(arena, "%s/pack.json", pack), &unread);
    struct json root = json_root(file);
    struct pack_head head = {text(root, "id", arena), text(root, "name", arena),
                             text(root, "version", arena)};
    json_free(file);
    fault_list_free(&unread);
    return head;
}
