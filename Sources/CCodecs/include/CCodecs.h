// Decoders of other people's formats, on libraries that have seen many hostile files: zlib, libpng, libjpeg; and OpenSSL's SHA-256. No header
// of theirs is included here. Every function checks its limit before it allocates.
#ifndef STRATA_CCODECS_H
#define STRATA_CCODECS_H

#include <stdbool.h>
#include <stdint.h>

/// How decoding went.
enum {
    codecs_done = 0,
    codecs_damaged = 1,    // not of this format, cut off or damaged
    codecs_too_large = 2,  // would be larger than the limit
    codecs_no_memory = 3,
};

/// Unpacks gzip bytes, all members; the result is given back with `codecs_free`.
int32_t codecs_gunzip(const uint8_t *bytes, uint64_t count, uint64_t limit, uint8_t **result, uint64_t *result_count);

/// A picture as its file stores it: rows × columns × channels bytes. 1 channel is grey, 2 grey and opacity, 3 colour, 4 colour and opacity.
/// `exif` holds the camera's notes in TIFF's form, from their byte order on; NULL where there are none.
struct codecs_picture {
    int32_t rows, columns, channels;
    uint8_t *bytes;
    uint8_t *exif;
    uint64_t exif_count;
};

/// Decodes a picture of at most `limit` pixels; what it holds is given back with `codecs_free_picture`.
int32_t codecs_png(const uint8_t *bytes, uint64_t count, uint64_t limit, struct codecs_picture *picture);
int32_t codecs_jpeg(const uint8_t *bytes, uint64_t count, uint64_t limit, struct codecs_picture *picture);

void codecs_free_picture(struct codecs_picture *picture);
/// The SHA-256 of the next `count` bytes of a file; `codecs_damaged` where there are fewer.
int32_t codecs_sha256(int descriptor, uint64_t count, uint8_t digest[32]);

void codecs_free(uint8_t *bytes);

#endif
