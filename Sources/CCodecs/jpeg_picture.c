#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>
#include <jerror.h>

#include "CCodecs.h"

struct trap {
    struct jpeg_error_mgr manager;
    jmp_buf back;
};

static void leave(j_common_ptr decoder) { longjmp(((struct trap *)decoder->err)->back, 1); }

static void stay_silent(j_common_ptr decoder) { (void)decoder; }

/// Counts the warnings of lost samples, which libjpeg fills with grey. Stray bytes between the parts of a file, which many cameras and web sites leave, lose none.
static void judge(j_common_ptr decoder, int level) {
    if (level >= 0) return;
    switch (decoder->err->msg_code) {
        case JWRN_EXTRANEOUS_DATA:
        case JWRN_ADOBE_XFORM:
        case JWRN_JFIF_MAJOR:
        case JWRN_TOO_MUCH_DATA:
        case JWRN_BOGUS_ICC: return;
        default: decoder->err->num_warnings++;
    }
}

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

/// The camera's notes: the first APP1 part that begins with "Exif", without that word.
static int32_t copy_notes(const struct jpeg_decompress_struct *decoder, struct codecs_picture *picture) {
    static const uint8_t start[6] = {'E', 'x', 'i', 'f', 0, 0};
    for (jpeg_saved_marker_ptr part = decoder->marker_list; part; part = part->next) {
        if (part->data_length <= sizeof start || memcmp(part->data, start, sizeof start) != 0) continue;
        picture->exif_count = part->data_length - sizeof start;
        picture->exif = malloc(picture->exif_count);
        if (!picture->exif) return codecs_no_memory;
        memcpy(picture->exif, part->data + sizeof start, picture->exif_count);
        return codecs_done;
    }
    return codecs_done;
}

static int32_t read_samples(struct jpeg_decompress_struct *decoder, struct trap *trap, uint64_t limit, struct codecs_picture *picture) {
    if (setjmp(trap->back)) return codecs_damaged;
    jpeg_save_markers(decoder, JPEG_APP0 + 1, 0xFFFF);
    jpeg_read_header(decoder, TRUE);
    if ((uint64_t)decoder->image_width * decoder->image_height > limit) return codecs_too_large;
    const bool is_ink = decoder->jpeg_color_space == JCS_CMYK || decoder->jpeg_color_space == JCS_YCCK;
    decoder->out_color_space = is_ink ? JCS_CMYK : decoder->jpeg_color_space == JCS_GRAYSCALE ? JCS_GRAYSCALE : JCS_RGB;
    jpeg_start_decompress(decoder);
    const uint64_t row_bytes = (uint64_t)decoder->output_width * (uint64_t)decoder->output_components;
    picture->rows = (int32_t)decoder->output_height;
    picture->columns = (int32_t)decoder->output_width;
    picture->channels = is_ink ? 3 : decoder->output_components;
    picture->bytes = malloc(row_bytes * decoder->output_height);
    if (!picture->bytes) return codecs_no_memory;
    while (decoder->output_scanline < decoder->output_height) {
        JSAMPROW row = picture->bytes + decoder->output_scanline * row_bytes;
        jpeg_read_scanlines(decoder, &row, 1);
    }
    if (trap->manager.num_warnings > 0) return codecs_damaged;
    if (is_ink) light(picture->bytes, (uint64_t)decoder->output_width * decoder->output_height, decoder->saw_Adobe_marker);
    return copy_notes(decoder, picture);
}

int32_t codecs_jpeg(const uint8_t *bytes, uint64_t count, uint64_t limit, struct codecs_picture *picture) {
    memset(picture, 0, sizeof *picture);
    struct jpeg_decompress_struct decoder;
    struct trap trap;
    decoder.err = jpeg_std_error(&trap.manager);
    trap.manager.error_exit = leave;
    trap.manager.output_message = stay_silent;
    trap.manager.emit_message = judge;
    if (setjmp(trap.back)) return codecs_no_memory;  // the decoder itself could not be made
    jpeg_create_decompress(&decoder);
    jpeg_mem_src(&decoder, bytes, count);
    const int32_t status = read_samples(&decoder, &trap, limit, picture);
    jpeg_destroy_decompress(&decoder);
    if (status != codecs_done) codecs_free_picture(picture);
    return status;
}
