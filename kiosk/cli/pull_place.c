#include "cli/pull_place.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

static bool begins(const char *url, const char *scheme)
{
    return strncasecmp(url, scheme, strlen(scheme)) == 0;
}

static int digit(char c)
{
    return isdigit((unsigned char)c) ? c - '0' : (c | 0x20) - 'a' + 10;
}

/* "%20" means a space. False when it means nothing, or a zero byte. */
static bool decode(char *out, const char *text)
{
    for (; *text; text++, out++) {
        *out = *text;
        if (*text != '%')
            continue;
        if (!isxdigit((unsigned char)text[1]) || !isxdigit((unsigned char)text[2]))
            return false;
        *out = (char)(digit(text[1]) * 16 + digit(text[2]));
        if (*out == '\0')
            return false;
        text += 2;
    }
    *out = '\0';
    return true;
}

static const char *parse_file(struct pull_place *place, const char *rest)
{
    if (begins(rest, "localhost/"))
        rest += strlen("localhost");
    place->path = place->decoded;
    if (*rest != '/')
        return "file:// needs a whole path of this machine, as file:///srv/share/clinic.zip; "
               "mount a share first";
    return decode(place->decoded, rest) ? NULL : "a % in file:// is followed by two digits, 0 to F";
}

static bool has_scheme(const char *url)
{
    return strstr(url, "://") && strcspn(url, ":/") == (size_t)(strstr(url, "://") - url);
}

const char *pull_place_parse(struct pull_place *place, const char *url)
{
    *place = (struct pull_place){.plain = begins(url, "http://")};
    if (!*url)
        return "URL is missing, and content.pull_url of the settings names none";
    if (strlen(url) >= sizeof place->url || strpbrk(url, "\r\n"))
        return "URL is too long, or has a line break in it";
    memcpy(place->url, url, strlen(url) + 1);
    if (begins(url, "file://"))
        return parse_file(place, place->url + strlen("file://"));
    if (place->plain || begins(url, "https://")) {
        int path = (int)strcspn(url, "?#");
        snprintf(place->signature_url, sizeof place->signature_url, "%.*s.minisig%s", path, url,
                 url + path);
        return NULL;
    }
    place->path = place->url;
    return has_scheme(url) ? "URL must begin with https://, http:// or file:///, or be a path"
                           : NULL;
}
