#pragma once

#include "base/enum_names.h"
#include "base/ids.h"
#include "base/result.h"
#include "domain/localized_text.h"
#include "domain/opening.h"
#include "domain/service_needs.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace zahide::domain {

/// What a visitor can come for.
struct Service {
    enum class WalkIn : std::uint8_t { no, yes }; ///< whether a ticket can be taken for it without an appointment
    enum class Reception : std::uint8_t { no, yes }; ///< "I don't know / a person, please" leads here

    ServiceId id;
    LocalizedText name;
    LocalizedText detail;
    std::string icon; ///< a name of assets/icons.txt
    std::string color; ///< #rrggbb
    WalkIn walk_in = WalkIn::yes;
    Reception reception = Reception::no;
    std::optional<ServiceNeeds> needs = std::nullopt; ///< what an appointment for it takes; none: no appointments
    friend bool operator==(Service const&, Service const&) = default;
};

/// A place to which a ticket is called.
struct Counter {
    CounterNumber number;
    LocalizedText name;
    friend bool operator==(Counter const&, Counter const&) = default;
};

/// Where somebody is put who was called, did not come, and comes back; and a transferred ticket likewise.
enum class Place : std::uint8_t {
    kept, ///< as if still waiting since the first arrival
    end, ///< as if just arrived
};

/// Whom of several free professionals an appointment takes.
enum class Filling : std::uint8_t {
    fewest, ///< who has most on that day already: the others' days stay free
    evenly, ///< who has least on that day
};

/// What a center may decide for itself. Defaults are what the config gets when it says nothing.
struct Rules {
    std::int32_t calls_before_no_show = 3;
    Seconds between_calls { 60 }; ///< a hint for the desk, not a block
    std::int32_t overtaken_max = 4; ///< at most so many may be called ahead of one waiter who could have been called
    Place transfer_place = Place::kept;
    Place come_back_place = Place::kept;
    std::int32_t lease_numbers = 40; ///< ticket numbers a device is lent at once
    std::int32_t wait_samples_min = 20; ///< fewer past waits than this give no estimate
    /// Days for which visits with their tickets and calls, appointments, and requests for help are kept after their own day.
    std::int32_t kept_days = 30;
    Minutes hold_at_kiosk { 3 }; ///< how long a slot is kept while a visitor decides
    Minutes hold_at_desk { 10 };
    std::int32_t hold_extensions_max = 3; ///< how often a hold may be extended, each time by its full length
    Minutes check_in_before { 30 }; ///< from so long before an appointment's start one may check in by oneself
    Minutes check_in_after { 10 }; ///< until so long after it; later the desk decides
    Minutes cancelled_closed { 0 }; ///< a cancelled slot is kept from everybody for so long, against trading
    std::int32_t code_tries_max = 5; ///< wrong codes from one device
    Minutes code_tries_window { 10 }; ///< within this; then it has to wait
    Filling filling = Filling::fewest;
    /// Slots of each service that a kiosk is lent for when the scheduler is out of reach; 0: none.
    std::int32_t slots_per_service = 2;
    friend bool operator==(Rules const&, Rules const&) = default;
};

/// A neighborhood center.
struct Center {
    CenterId id;
    LocalizedText name;
    std::string zone; ///< IANA, e.g. Europe/Istanbul
    std::optional<std::string> public_url; ///< what a ticket's QR code leads to; none: no QR
    LocalizedText waiting_place;
    friend bool operator==(Center const&, Center const&) = default;
};

/// Everything about a center that kiosks, boards and the console show: loaded from config, kept by the scheduler,
/// cached by devices. A value; whoever changes it saves a whole new one.
struct Catalogue {
    Revision revision; ///< the change that made it so; 0 while it is not stored
    Center center;
    std::vector<LanguageTag> languages; ///< what visitors can choose, in this order
    std::vector<Service> services; ///< in the order shown
    std::vector<Counter> counters;
    std::vector<OpeningHours> opening;
    std::vector<Closure> closures;
    Rules rules;

    [[nodiscard]] Service const* find_service(ServiceId const& id) const;
    [[nodiscard]] Counter const* find_counter(CounterNumber number) const;
    /// The service that takes whoever does not know or came for something no longer offered; the first one if none is marked.
    [[nodiscard]] Service const* reception() const;

    friend bool operator==(Catalogue const&, Catalogue const&) = default;
};

/// Fails with `invalid` and the field as `where` if the catalogue breaks a limit, names something twice, has hours that
/// end before they begin, or has no service or no language. Does not know zones: whoever loads it checks that one.
[[nodiscard]] Result<void> check(Catalogue const& catalogue);

} // namespace zahide::domain

template<>
struct zahide::EnumNames<zahide::domain::Place> {
    using Value = zahide::domain::Place;
    static constexpr std::array<EnumName<Value>, 2> entries { { { Value::kept, "kept" }, { Value::end, "end" } } };
};

template<>
struct zahide::EnumNames<zahide::domain::Filling> {
    using Value = zahide::domain::Filling;
    static constexpr std::array<EnumName<Value>, 2> entries { { { Value::fewest, "fewest" }, { Value::evenly, "evenly" } } };
};
