#include "ui/inspect.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace zahide::ui {

namespace {

using nlohmann::json;

json rectangle(painter::Rect const& rect)
{
    return { { "x", rect.left }, { "y", rect.top }, { "width", rect.width }, { "height", rect.height } };
}

json describe(InspectedElement const& element, float px_per_mm)
{
    painter::Rect const& px = element.rect;
    painter::Rect const mm { px.left / px_per_mm, px.top / px_per_mm, px.width / px_per_mm, px.height / px_per_mm };
    return { { "id", element.id }, { "role", element.role }, { "label", element.label }, { "detail", element.detail }, { "spoken", element.spoken },
        { "touchable", element.touchable }, { "enabled", element.enabled }, { "focused", element.focused }, { "px", rectangle(px) }, { "mm", rectangle(mm) } };
}

json describe(InspectedScreen const& screen)
{
    json elements = json::array();
    for (InspectedElement const& element : screen.elements)
        elements.push_back(describe(element, screen.px_per_mm));
    return { { "ok", true }, { "screen", screen.screen }, { "language", screen.language }, { "direction", screen.direction },
        { "width_px", screen.size_px.width }, { "height_px", screen.size_px.height }, { "px_per_mm", screen.px_per_mm }, { "elements", std::move(elements) } };
}

json describe(StageCounters const& counters)
{
    return { { "ok", true }, { "frames_run", counters.frames_run }, { "frames_presented", counters.frames_presented },
        { "pixels_presented", counters.pixels_presented }, { "atlas_uploads", counters.atlas_uploads }, { "touches", counters.touches } };
}

json refusal(std::string const& why)
{
    return { { "ok", false }, { "error", why } };
}

// A visitor's text is UTF-8 by construction; should it ever not be, the answer is still JSON.
std::string line_of(json const& answer)
{
    return answer.dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
}

std::string text_field(json const& request, char const* name)
{
    auto const field = request.find(name);
    return field != request.end() && field->is_string() ? field->get<std::string>() : std::string();
}

} // namespace

struct Inspector::Parts {
    struct Waiting {
        std::string screen; ///< empty: until what was touched has settled
        Ticks until;
        Reply reply;
    };

    InspectTarget& target;
    PictureWriter write_picture;
    std::vector<Waiting> waiting;

    json shot(json const& request) const
    {
        std::string const file = text_field(request, "file");
        if (file.empty())
            return refusal("shot needs a file");
        auto const written = write_picture(file, target.shot());
        return written ? json { { "ok", true }, { "file", file } } : refusal(written.error().line());
    }

    // nullopt: the finger is on its way, and the answer comes when it has had its effect.
    std::optional<json> tap(json const& request) const
    {
        std::string const id = text_field(request, "id");
        InspectedScreen const screen = target.inspected();
        auto const element = std::find_if(screen.elements.begin(), screen.elements.end(), [&](auto const& one) { return one.id == id; });
        if (element == screen.elements.end())
            return refusal("no element \"" + id + "\" on screen \"" + screen.screen + "\"");
        if (!element->touchable || !element->enabled)
            return refusal("element \"" + id + "\" cannot be touched now");
        target.touch(element->rect.center());
        return std::nullopt;
    }

    [[nodiscard]] bool is_over(Waiting const& one, Ticks now) const
    {
        bool const reached = one.screen.empty() ? target.is_settled() : target.inspected().screen == one.screen;
        if (reached)
            one.reply(line_of({ { "ok", true }, { "screen", target.inspected().screen } }));
        else if (now >= one.until)
            one.reply(line_of(refusal("timed out on screen \"" + target.inspected().screen + "\"")));
        return reached || now >= one.until;
    }
};

Inspector::Inspector(InspectTarget& target, PictureWriter write_picture)
    : m_parts(new Parts { .target = target, .write_picture = std::move(write_picture), .waiting = {} })
{
}
Inspector::~Inspector() = default;

void Inspector::take(std::string const& line, Reply reply, Ticks now)
{
    json const request = json::parse(line, nullptr, false);
    std::string const verb = request.is_object() ? text_field(request, "do") : std::string();
    std::optional<json> answer;
    auto const timeout_field = request.is_object() ? request.find("timeout_ms") : request.end();
    Milliseconds const timeout = request.is_object() && timeout_field != request.end() && timeout_field->is_number_unsigned()
        ? Milliseconds(timeout_field->get<std::uint32_t>())
        : wait_default;
    if (request.is_discarded())
        answer = refusal("not JSON");
    else if (verb == "tree")
        answer = describe(m_parts->target.inspected());
    else if (verb == "stats")
        answer = describe(m_parts->target.counters());
    else if (verb == "shot")
        answer = m_parts->shot(request);
    else if (verb == "tap")
        answer = m_parts->tap(request);
    else if (verb == "wait" && text_field(request, "screen").empty())
        answer = refusal("wait needs a screen");
    else if (verb != "wait")
        answer = refusal("do what? tree, tap, shot, wait or stats");
    if (!answer && m_parts->waiting.size() >= waiting_max)
        answer = refusal("too many are waiting");
    if (answer)
        return reply(line_of(*answer));
    m_parts->waiting.push_back({ verb == "wait" ? text_field(request, "screen") : std::string(), now + timeout, std::move(reply) });
}

void Inspector::step(Ticks now)
{
    std::erase_if(m_parts->waiting, [&](Parts::Waiting const& one) { return m_parts->is_over(one, now); });
}

std::optional<Ticks> Inspector::deadline() const
{
    std::optional<Ticks> soonest;
    for (Parts::Waiting const& one : m_parts->waiting)
        soonest = soonest ? std::min(*soonest, one.until) : one.until;
    return soonest;
}

} // namespace zahide::ui
