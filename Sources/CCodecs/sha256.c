#include <errno.h>
#include <openssl/evp.h>
#include <unistd.h>

#include "CCodecs.h"

int32_t codecs_sha256(int descriptor, uint64_t count, uint8_t digest[32]) {
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    int32_t status = context && EVP_DigestInit_ex(context, EVP_sha256(), NULL) == 1 ? codecs_done : codecs_no_memory;
    uint8_t part[1 << 16];
    while (status == codecs_done && count > 0) {
        ssize_t got = read(descriptor, part, count < sizeof part ? count : sizeof part);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) {
            status = codecs_damaged;
        } else if (EVP_DigestUpdate(context, part, (size_t)got) != 1) {
            status = codecs_no_memory;
        } else {
            count -= (uint64_t)got;
        }
    }
    if (status == codecs_done && EVP_DigestFinal_ex(context, digest, NULL) != 1) status = codecs_no_memory;
    EVP_MD_CTX_free(context);
    return status;
}
