#include <stdlib.h>
#include <string.h>

#include "CCodecs.h"

void codecs_free_picture(struct codecs_picture *picture) {
    free(picture->bytes);
    free(picture->exif);
    memset(picture, 0, sizeof *picture);
}
