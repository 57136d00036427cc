#pragma once

#include "context.h"
#include "domain/catalogue.h"
#include "refreshed.h"
#include "unicode/zone.h"

#include <optional>

namespace zahide::device {

/// The center's catalogue as last heard, kept for when the device is alone.
class CatalogueCache {
public:
    explicit CatalogueCache(Context& context)
        : m_context(context)
        , m_newest(context, "/v1/centers/" + context.options.center.value() + "/catalogue", "the catalogue")
    {
        m_newest.doubt();
    }
    [[nodiscard]] Result<void> load();

    [[nodiscard]] domain::Catalogue const* catalogue() const { return m_known ? &m_known->catalogue : nullptr; }
    [[nodiscard]] unicode::Zone const* zone() const { return m_known ? &m_known->zone : nullptr; }
    [[nodiscard]] std::optional<LocalDate> today() const;
    /// By its hours and closures; not closed as long as nothing is known of it.
    [[nodiscard]] bool is_center_closed() const;

    /// A newer one may be there.
    void doubt() { m_newest.doubt(); }
    void heard_of(Revision revision);
    /// Writes it once more, to see whether the disk takes writes again.
    void probe_storage();

    [[nodiscard]] std::optional<Draft> next(Ticks now) { return m_newest.next(now); }
    void answered(Ticks now, Answer const& answer)
    {
        m_newest.answered(now, answer, [this](Answer const& newest) { return take(newest); });
    }
    [[nodiscard]] std::optional<Ticks> wake(Ticks now) const { return m_newest.wake(now); }

private:
    struct Known {
        domain::Catalogue catalogue;
        unicode::Zone zone;
        std::string json;
    };
    [[nodiscard]] static Result<Known> read(std::string json);
    [[nodiscard]] Result<void> take(Answer const& answer);

    Context& m_context;
    Refreshed m_newest;
    std::optional<Known> m_known;
};

} // namespace zahide::device
