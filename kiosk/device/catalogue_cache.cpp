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
        m_wanted = true;
}

void CatalogueCache::probe_storage()
{
    if (m_known)
        static_cast<void>(m_context.transact({ ports::KeepCatalogue { { m_known->catalogue.revision, m_known->json, m_context.now() } } }));
}

std::optional<Draft> CatalogueCache::next(Ticks now)
{
    if (!m_wanted || m_asking || !m_retry.may_try(now))
        return std::nullopt;
    m_asking = true;
    m_wanted = false;
    return Draft { Method::get, "/v1/centers/" + m_context.options.center.value() + "/catalogue", {}, std::nullopt };
}

void CatalogueCache::answered(Ticks now, Answer const& answer)
{
    m_asking = false;
    switch (verdict_of(answer)) {
    case Verdict::done:
        if (auto const taken = take(answer); !taken) {
            m_context.trouble(taken.error());
            m_wanted = true;
            m_retry.refused(now, m_context.limits(), m_context.random);
        } else {
            m_retry.succeeded();
        }
        return;
    case Verdict::refused:
    case Verdict::never:
        m_context.trouble(refusal_error("the catalogue", answer));
        m_wanted = true;
        m_retry.refused(now, m_context.limits(), m_context.random);
        return;
    case Verdict::again:
        m_wanted = true;
        m_retry.failed(now, m_context.limits(), m_context.random);
        return;
    case Verdict::lost:
    case Verdict::session_over:
        m_wanted = true;
        return;
    }
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
