#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include <jpeglib.h>

#include "CCodecs.h"

struct trap {
    struct jpeg_error_mgr manager;
    jmp_buf back;
    uint8_t *volatile pixels;
};

static void leave(j_common_ptr decoder) { longjmp(((struct trap *)decoder->err)->back, 1); }

static void stay_silent(j_common_ptr decoder) { (void)decoder; }

/// Printing inks as light, in place: four bytes a pixel become three. Adobe's programs store inks upside down.
static void light(uint8_t *pixels, uint64_t count, bool is_inverted) {
    for (uint64_t pixel = 0; pixel < count; pixel++) {
        const uint8_t *inks = pixels + 4 * pixel;
        const int key = is_inverted ? inks[3] : 255 - inks[3];
        uint8_t colours[3];
        for (int ink = 0; ink < 3; ink++) colours[ink] = (uint8_t)((is_inverted ? inks[ink] : 255 - inks[ink]) * key / 255);
        for (int ink = 0; ink < 3; ink++) pixels[3 * pixel + (uint64_t)ink] = colours[ink];
    }
}

int32_t codecs_jpeg(const uint8_t *bytes, uint64_t count, uint64_t limit, struct codecs_picture *picture) {
    struct jpeg_decompress_struct decoder;
    struct trap trap;
    decoder.err = jpeg_std_error(&trap.manager);
    trap.manager.error_exit = leave;
    trap.manager.output_message = stay_silent;
    trap.pixels = NULL;
    if (setjmp(trap.back)) {
        jpeg_destroy_decompress(&decoder);
        free(trap.pixels);
        return codecs_damaged;
    }
    jpeg_create_decompress(&decoder);
    jpeg_mem_src(&decoder, bytes, count);
    jpeg_read_header(&decoder, TRUE);
    if ((uint64_t)decoder.image_width * decoder.image_height > limit) {
        jpeg_destroy_decompress(&decoder);
        return codecs_too_large;
    }
    const bool is_ink = decoder.jpeg_color_space == JCS_CMYK || decoder.jpeg_color_space == JCS_YCCK;
    decoder.out_color_space = is_ink ? JCS_CMYK : decoder.jpeg_color_space == JCS_GRAYSCALE ? JCS_GRAYSCALE : JCS_RGB;
    jpeg_start_decompress(&decoder);
    uint64_t row_bytes = (uint64_t)decoder.output_width * (uint64_t)decoder.output_components;
    trap.pixels = malloc(row_bytes * decoder.output_height);
    if (!trap.pixels) {
        jpeg_destroy_decompress(&decoder);
        return codecs_no_memory;
    }
    while (decoder.output_scanline < decoder.output_height) {
        JSAMPROW row = trap.pixels + decoder.output_scanline * row_bytes;
        jpeg_read_scanlines(&decoder, &row, 1);
    }
    if (is_ink) light(trap.pixels, (uint64_t)decoder.output_width * decoder.output_height, decoder.saw_Adobe_marker);
    bool is_cut = trap.manager.num_warnings > 0;  // libjpeg fills what is missing with grey
    picture->rows = (int32_t)decoder.output_height;
    picture->columns = (int32_t)decoder.output_width;
    picture->channels = is_ink ? 3 : decoder.output_components;
    picture->bytes = trap.pixels;
    jpeg_finish_decompress(&decoder);
    jpeg_destroy_decompress(&decoder);
    if (is_cut) {
        free(picture->bytes);
        picture->bytes = NULL;
        return codecs_damaged;
    }
    return codecs_done;
}
