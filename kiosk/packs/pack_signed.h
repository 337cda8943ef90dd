#pragma once

#include "packs/pack_stage.h"

/* Inside packs only: what a site with keys of its own lets in. */

/* How a signature is called that belongs to a file. */
#define SIGNATURE_END ".minisig"

/* What may be copied in the place of the pack at `fd`, whose signature is in `signature_fd` (-1:
 * there is none): itself where nothing has to be signed, else a copy of it that nobody else can
 * reach, and that one of the keys in stage->keys_dir has signed. -1, with faults, when it is
 * refused. To be closed when it is not `fd`. */
int pack_signed(struct pack_stage *stage, int fd, int signature_fd);
