#include "text/engine.h"

namespace zahide::text {

struct Engine::State {
    Fonts fonts;
    Layout empty {};
    EngineCounters counters {};
};

Result<Engine> Engine::create(Fonts fonts)
{
    return Engine(std::make_unique<State>(State { std::move(fonts) }));
}

Engine::Engine(std::unique_ptr<State> state)
    : m_state(std::move(state))
{
}

Engine::~Engine() = default;
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;

Layout const& Engine::layout(std::string_view, ParagraphStyle const&)
{
    return m_state->empty;
}

Layout Engine::layout_uncached(std::string_view, ParagraphStyle const&)
{
    return {};
}

void Engine::trim() { }

Fonts const& Engine::fonts() const
{
    return m_state->fonts;
}

EngineCounters const& Engine::counters() const
{
    return m_state->counters;
}

} // namespace zahide::text
