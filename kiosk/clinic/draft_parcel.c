#include "clinic/draft_parcel.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/log.h"
#include "base/memory.h"
#include "clinic/stick_out.h"

struct draft_parcel *draft_parcel_new(const struct draft *draft, const struct own_place *place,
                                      const struct content *content, const char *code,
                                      const char *name)
{
    struct draft_parcel *parcel = MEMORY_NEW(struct draft_parcel);
    struct arena scratch = {0};
    const char *id;
    parcel->pack = draft_pack(draft, place, content, code, name, &scratch, &id);
    snprintf(parcel->file, sizeof parcel->file, "%s.zip", id);
    arena_free(&scratch);
    return parcel;
}

void draft_parcel_to(struct draft_parcel *parcel, const char *folder, int64_t now)
{
    snprintf(parcel->folder, sizeof parcel->folder, "%s", folder);
    parcel->now = now;
}

void draft_parcel_run(void *what)
{
    struct draft_parcel *parcel = what;
    const struct bundle_sink sink = stick_out_sink(stick_out_begin(parcel->folder, parcel->file));
    struct bundle *bundle = bundle_begin_to(&sink, parcel->now);
    own_bundle(parcel->pack, bundle);
    int error = bundle_end(bundle);
    parcel->end = stick_written_end(error);
    log_info("parcel", "folder=%s file=%s error=%d", parcel->folder, parcel->file, error);
}

void draft_parcel_free(void *what)
{
    struct draft_parcel *parcel = what;
    if (!parcel)
        return;
    own_close(parcel->pack);
    free(parcel);
}
