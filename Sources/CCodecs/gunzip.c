#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "CCodecs.h"

void codecs_free(uint8_t *bytes) { free(bytes); }

int32_t codecs_gunzip(const uint8_t *bytes, uint64_t count, uint64_t limit, uint8_t **result, uint64_t *result_count) {
    z_stream stream;
    memset(&stream, 0, sizeof stream);
    if (inflateInit2(&stream, 15 + 16) != Z_OK) return codecs_no_memory;

    uint64_t taken = 0, given = 0, room = 1 << 16;
    uint8_t *output = malloc(room);
    int32_t status = output ? codecs_done : codecs_no_memory;
    bool ended = false;  // a member ended here: zeros or another member may follow
    while (status == codecs_done) {
        if (stream.avail_in == 0) {
            uint64_t rest = count - taken, part = rest > INT_MAX ? INT_MAX : rest;
            if (part == 0) {
                if (!ended) status = codecs_damaged;
                break;
            }
            stream.next_in = (Bytef *)(bytes + taken);
            stream.avail_in = (uInt)part;
            taken += part;
        }
        if (given == room) {
            if (room > limit) {
                status = codecs_too_large;
                break;
            }
            uint64_t larger = room * 2 > limit + 1 ? limit + 1 : room * 2;
            uint8_t *grown = realloc(output, larger);
            if (!grown) {
                status = codecs_no_memory;
                break;
            }
            output = grown;
            room = larger;
        }
        if (ended && stream.next_in[0] == 0) break;  // padding behind the last member, as tar and tapes leave it
        if (ended && inflateReset(&stream) != Z_OK) {
            status = codecs_damaged;
            break;
        }
        ended = false;
        uint64_t space = room - given;
        stream.next_out = output + given;
        stream.avail_out = (uInt)(space > INT_MAX ? INT_MAX : space);
        uInt before = stream.avail_out;
        int code = inflate(&stream, Z_NO_FLUSH);
        given += before - stream.avail_out;
        if (given > limit) status = codecs_too_large;
        else if (code == Z_STREAM_END) ended = true;
        else if (code != Z_OK && !(code == Z_BUF_ERROR && stream.avail_in == 0)) status = code == Z_MEM_ERROR ? codecs_no_memory : codecs_damaged;
    }
    inflateEnd(&stream);
    if (status != codecs_done) {
        free(output);
        return status;
    }
    *result = output;
    *result_count = given;
    return codecs_done;
}
