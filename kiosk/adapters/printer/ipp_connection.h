#pragma once

#include "base/clock.h"
#include "link.h"
#include "printer/target.h"

#include <cstdint>
#include <cups/cups.h>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace zahide::printer {

struct IppDeleter {
    void operator()(ipp_t* message) const { ::ippDelete(message); }
};
using IppMessage = std::unique_ptr<ipp_t, IppDeleter>;

/// An answer that came, whatever it says.
struct IppReply {
    IppMessage message; ///< never null
    ipp_status_t status = IPP_STATUS_OK;

    [[nodiscard]] bool is_ok() const { return status < IPP_STATUS_ERROR_BAD_REQUEST; }
    /// The values of an attribute; empty if it isn't there.
    [[nodiscard]] std::vector<std::string> words(char const* attribute) const;
    [[nodiscard]] std::vector<int> numbers(char const* attribute) const;
    /// Of square resolutions, in dots per inch.
    [[nodiscard]] std::vector<int> resolutions(char const* attribute) const;
    [[nodiscard]] bool has(char const* attribute) const;
};

/// One HTTP connection to an IPP printer or queue, over libcups. Every call ends at the deadline it was opened with, or soon after `stop`
/// becomes readable. Used by one thread.
class IppConnection {
public:
    /// Connects until `connected_by`. Fails with not_there.
    [[nodiscard]] static LinkResult<std::unique_ptr<IppConnection>> open(
        IppTarget const& target, Clock const& clock, Ticks connected_by, Ticks deadline, int stop);
    ~IppConnection();
    IppConnection(IppConnection const&) = delete;
    IppConnection& operator=(IppConnection const&) = delete;

    /// A request about this printer, with what every request bears.
    [[nodiscard]] IppMessage request(ipp_op_t operation) const;
    /// Sends the request, and the document after it. Fails with link_lost, or not_allowed where a password is wanted.
    [[nodiscard]] LinkResult<IppReply> send(IppMessage const& request, std::span<std::uint8_t const> document = {});

private:
    IppConnection(IppTarget const& target, Clock const& clock, Ticks deadline, int stop);
    static int on_timeout(http_t* http, void* self);
    [[nodiscard]] bool is_over() const;
    [[nodiscard]] LinkFailure lost(std::string const& what) const;

    IppTarget m_target;
    Clock const& m_clock;
    Ticks m_deadline;
    int m_stop;
    http_t* m_http = nullptr;
};

} // namespace zahide::printer
