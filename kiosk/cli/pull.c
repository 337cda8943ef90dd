#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"
#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/import.h"
#include "cli/library.h"
#include "cli/pull_place.h"
#include "clinic/pull_state.h"
#include "fetch/fetch.h"
#include "packs/packs.h"
#include "store/wall.h"

/* Of a .zip whose pack may have PACKS_MAX_BYTES, and of a signature. */
enum { MOST_ZIP_BYTES = PACKS_MAX_BYTES + PACKS_MAX_BYTES / 4, MOST_SIGNATURE_BYTES = 4095 };

struct pull {
    const struct assembly *site;
    struct pull_place place;
    struct pull_state state;
    fetch_file_fn *fetch;
    char pack[PULL_PATH], signature[PULL_PATH]; /* files */
    int fd;                                     /* of the pack */
};

static struct fetch_version as_fetched(const struct pull_version *version)
{
    struct fetch_version fetched;
    memcpy(fetched.etag, version->etag, sizeof fetched.etag);
    memcpy(fetched.modified, version->modified, sizeof fetched.modified);
    return fetched;
}

static struct pull_version as_kept(const struct fetch_version *version)
{
    struct pull_version kept;
    memcpy(kept.etag, version->etag, sizeof kept.etag);
    memcpy(kept.modified, version->modified, sizeof kept.modified);
    return kept;
}

static bool is_known(const struct pull_version *version)
{
    return *version->etag || *version->modified;
}

/* Before the first bytes: whatever stops it, the next call goes on from what is there. */
static void note_begun(void *context, const struct fetch_version *version, long long from)
{
    struct pull *pull = context;
    pull->state.held = as_kept(version);
    pull->state.how = PULL_PART;
    pull_state_keep(&pull->state);
    log_info("pull", "from=%lld etag=%s", from, version->etag);
}

static int end(struct pull *pull, enum pull_outcome outcome, int code)
{
    struct pull_state *state = &pull->state;
    state->outcome = outcome;
    state->at = wall_now();
    if (code == CLI_FINE)
        state->good_at = state->at;
    if (state->how == PULL_NOTHING)
        pull_forget_files();
    if (!pull_state_keep(state))
        log_warn("pull", "text=%s", "what was pulled could not be noted");
    return code;
}

static int say(struct pull *pull, enum pull_outcome outcome, int code, const char *what)
{
    fprintf(stderr, "kiosk pull: %s: %s\n", pull->place.url, what);
    return end(pull, outcome, code);
}

static int unchanged(struct pull *pull)
{
    return say(pull, PULL_UNCHANGED, CLI_FINE, "not changed");
}

static int import_it(struct pull *pull, const char *path, const struct pull_version *version)
{
    fprintf(stderr, "kiosk pull: %s\n", pull->place.url);
    int code = import_pack(pull->site, path);
    if (code == CLI_FINE) {
        pull->state.installed = *version;
        pull->state.held = (struct pull_version){"", ""};
        pull->state.how = PULL_NOTHING;
    }
    return end(pull,
               code == CLI_FINE          ? PULL_INSTALLED
               : code == CLI_INPUT_WRONG ? PULL_REFUSED
                                         : PULL_FAILED,
               code);
}

/* ---- from a folder of this machine, or a share that is mounted ---- */

static int pull_from_share(struct pull *pull)
{
    struct pull_version version = {"", ""};
    struct stat info;
    const char *path = pull->place.path;
    if (stat(path, &info) != 0)
        return say(pull, PULL_FAILED, CLI_MACHINE_WRONG, strerror(errno));
    if (S_ISREG(info.st_mode)) /* what is in a folder is only known by reading it */
        snprintf(version.etag, sizeof version.etag, "%lld-%lld-%ld", (long long)info.st_size,
                 (long long)info.st_mtim.tv_sec, info.st_mtim.tv_nsec);
    if (is_known(&version) && strcmp(version.etag, pull->state.installed.etag) == 0)
        return unchanged(pull);
    return import_it(pull, path, &version);
}

/* ---- from a web server ---- */

static void ask(struct pull *pull, struct fetch_call *call, struct fetch_answer *answer)
{
    call->agent = "physio-kiosk/" KIOSK_VERSION;
    call->ca_file = getenv("CURL_CA_BUNDLE"); /* as curl(1) takes it */
    call->bytes_per_s = (long long)pull->site->config.content.pull_rate_kib * 1024;
    pull->fetch(call, answer);
}

static int say_not_got(struct pull *pull, const char *url, const struct fetch_answer *answer)
{
    fprintf(stderr, "kiosk pull: %s: %s%s\n", url, answer->problem,
            answer->end == FETCH_BROKEN && pull->state.how == PULL_PART
                ? "; the next call goes on from there"
                : "");
    return end(pull, answer->end == FETCH_TOO_LARGE ? PULL_REFUSED : PULL_FAILED,
               answer->end == FETCH_TOO_LARGE ? CLI_INPUT_WRONG : CLI_MACHINE_WRONG);
}

