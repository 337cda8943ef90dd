#include "clinic/pull_state.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store/kept.h"
#include "store/store_path.h"

#define STATE_FILE "pull-state"
#define PACK_FILE "pull.zip"
#define SIGNATURE_FILE "pull.zip.minisig"
#define LOCK_FILE "pull.lock"

enum { TEXT_SIZE = 4096 };

static const char *const held_names[] = {"nothing", "part", "whole"};
static const char *const outcome_names[] = {"never", "installed", "unchanged", "refused", "failed"};

const char *pull_outcome_name(enum pull_outcome outcome)
{
    return outcome_names[outcome];
}

static int index_of(const char *text, const char *const *names, int count)
{
    for (int i = 0; i < count; i++)
        if (strcmp(names[i], text) == 0)
            return i;
    return 0;
}

/* "key value"; what is not known is passed over. */
static void take_line(struct pull_state *state, const char *key, const char *value)
{
    const struct {
        const char *key;
        char *out;
        size_t size;
    } texts[] = {
        {"url", state->url, sizeof state->url},
        {"installed-etag", state->installed.etag, sizeof state->installed.etag},
        {"installed-modified", state->installed.modified, sizeof state->installed.modified},
        {"held-etag", state->held.etag, sizeof state->held.etag},
        {"held-modified", state->held.modified, sizeof state->held.modified},
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (strcmp(key, texts[i].key) == 0 && strlen(value) < texts[i].size)
            memcpy(texts[i].out, value, strlen(value) + 1);
    if (strcmp(key, "held") == 0)
        state->how =
            (enum pull_held)index_of(value, held_names, sizeof held_names / sizeof *held_names);
    else if (strcmp(key, "outcome") == 0)
        state->outcome = (enum pull_outcome)index_of(value, outcome_names,
                                                     sizeof outcome_names / sizeof *outcome_names);
    else if (strcmp(key, "at") == 0)
        state->at = strtoll(value, NULL, 10);
    else if (strcmp(key, "good-at") == 0)
        state->good_at = strtoll(value, NULL, 10);
}

void pull_state_read(struct pull_state *state)
{
    char text[TEXT_SIZE], *rest = text, *line;
    *state = (struct pull_state){0};
    if (kept_read(STATE_FILE, text, sizeof text) <= 0)
        return;
    while ((line = strsep(&rest, "\n"))) {
        char *value = strchr(line, ' ');
        if (!value)
            continue;
        *value++ = '\0';
        take_line(state, line, value);
    }
}

bool pull_state_keep(const struct pull_state *state)
{
    char text[TEXT_SIZE];
    int length =
        snprintf(text, sizeof text,
                 "url %s\ninstalled-etag %s\ninstalled-modified %s\nheld %s\nheld-etag %s\n"
                 "held-modified %s\noutcome %s\nat %lld\ngood-at %lld\n",
                 state->url, state->installed.etag, state->installed.modified,
                 held_names[state->how], state->held.etag, state->held.modified,
                 outcome_names[state->outcome], (long long)state->at, (long long)state->good_at);
    return kept_write(STATE_FILE, text, (size_t)length);
}

bool pull_paths(char pack[static PULL_PATH], char signature[static PULL_PATH])
{
    return kept_path(pack, PULL_PATH, PACK_FILE) && kept_path(signature, PULL_PATH, SIGNATURE_FILE);
}

void pull_forget_files(void)
{
    kept_remove(PACK_FILE);
    kept_remove(SIGNATURE_FILE);
}

bool pull_lock(void)
{
    char path[PULL_PATH];
    if (!kept_path(path, sizeof path, LOCK_FILE) || !store_make_folders(path, 0700))
        return false;
    int fd = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
    return fd >= 0 && store_lock(fd, 0); /* stays open */
}
