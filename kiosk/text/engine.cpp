#include "text/engine.h"

#include "cache.h"
#include "typesetter.h"

#include <cmath>

namespace zahide::text {

namespace {

bool is_finite(ParagraphStyle const& style)
{
    return std::isfinite(style.size_px) && std::isfinite(style.width_px) && std::isfinite(style.line_height);
}

/// What is not a finite number stands for its default: positions could not be reckoned with it, nor the layout found again.
ParagraphStyle made_finite(ParagraphStyle style)
{
    ParagraphStyle const defaults;
    style.size_px = std::isfinite(style.size_px) ? style.size_px : defaults.size_px;
    style.width_px = std::isfinite(style.width_px) ? style.width_px : defaults.width_px;
    style.line_height = std::isfinite(style.line_height) ? style.line_height : defaults.line_height;
    return style;
}

} // namespace

struct Engine::State {
    explicit State(Fonts opened)
        : fonts(std::move(opened))
        , typesetter(fonts.faces(), counters)
    {
    }

    Fonts fonts;
    EngineCounters counters;
    Typesetter typesetter;
    ParagraphCache cache { paragraphs_cached_max, glyphs_cached_max };
};

Result<Engine> Engine::create(Fonts fonts)
{
    return Engine(std::make_unique<State>(std::move(fonts)));
}

Engine::Engine(std::unique_ptr<State> state)
    : m_state(std::move(state))
{
}

Engine::~Engine() = default;
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;

Layout const& Engine::layout(std::string_view utf8, ParagraphStyle const& style)
{
    if (!is_finite(style))
        return this->layout(utf8, made_finite(style));
    if (Layout const* const found = m_state->cache.find(utf8, style)) {
        ++m_state->counters.cache_hits;
        return *found;
    }
    Layout layout;
    m_state->typesetter.typeset(utf8, style, layout, Words::used_again);
    return m_state->cache.insert(utf8, style, std::move(layout));
}

Layout Engine::layout_uncached(std::string_view utf8, ParagraphStyle const& style)
{
    if (!is_finite(style))
        return layout_uncached(utf8, made_finite(style));
    Layout layout;
    m_state->typesetter.typeset(utf8, style, layout);
    return layout;
}

void Engine::trim()
{
    m_state->cache.trim();
    m_state->typesetter.trim();
}

Fonts const& Engine::fonts() const
{
    return m_state->fonts;
}

EngineCounters const& Engine::counters() const
{
    return m_state->counters;
}

} // namespace zahide::text
