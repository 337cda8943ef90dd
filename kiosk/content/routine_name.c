#include "content/routine_name.h"

#include <fcntl.h>
#include <unistd.h>

#include "base/below.h"
#include "json/json.h"

const char *routine_name_in(int dir_fd, const char *file, struct arena *arena)
{
    int fd = below_open(dir_fd, file, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    struct fault_list unheard = {0};
    struct json_file *json = fd < 0 ? NULL : json_read_fd_mended(fd, "", &unheard);
    const char *name = json_peek_string(json_root(json), "name", arena);
    json_free(json);
    fault_list_free(&unheard);
    if (fd >= 0)
        close(fd);
    return name;
}
