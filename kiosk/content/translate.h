#pragma once

#include "content/pack_json.h"

/* The content in other languages: what the packs' lang/CODE.json lay over the texts in place. */

enum content_kind { CONTENT_EXERCISE, CONTENT_ROUTINE, CONTENT_PAGE, CONTENT_KIND_COUNT };

/* One lang/CODE.json. */
struct lang_file {
    struct lang_file *next; /* of the same pack, by name */
    const char *code;
    struct json_file *file; /* NULL when it could not be parsed */
};

struct lang_pack {
    struct json head;      /* pack.json's object; absent when it could not be parsed */
    struct json languages; /* its list of languages */
    struct lang_file *files;
    bool own; /* what staff make at the screen, where a text in one language only is meant so; or
                 nothing of it is shown */
};

/* What translating asks of the loader. */
struct lang_source {
    struct content_loader *loader;
    const struct lang_pack *packs; /* in the order of loading */
    size_t pack_count;
    struct arena *scratch;
};

/* Index of the pack that holds the item under this id in the content; -1 when none is there. */
int loader_pack_of(const struct content_loader *loader, enum content_kind kind, const char *id);

/* Some pack has a file with this id, be it hidden, replaced or left out. */
bool loader_knows(const struct content_loader *loader, enum content_kind kind, const char *id);

/* The id most like this one among those that can be shown; NULL when none is near. */
const char *loader_nearest(struct content_loader *loader, enum content_kind kind, const char *id);

/* Fills content->languages. `content` holds all that is shown, exercises sorted by id; everything
 * made lives in its arena. */
void content_translate(struct content *content, const struct lang_source *source);
