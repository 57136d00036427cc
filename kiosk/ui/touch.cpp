#include "ui/touch.h"

namespace zahide::ui {

namespace {

// Where no button is.
constexpr painter::Point nowhere { -1.0e6F, -1.0e6F };

} // namespace

void TouchQueue::push(Change change)
{
    if (change.kind == Kind::move && !m_waiting.empty() && m_waiting.back().kind == Kind::move) {
        m_waiting.back() = change;
        return;
    }
    m_waiting.push_back(change);
}

void TouchQueue::press(PointerId pointer, painter::Point at)
{
    if (m_active && *m_active != pointer)
        return;
    // A made-up release, the press, a move and the release have to fit, so that no press is left without its end.
    if (m_waiting.size() + 4 > waiting_max)
        return;
    // The same finger down twice: its release got lost on the way.
    if (m_active)
        push({ Kind::release, nowhere });
    m_active = pointer;
    push({ Kind::press, at });
}

void TouchQueue::move(PointerId pointer, painter::Point at)
{
    if (m_active == pointer)
        push({ Kind::move, at });
}

void TouchQueue::release(PointerId pointer, painter::Point at)
{
    if (m_active != pointer)
        return;
    m_active.reset();
    push({ Kind::release, at });
}

void TouchQueue::cancel()
{
    if (m_active)
        release(*m_active, nowhere);
}

TouchSample TouchQueue::next()
{
    m_sample.is_new = !m_waiting.empty();
    if (m_waiting.empty())
        return m_sample;
    Change const change = m_waiting.front();
    m_waiting.pop_front();
    m_sample.at = change.at;
    switch (change.kind) {
    case Kind::press:
        m_sample.is_down = true;
        break;
    case Kind::release:
        m_sample.is_down = false;
        break;
    case Kind::move:
        break;
    }
    return m_sample;
}

} // namespace zahide::ui
