#include "fetch/fetch.h"

#include <curl/curl.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

enum {
    CONNECT_S = 30,
    SLOW_BYTES = 256, /* a second; slower for SLOW_S is no connection any more */
    SLOW_S = 60,
    REDIRECTIONS_MAX = 5,
    HTTP_OK = 200,
    HTTP_PART = 206,
    HTTP_SAME = 304,
    HTTP_NO_SUCH_PART = 416
};

struct transfer {
    const struct fetch_call *call;
    struct fetch_answer *answer;
    CURL *curl;
    bool begun;        /* the first bytes of the file have come */
    bool other_part;   /* they are not those that were asked for */
    long long part_at; /* where the server says its part begins; -1: it does not say */
};

static const char *named(const char *line, size_t length, const char *name)
{
    size_t size = strlen(name);
    if (length <= size || strncasecmp(line, name, size) != 0)
        return NULL;
    return line + size + strspn(line + size, " ");
}

static void take_value(char *out, size_t size, const char *value, const char *end)
{
    while (end > value && (end[-1] == '\r' || end[-1] == '\n' || end[-1] == ' '))
        end--;
    bool fits = end > value && (size_t)(end - value) < size;
    snprintf(out, size, "%.*s", fits ? (int)(end - value) : 0, value);
}

/* Each answer begins with its status: that of a redirection is forgotten. */
static size_t take_header(char *line, size_t one, size_t length, void *context)
{
    struct transfer *transfer = context;
    struct fetch_version *version = &transfer->answer->version;
    const char *value, *end = line + length;
    (void)one;
    if (named(line, length, "HTTP/")) {
        *version = (struct fetch_version){"", ""};
        transfer->part_at = -1;
    } else if ((value = named(line, length, "ETag:")))
        take_value(version->etag, sizeof version->etag, value, end);
    else if ((value = named(line, length, "Last-Modified:")))
        take_value(version->modified, sizeof version->modified, value, end);
    else if ((value = named(line, length, "Content-Range: bytes"))) {
        char text[96];
        take_value(text, sizeof text, value, end);
        transfer->part_at = *text ? strtoll(text, NULL, 10) : -1;
    }
    return length;
}

/* The file goes on where its beginning ends, or is written anew. */
static bool begin(struct transfer *transfer)
{
    const struct fetch_call *call = transfer->call;
    struct fetch_answer *answer = transfer->answer;
    long status = 0;
    curl_easy_getinfo(transfer->curl, CURLINFO_RESPONSE_CODE, &status);
    transfer->begun = true;
    answer->status = (int)status;
    bool goes_on = status == HTTP_PART && transfer->part_at == call->part_bytes;
    transfer->other_part = status == HTTP_PART && !goes_on;
    if (status != HTTP_OK && !goes_on)
        return false;
    answer->bytes = goes_on ? call->part_bytes : 0;
    if (ftruncate(call->fd, answer->bytes) != 0 || lseek(call->fd, answer->bytes, SEEK_SET) < 0) {
        answer->error = errno;
        return false;
    }
    if (call->begun)
        call->begun(call->context, &answer->version, answer->bytes);
    return true;
}

static size_t take_bytes(char *data, size_t one, size_t size, void *context)
{
    struct transfer *transfer = context;
    struct fetch_answer *answer = transfer->answer;
    (void)one;
    if (!transfer->begun && !begin(transfer))
        return 0;
    if (answer->bytes + (long long)size > transfer->call->most_bytes) {
        answer->end = FETCH_TOO_LARGE;
        return 0;
    }
    for (size_t done = 0; done < size;) {
        ssize_t written = write(transfer->call->fd, data + done, size - done);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0) {
            answer->error = written < 0 ? errno : EIO;
            return 0;
        }
        done += (size_t)written;
        answer->bytes += written;
    }
    return size;
}

/* A weak ETag ("W/...") says that two versions mean the same, not that they have the same bytes. */
static const char *strong(const struct fetch_version *version)
{
    return *version->etag && strncmp(version->etag, "W/", 2) != 0 ? version->etag
                                                                  : version->modified;
}

static struct curl_slist *add_header(struct curl_slist *list, const char *name, const char *value)
{
    char line[512];
    if (!*value)
        return list;
    snprintf(line, sizeof line, "%s: %s", name, value);
    struct curl_slist *longer = curl_slist_append(list, line);
    return longer ? longer : list;
}

