#pragma once

#include "config/config_keys.h"
#include "json/json.h"

/* Shared by the files of this module only. */

/* Reads the member of `object` into *config; what is wrong leaves it as it was. */
void config_value_read(const struct config_key *key, struct json_object *object,
                       struct config *config);
