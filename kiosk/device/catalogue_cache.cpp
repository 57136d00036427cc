#include "catalogue_cache.h"

#include "protocol/catalogue.h"

namespace zahide::device {

Result<void> CatalogueCache::load()
{
    auto const stored = ZAHIDE_TRY(m_context.store.catalogue());
    if (!stored)
        return {};
    auto known = read(stored->json);
    if (known)
        m_known.emplace(std::move(*known));
    else
        m_context.trouble(known.error()); // written by another version: asked for again
    return {};
}

std::optional<LocalDate> CatalogueCache::today() const
{
    if (!m_known)
        return std::nullopt;
    return m_known->zone.local(m_context.now()).date;
}

bool CatalogueCache::is_center_closed() const
{
    if (!m_known)
        return false;
    auto const& catalogue = m_known->catalogue;
    return domain::opening_at(m_known->zone.local(m_context.now()), catalogue.opening, catalogue.closures).is == domain::OpeningState::Is::closed;
}

void CatalogueCache::heard_of(Revision revision)
{
    if (!m_known || m_known->catalogue.revision < revision)
        m_newest.doubt();
}

void CatalogueCache::probe_storage()
{
    if (m_known)
        static_cast<void>(m_context.transact({ ports::KeepCatalogue { { m_known->catalogue.revision, m_known->json, m_context.now() } } }));
}

Result<CatalogueCache::Known> CatalogueCache::read(std::string json)
{
    auto catalogue = ZAHIDE_TRY(protocol::decode<domain::Catalogue>(json));
    ZAHIDE_TRY_VOID(domain::check(catalogue));
    auto zone = ZAHIDE_TRY(unicode::Zone::create(catalogue.center.zone));
    return Known { std::move(catalogue), std::move(zone), std::move(json) };
}

Result<void> CatalogueCache::take(Answer const& answer)
{
    auto known = ZAHIDE_TRY(read(answer.body));
    if (m_known && m_known->json == known.json)
        return {};
    auto kept = m_context.transact({ ports::KeepCatalogue { { known.catalogue.revision, known.json, m_context.now() } } });
    // Shown even if the disk doesn't take it: only a restart without the scheduler would miss it.
    m_known.emplace(std::move(known));
    m_context.effects.emplace_back(CatalogueChanged {});
    return kept;
}

} // namespace zahide::device