static struct curl_slist *ask_conditions(const struct fetch_call *call)
{
    struct curl_slist *list = NULL;
    if (call->known && *call->known->etag)
        list = add_header(list, "If-None-Match", call->known->etag);
    else if (call->known)
        list = add_header(list, "If-Modified-Since", call->known->modified);
    if (call->part && call->part_bytes > 0 && *strong(call->part)) {
        char range[48];
        snprintf(range, sizeof range, "bytes=%lld-", call->part_bytes);
        list = add_header(list, "Range", range);
        list = add_header(list, "If-Range", strong(call->part));
    }
    return list;
}

/* False when this libcurl does not know how: it would read files of the machine, and more. */
static bool keep_to_web(CURL *curl, const char *url)
{
    bool secure = strncasecmp(url, "https:", 6) == 0;
    const char *then = secure ? "https" : "http,https";
    return curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https") == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS_STR, then) == CURLE_OK;
}

static void set_up(const struct transfer *transfer, const struct curl_slist *headers,
                   char problem[static CURL_ERROR_SIZE])
{
    CURL *curl = transfer->curl;
    const struct fetch_call *call = transfer->call;
    curl_easy_setopt(curl, CURLOPT_URL, call->url);
    curl_easy_setopt(curl, CURLOPT_USERAGENT, call->agent);
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 1L);
    curl_easy_setopt(curl, CURLOPT_MAXREDIRS, (long)REDIRECTIONS_MAX);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_S);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, (long)SLOW_BYTES);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, (long)SLOW_S);
    curl_easy_setopt(curl, CURLOPT_MAX_RECV_SPEED_LARGE, (curl_off_t)call->bytes_per_s);
    curl_easy_setopt(curl, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)call->most_bytes);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_header);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, transfer);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_bytes);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, transfer);
    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, problem);
    if (call->ca_file)
        curl_easy_setopt(curl, CURLOPT_CAINFO, call->ca_file);
}

static void say(struct fetch_answer *answer, enum fetch_end end, const char *text)
{
    answer->end = end;
    snprintf(answer->problem, sizeof answer->problem, "%s", text);
}

static void judge(struct transfer *transfer, CURLcode code, const char *problem)
{
    struct fetch_answer *answer = transfer->answer;
    long status = 0;
    char text[64];
    curl_easy_getinfo(transfer->curl, CURLINFO_RESPONSE_CODE, &status);
    answer->status = (int)status;
    snprintf(text, sizeof text, "the server answers %ld", status);
    if (code == CURLE_OK && (status == HTTP_OK || status == HTTP_PART) && !transfer->begun)
        begin(transfer); /* an empty file brings no bytes */
    if (answer->end == FETCH_TOO_LARGE || code == CURLE_FILESIZE_EXCEEDED)
        say(answer, FETCH_TOO_LARGE, "it is too large");
    else if (answer->error)
        say(answer, FETCH_DISK, strerror(answer->error));
    else if (status == HTTP_SAME)
        say(answer, FETCH_SAME, "");
    else if (status >= 100 && status != HTTP_OK && status != HTTP_PART)
        say(answer, FETCH_NONE, text);
    else if (transfer->other_part)
        say(answer, FETCH_NONE, "the server gives another part");
    else if (code != CURLE_OK)
        say(answer, FETCH_BROKEN, *problem ? problem : curl_easy_strerror(code));
    else
        say(answer, FETCH_WHOLE, "");
}

static void run(const struct fetch_call *call, struct fetch_answer *answer)
{
    char problem[CURL_ERROR_SIZE] = "";
    struct transfer transfer = {.call = call, .answer = answer, .part_at = -1};
    *answer = (struct fetch_answer){.end = FETCH_BROKEN};
    transfer.curl = curl_easy_init();
    if (!transfer.curl || !keep_to_web(transfer.curl, call->url)) {
        say(answer, FETCH_BROKEN, "this libcurl cannot be used");
        curl_easy_cleanup(transfer.curl);
        return;
    }
    struct curl_slist *headers = ask_conditions(call);
    set_up(&transfer, headers, problem);
    judge(&transfer, curl_easy_perform(transfer.curl), problem);
    curl_slist_free_all(headers);
    curl_easy_cleanup(transfer.curl);
}

void fetch_file(const struct fetch_call *call, struct fetch_answer *answer)
{
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != 0) {
        *answer = (struct fetch_answer){.end = FETCH_BROKEN, .problem = "libcurl cannot be used"};
        return;
    }
    struct fetch_call whole = *call;
    run(call, answer);
    if (call->part && (answer->status == HTTP_NO_SUCH_PART || answer->status == HTTP_PART) &&
        answer->end == FETCH_NONE) { /* the beginning is of no use */
        whole.part = NULL;
        run(&whole, answer);
    }
}
