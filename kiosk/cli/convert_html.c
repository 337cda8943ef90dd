#include "cli/convert_html.h"

#include <libxml/HTMLparser.h>
#include <limits.h>
#include <string.h>

#include "base/memory.h"

/* Of a hostile text, closing each of a thousand open elements would ask about all of them. */
enum { MAX_DEPTH = 256 };

struct reading {
    const struct html_reader *to;
    htmlParserCtxtPtr parser;
    int depth;
};

static void end_block(const struct reading *reading, const xmlChar *name)
{
    const htmlElemDesc *element = htmlTagLookup(name);
    if (element && (!element->isinline || strcmp(element->name, "br") == 0))
        reading->to->line_end(reading->to->context);
}

static void start_element(void *context, const xmlChar *name, const xmlChar **attributes)
{
    struct reading *reading = context;
    (void)attributes;
    end_block(reading, name);
    if (++reading->depth > MAX_DEPTH)
        xmlStopParser(reading->parser);
}

static void end_element(void *context, const xmlChar *name)
{
    struct reading *reading = context;
    end_block(reading, name);
    reading->depth--;
}

static void read_text(void *context, const xmlChar *text, int length)
{
    const struct reading *reading = context;
    reading->to->text(reading->to->context, (const char *)text, (size_t)length);
}

/* Scripts and styles are not for reading. */
static void read_nothing(void *context, const xmlChar *text, int length)
{
    (void)context;
    (void)text;
    (void)length;
}

void convert_html(const char *html, const struct html_reader *reader)
{
    static const htmlSAXHandler handler = {.startElement = start_element,
                                           .endElement = end_element,
                                           .characters = read_text,
                                           .ignorableWhitespace = read_text,
                                           .cdataBlock = read_nothing};
    size_t length = strlen(html);
    memory_watch();
    struct reading reading = {.to = reader,
                              .parser = length < INT_MAX ? htmlNewParserCtxt() : NULL};
    if (!reading.parser)
        return;
    *reading.parser->sax = handler;
    reading.parser->userData = &reading;
    htmlCtxtReadMemory(reading.parser, html, (int)length, NULL, "UTF-8",
                       HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                           HTML_PARSE_NONET);
    htmlFreeParserCtxt(reading.parser);
    memory_ask("xml");
}