/* Beside the pack, where the import looks for it; none when the server has none. Anew each time: it
 * may have been put there after the pack. */
static bool fetch_signature(struct pull *pull, struct fetch_answer *answer)
{
    *answer = (struct fetch_answer){.end = FETCH_NONE};
    unlink(pull->signature);
    if (!packs_need_signature(pull->site->keys_dir))
        return true;
    int fd = open(pull->signature, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0) {
        *answer = (struct fetch_answer){.end = FETCH_DISK};
        snprintf(answer->problem, sizeof answer->problem, "%s", strerror(errno));
        return false;
    }
    struct fetch_call call = {
        .url = pull->place.signature_url, .fd = fd, .most_bytes = MOST_SIGNATURE_BYTES};
    ask(pull, &call, answer);
    close(fd);
    if (answer->end != FETCH_WHOLE)
        unlink(pull->signature);
    return answer->end == FETCH_WHOLE || answer->end == FETCH_NONE;
}

static int take_whole(struct pull *pull)
{
    struct fetch_answer answer;
    struct pull_version version = pull->state.held;
    if (!fetch_signature(pull, &answer))
        return say_not_got(pull, pull->place.signature_url, &answer);
    return import_it(pull, pull->pack, &version);
}

static int fetch_pack(struct pull *pull)
{
    struct pull_state *state = &pull->state;
    struct stat info;
    bool there = fstat(pull->fd, &info) == 0 && info.st_size > 0;
    if (!there || !is_known(&state->held))
        state->how = PULL_NOTHING;
    struct fetch_version part = as_fetched(&state->held);
    struct fetch_version known =
        as_fetched(state->how == PULL_WHOLE ? &state->held : &state->installed);
    struct fetch_call call = {.url = pull->place.url,
                              .known = &known,
                              .fd = pull->fd,
                              .part = state->how == PULL_PART ? &part : NULL,
                              .part_bytes = state->how == PULL_PART ? info.st_size : 0,
                              .most_bytes = MOST_ZIP_BYTES,
                              .begun = note_begun,
                              .context = pull};
    struct fetch_answer answer;
    ask(pull, &call, &answer);
    if (answer.end == FETCH_SAME)
        return state->how == PULL_WHOLE ? take_whole(pull) : unchanged(pull);
    if (answer.end == FETCH_TOO_LARGE || answer.end == FETCH_DISK)
        state->how = PULL_NOTHING; /* it would only take the room that others need */
    if (answer.end != FETCH_WHOLE)
        return say_not_got(pull, pull->place.url, &answer);
    log_info("pull", "bytes=%lld", answer.bytes);
    state->how = PULL_WHOLE;
    pull_state_keep(state);
    return take_whole(pull);
}

static int pull_from_server(struct pull *pull)
{
    if (pull->place.plain && !packs_need_signature(pull->site->keys_dir))
        return say(pull, PULL_REFUSED, CLI_INPUT_WRONG,
                   "anybody on the way could put another pack in its place; take https://, or have "
                   "packs signed (content.keys_dir)");
    pull->fetch = (fetch_file_fn *)library_open(FETCH_LIBRARY, FETCH_FILE);
    if (!pull->fetch)
        return end(pull, PULL_FAILED, CLI_MACHINE_WRONG);
    pull->fd = open(pull->pack, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (pull->fd < 0)
        return say(pull, PULL_FAILED, CLI_MACHINE_WRONG, strerror(errno));
    int code = fetch_pack(pull);
    close(pull->fd);
    return code;
}

static int run(struct pull *pull)
{
    struct pull_state *state = &pull->state;
    if (!pull_paths(pull->pack, pull->signature) || !pull_lock()) {
        fputs("kiosk pull: another one runs, or the state folder cannot be written\n", stderr);
        return CLI_MACHINE_WRONG;
    }
    pull_state_read(state);
    if (strcmp(state->url, pull->place.url) != 0) {
        *state = (struct pull_state){0};
        memcpy(state->url, pull->place.url, sizeof state->url);
        pull_forget_files();
    }
    return pull->place.path ? pull_from_share(pull) : pull_from_server(pull);
}

int command_pull(const struct options *options)
{
    static struct assembly site; /* large, and holds nothing to release until assembly_build */
    static struct pull pull;
    if (options->content_dir_count > 0) {
        fputs("kiosk pull: --content is of no use here\n", stderr);
        return CLI_CALL_WRONG;
    }
    int code = import_find_site(&site, options);
    if (code != CLI_FINE)
        return code;
    const char *url =
        options->argument_count > 0 ? options->arguments[0] : site.config.content.pull_url;
    const char *problem = pull_place_parse(&pull.place, url);
    if (problem) {
        fprintf(stderr, "kiosk pull: %s\n`kiosk pull --help` shows how to call it.\n", problem);
        return CLI_CALL_WRONG;
    }
    pull.site = &site;
    return run(&pull);
}
