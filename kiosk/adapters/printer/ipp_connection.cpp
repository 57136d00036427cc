#include "ipp_connection.h"

#include <algorithm>
#include <poll.h>

namespace zahide::printer {

namespace {

constexpr char const* user_name = "zahide-kiosk";
constexpr double look_up_seconds = 0.25; ///< how often a waiting call looks at its deadline
constexpr std::size_t chunk_bytes = 32 * 1024;

/// libcups asks for passwords at the terminal otherwise.
char const* no_password(char const* /*prompt*/, http_t* /*http*/, char const* /*method*/, char const* /*resource*/, void* /*context*/)
{
    return nullptr;
}

std::string uri_of(IppTarget const& target)
{
    return to_string(Target { target });
}

} // namespace

std::vector<std::string> IppReply::words(char const* attribute) const
{
    std::vector<std::string> words;
    ipp_attribute_t* const found = ::ippFindAttribute(message.get(), attribute, IPP_TAG_ZERO);
    for (int index = 0; index < ::ippGetCount(found); ++index) {
        if (char const* const word = ::ippGetString(found, index, nullptr))
            words.emplace_back(word);
    }
    return words;
}

std::vector<int> IppReply::numbers(char const* attribute) const
{
    std::vector<int> numbers;
    ipp_attribute_t* const found = ::ippFindAttribute(message.get(), attribute, IPP_TAG_ZERO);
    numbers.reserve(static_cast<std::size_t>(::ippGetCount(found)));
    for (int index = 0; index < ::ippGetCount(found); ++index)
        numbers.push_back(::ippGetValueTag(found) == IPP_TAG_BOOLEAN ? ::ippGetBoolean(found, index) : ::ippGetInteger(found, index));
    return numbers;
}

std::vector<int> IppReply::resolutions(char const* attribute) const
{
    std::vector<int> resolutions;
    ipp_attribute_t* const found = ::ippFindAttribute(message.get(), attribute, IPP_TAG_RESOLUTION);
    for (int index = 0; index < ::ippGetCount(found); ++index) {
        int feed = 0;
        ipp_res_t units = IPP_RES_PER_INCH;
        int const across = ::ippGetResolution(found, index, &feed, &units);
        if (across == feed && units == IPP_RES_PER_INCH)
            resolutions.push_back(across);
    }
    return resolutions;
}

bool IppReply::has(char const* attribute) const
{
    return ::ippFindAttribute(message.get(), attribute, IPP_TAG_ZERO) != nullptr;
}

IppConnection::IppConnection(IppTarget const& target, Clock const& clock, Ticks deadline, int stop)
    : m_target(target)
    , m_clock(clock)
    , m_deadline(deadline)
    , m_stop(stop)
{
}

IppConnection::~IppConnection()
{
    ::httpClose(m_http);
}

LinkResult<std::unique_ptr<IppConnection>> IppConnection::open(IppTarget const& target, Clock const& clock, Ticks connected_by, Ticks deadline, int stop)
{
    ::cupsSetPasswordCB2(no_password, nullptr);
    auto const encryption = target.security == IppSecurity::tls ? HTTP_ENCRYPTION_ALWAYS : HTTP_ENCRYPTION_NEVER;
    auto connection = std::unique_ptr<IppConnection>(new IppConnection(target, clock, deadline, stop));
    constexpr int blocking = 1;
    int cancel = 0;
    connection->m_http
        = ::httpConnect2(target.address.c_str(), target.port, nullptr, AF_UNSPEC, encryption, blocking, poll_time_ms(clock.ticks(), connected_by), &cancel);
    if (connection->m_http == nullptr)
        return tl::unexpected(link_failure(domain::PrintTrouble::not_there, std::string("the printer can't be reached: ") + ::cupsLastErrorString(),
            uri_of(target), "check that it is on and at this address"));
    ::httpSetTimeout(connection->m_http, look_up_seconds, on_timeout, connection.get());
    return connection;
}

int IppConnection::on_timeout(http_t* /*http*/, void* self)
{
    return static_cast<IppConnection const*>(self)->is_over() ? 0 : 1;
}

bool IppConnection::is_over() const
{
    pollfd waiting { m_stop, POLLIN, 0 };
    return m_clock.ticks() >= m_deadline || ::poll(&waiting, 1, 0) > 0;
}

IppMessage IppConnection::request(ipp_op_t operation) const
{
    IppMessage message(::ippNewRequest(operation));
    std::string const uri = uri_of(m_target);
    ::ippAddString(message.get(), IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", nullptr, uri.c_str());
    ::ippAddString(message.get(), IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", nullptr, user_name);
    return message;
}

LinkFailure IppConnection::lost(std::string const& what) const
{
    return link_failure(domain::PrintTrouble::link_lost, what + ": " + ::cupsLastErrorString(), uri_of(m_target), "check the printer and its cable");
}

LinkResult<IppReply> IppConnection::send(IppMessage const& request, std::span<std::uint8_t const> document)
{
    std::size_t const length = ::ippLength(request.get()) + document.size();
    http_status_t status = ::cupsSendRequest(m_http, request.get(), m_target.path.c_str(), length);
    while (status == HTTP_STATUS_CONTINUE && !document.empty()) {
        auto const chunk = document.first(std::min(chunk_bytes, document.size()));
        status = ::cupsWriteRequestData(m_http, reinterpret_cast<char const*>(chunk.data()), chunk.size());
        document = document.subspan(chunk.size());
    }
    if (status == HTTP_STATUS_UNAUTHORIZED || status == HTTP_STATUS_FORBIDDEN)
        return tl::unexpected(link_failure(domain::PrintTrouble::not_allowed, "the printer wants a password", uri_of(m_target),
            "let this machine print without one in the printer's settings"));
    if (status != HTTP_STATUS_CONTINUE && status != HTTP_STATUS_OK)
        return tl::unexpected(lost("the printer stopped listening"));
    IppMessage answer(::cupsGetResponse(m_http, m_target.path.c_str()));
    if (!answer)
        return tl::unexpected(lost("the printer did not answer"));
    ipp_status_t const said = ::ippGetStatusCode(answer.get());
    return IppReply { std::move(answer), said };
}

} // namespace zahide::printer
