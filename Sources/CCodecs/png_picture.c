#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include "CCodecs.h"

struct source {
    const uint8_t *bytes;
    uint64_t count, taken;
};

static void take(png_structp decoder, png_bytep target, size_t count) {
    struct source *source = png_get_io_ptr(decoder);
    if (count > source->count - source->taken) png_error(decoder, "cut off");
    memcpy(target, source->bytes + source->taken, count);
    source->taken += count;
}

static void leave(png_structp decoder, png_const_charp message) {
    (void)message;
    png_longjmp(decoder, 1);
}

static void stay_silent(png_structp decoder, png_const_charp message) {
    (void)decoder;
    (void)message;
}

/// The samples as they are stored, at 8 bits: gAMA, cHRM, sRGB and iCCP say how a screen should show them, and are ignored as Pillow, Keras and torchvision ignore them.
static int32_t read_samples(png_structp decoder, png_infop info, uint64_t limit, struct codecs_picture *picture) {
    if (setjmp(png_jmpbuf(decoder))) return codecs_damaged;
    png_read_info(decoder, info);
    if ((uint64_t)png_get_image_width(decoder, info) * png_get_image_height(decoder, info) > limit) return codecs_too_large;
    png_set_expand(decoder);    // palettes become colours, 1, 2 and 4 bits become 8, a transparent colour becomes opacity
    png_set_scale_16(decoder);  // 65535 becomes 255
    const int passes = png_set_interlace_handling(decoder);
    png_read_update_info(decoder, info);
    const uint64_t row_bytes = png_get_rowbytes(decoder, info);
    picture->rows = (int32_t)png_get_image_height(decoder, info);
    picture->columns = (int32_t)png_get_image_width(decoder, info);
    picture->channels = png_get_channels(decoder, info);
    picture->bytes = malloc(row_bytes * (uint64_t)picture->rows);
    if (!picture->bytes) return codecs_no_memory;
    for (int pass = 0; pass < passes; pass++) {
        for (int32_t row = 0; row < picture->rows; row++) png_read_row(decoder, picture->bytes + (uint64_t)row * row_bytes, NULL);
    }
    return codecs_done;
}

/// The camera's notes, which may stand after the samples. A file that is damaged behind its samples has lost nothing but those.
static int32_t read_notes(png_structp decoder, png_infop info, struct codecs_picture *picture) {
    if (setjmp(png_jmpbuf(decoder))) return codecs_done;
    png_read_end(decoder, info);
    png_bytep notes = NULL;
    png_uint_32 count = 0;
    if (!png_get_eXIf_1(decoder, info, &count, &notes) || count == 0) return codecs_done;
    picture->exif = malloc(count);
    if (!picture->exif) return codecs_no_memory;
    memcpy(picture->exif, notes, count);
    picture->exif_count = count;
    return codecs_done;
}

int32_t codecs_png(const uint8_t *bytes, uint64_t count, uint64_t limit, struct codecs_picture *picture) {
    memset(picture, 0, sizeof *picture);
    png_structp decoder = png_create_read_struct(PNG_LIBPNG_VER_STRING, NULL, leave, stay_silent);
    if (!decoder) return codecs_no_memory;
    png_infop info = png_create_info_struct(decoder);
    struct source source = {bytes, count, 0};
    png_set_read_fn(decoder, &source, take);
    int32_t status = info ? read_samples(decoder, info, limit, picture) : codecs_no_memory;
    if (status == codecs_done) status = read_notes(decoder, info, picture);
    png_destroy_read_struct(&decoder, &info, NULL);
    if (status != codecs_done) codecs_free_picture(picture);
    return status;
}
