#include <png.h>
#include <stdlib.h>
#include <string.h>

#include "CCodecs.h"

int32_t codecs_png(const uint8_t *bytes, uint64_t count, uint64_t limit, struct codecs_picture *picture) {
    png_image image;
    memset(&image, 0, sizeof image);
    image.version = PNG_IMAGE_VERSION;
    if (!png_image_begin_read_from_memory(&image, bytes, count)) return codecs_damaged;
    if ((uint64_t)image.width * image.height > limit) {
        png_image_free(&image);
        return codecs_too_large;
    }
    image.format = image.format & PNG_FORMAT_FLAG_COLOR ? PNG_FORMAT_RGB : PNG_FORMAT_GRAY;
    uint8_t *pixels = malloc(PNG_IMAGE_SIZE(image));
    if (!pixels) {
        png_image_free(&image);
        return codecs_no_memory;
    }
    png_color black = {0, 0, 0};
    if (!png_image_finish_read(&image, &black, pixels, 0, NULL)) {
        free(pixels);
        return codecs_damaged;
    }
    picture->rows = (int32_t)image.height;
    picture->columns = (int32_t)image.width;
    picture->channels = image.format == PNG_FORMAT_RGB ? 3 : 1;
    picture->bytes = pixels;
    return codecs_done;
}
