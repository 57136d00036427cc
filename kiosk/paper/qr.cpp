#include "paper/qr.h"

#include <memory>
#include <qrencode.h>

namespace zahide::paper {

Result<QrCode> make_qr(std::string const& text)
{
    std::unique_ptr<QRcode, decltype(&QRcode_free)> const encoded(QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_M), &QRcode_free);
    if (encoded == nullptr)
        return fail(ErrorCode::limit, "the address does not fit into a QR code", {}, "use a shorter public address");
    QrCode code { encoded->width, {} };
    std::size_t const count = static_cast<std::size_t>(code.modules) * static_cast<std::size_t>(code.modules);
    code.dark.reserve(count);
    for (std::size_t index = 0; index < count; ++index)
        code.dark.push_back(encoded->data[index] & 1); // the lowest bit of a module is its color
    return code;
}

} // namespace zahide::paper
