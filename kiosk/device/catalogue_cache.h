#pragma once

#include "backoff.h"
#include "context.h"
#include "domain/catalogue.h"
#include "unicode/zone.h"

#include <optional>

namespace zahide::device {

/// The center's catalogue as last heard, kept for when the device is alone.
class CatalogueCache {
public:
    explicit CatalogueCache(Context& context)
        : m_context(context)
    {
    }
    [[nodiscard]] Result<void> load();

    [[nodiscard]] domain::Catalogue const* catalogue() const { return m_known ? &m_known->catalogue : nullptr; }
    [[nodiscard]] unicode::Zone const* zone() const { return m_known ? &m_known->zone : nullptr; }
    [[nodiscard]] std::optional<LocalDate> today() const;
    /// By its hours and closures; not closed as long as nothing is known of it.
    [[nodiscard]] bool is_center_closed() const;

    /// A newer one may be there.
    void doubt() { m_wanted = true; }
    void heard_of(Revision revision);
    /// Writes it once more, to see whether the disk takes writes again.
    void probe_storage();

    [[nodiscard]] std::optional<Draft> next(Ticks now);
    void answered(Ticks now, Answer const& answer);
    [[nodiscard]] std::optional<Ticks> wake(Ticks now) const { return m_wanted && !m_asking ? m_retry.wake(now) : std::nullopt; }

private:
    struct Known {
        domain::Catalogue catalogue;
        unicode::Zone zone;
        std::string json;
    };
    [[nodiscard]] static Result<Known> read(std::string json);
    [[nodiscard]] Result<void> take(Answer const& answer);

    Context& m_context;
    Backoff m_retry;
    std::optional<Known> m_known;
    bool m_wanted = true;
    bool m_asking = false;
};

} // namespace zahide::device
