#pragma once

#include "base/result.h"
#include "base/strong.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace zahide {

class Random;

/// 128 random bits, written as RFC 9562 version 4. Made on the device that makes the thing, so that it exists offline.
class Uuid {
public:
    constexpr Uuid() = default;
    constexpr explicit Uuid(std::array<std::uint8_t, 16> bytes)
        : m_bytes(bytes)
    {
    }

    [[nodiscard]] static Uuid generate(Random& random);
    /// Accepts the canonical 36 characters only, lower or upper case.
    [[nodiscard]] static Result<Uuid> parse(std::string_view text);

    [[nodiscard]] std::string text() const;
    [[nodiscard]] std::span<std::uint8_t const, 16> bytes() const { return m_bytes; }
    [[nodiscard]] bool is_nil() const { return m_bytes == std::array<std::uint8_t, 16> {}; }

    friend auto operator<=>(Uuid const&, Uuid const&) = default;
    friend bool operator==(Uuid const&, Uuid const&) = default;

private:
    std::array<std::uint8_t, 16> m_bytes {};
};

// Things that are made in the course of a day have a Uuid.
using TicketId = Strong<struct TicketIdTag, Uuid>;
using VisitId = Strong<struct VisitIdTag, Uuid>;
using CallId = Strong<struct CallIdTag, Uuid>;
using AppointmentId = Strong<struct AppointmentIdTag, Uuid>;
using HoldId = Strong<struct HoldIdTag, Uuid>;
using LeaseId = Strong<struct LeaseIdTag, Uuid>;
using PrintJobId = Strong<struct PrintJobIdTag, Uuid>;
using HelpRequestId = Strong<struct HelpRequestIdTag, Uuid>;
using SessionId = Strong<struct SessionIdTag, Uuid>;
using IdempotencyKey = Strong<struct IdempotencyKeyTag, Uuid>;

// Things that somebody sets up have a short name: 1–40 of a-z 0-9 and '-', as is_slug() says.
using CenterId = Strong<struct CenterIdTag, std::string>;
using ServiceId = Strong<struct ServiceIdTag, std::string>;
using ProfessionalId = Strong<struct ProfessionalIdTag, std::string>;
using RoomId = Strong<struct RoomIdTag, std::string>;
using DeviceId = Strong<struct DeviceIdTag, std::string>;
using StaffUserId = Strong<struct StaffUserIdTag, std::string>;

/// One of the locales' names: tr en ar fa prs ps ku ckb ug uz tk ur ru uk so fr am ti.
using LanguageTag = Strong<struct LanguageTagTag, std::string>;

/// A counter's or room's number as the board shows it, 1–999.
using CounterNumber = Strong<struct CounterNumberTag, std::int32_t>;
/// A ticket's number, unique per center and local day, 1–9999.
using TicketNumber = Strong<struct TicketNumberTag, std::int32_t>;
/// A place in the change feed; grows by one with every change, never reused.
using Revision = Strong<struct RevisionTag, std::int64_t>;

[[nodiscard]] bool is_slug(std::string_view text);

} // namespace zahide

template<>
struct std::hash<zahide::Uuid> {
    std::size_t operator()(zahide::Uuid const& uuid) const noexcept;
};
