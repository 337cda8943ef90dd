#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* Whose a folder is. Root may write everywhere, but what it makes among a user's files, that user
 * can neither change nor take away. */

/* The user to whom `path` belongs, or would belong if it were made: below $HOME who owns that, when
 * it is not root's; else who owns what is nearest above it. */
uid_t owner_of(const char *path);

/* The caller is root, and `path` somebody else's. */
bool owner_is_another(const char *path);

/* The topmost folder on the way to `path` that is in the owner's and yet not the owner's, as root
 * leaves it there; `path` when there is none. */
void owner_find_stray(const char *path, uid_t owner, char *stray, size_t size);

/* "anna", or "1001" when there is no name. */
void owner_name(uid_t user, char *name, size_t size);

/* The process goes on as that user, with the user's groups, for good. False with errno. */
bool owner_become(uid_t user);

/* Who called sudo, doas or pkexec, when the process runs as root by one of them: the home folder,
 * owned by that user. NULL: nobody. Valid until the next call. */
const char *owner_home_of_caller(void);
