#pragma once

#include "clinic/own_pack.h"
#include "json/json_edit.h"

/* Shared by the files that change the own pack only. */

#define OWN_HEAD "pack.json"

struct own_file;

struct own_pack {
    struct arena arena;
    struct packs *packs;
    struct own_file *files;
    const char *fresh; /* pack.json as it was made now; NULL: it was there */
    char language[16];
    const struct string_list *used; /* as of struct own_place */
};

/* A file of the pack as it stands. NULL when there is none, or it is broken. */
struct json_file *own_json(struct own_pack *own, const char *name, struct fault_list *faults);

/* {} then. */
struct json_edit *own_edit(struct own_pack *own, const char *name);

/* A routine of `undo` stands among the others again; with another id where its own is taken. */
void own_bring(struct own_pack *own, const struct own_undo *undo, const char *id);

/* Frees the edit. */
void own_put_edit(struct own_pack *own, const char *name, struct json_edit *changed);

/* The texts of pack.json's list at `key`, and at `inner` in it (NULL: the list itself). */
size_t own_list(struct own_pack *own, const char *key, const char *inner, const char ***items);
