#include "device_node.h"

#include "sqlite/device_store.h"

#include <algorithm>
#include <utility>

namespace zahide::sim {

namespace {

std::string const device_file = "device.db";

} // namespace

DeviceNode::DeviceNode(NodeParts parts, std::string name, domain::DeviceKind kind)
    : m_parts(parts)
    , m_name(std::move(name))
    , m_kind(kind)
    , m_machine(m_name, parts.timeline, parts.seed)
    , m_bender(parts.options.mutant)
{
}

DeviceNode::~DeviceNode() = default;

device::DeviceOptions DeviceNode::device_options() const
{
    device::DeviceOptions options;
    options.device = DeviceId(m_name);
    options.center = m_parts.setting.center.center.id;
    options.kind = m_kind;
    options.machine = "machine of " + m_name;
    options.lasting_machine = options.machine;
    options.version = "sim";
    return options;
}

void DeviceNode::start()
{
    if (m_device)
        return;
    auto store = sqlite::DeviceStore::open(device_file, m_machine.disk.name());
    if (!store) {
        if (store.error().code != ErrorCode::unavailable)
            m_parts.oracle.fail_promise(4, m_name + " can't open its file: " + store.error().line());
        if (m_machine.disk.is_off())
            m_machine.disk.switch_on();
        return;
    }
    auto const options = device_options();
    m_store = std::make_unique<BuggyStore>(std::move(*store), m_parts.counts, mutant(), options.machine);
    auto created = device::Device::create(*m_store, m_machine.clock, m_machine.dice, m_parts.key, options);
    if (!created) {
        if (created.error().code != ErrorCode::unavailable)
            m_parts.oracle.fail_promise(4, m_name + " can't take up its file: " + created.error().line());
        m_machine.disk.switch_off(sqlite::Outage::crash);
        m_store.reset();
        m_machine.disk.switch_on();
        return;
    }
    m_device = std::make_unique<device::Device>(std::move(*created));
    ++m_life;
    m_timer = Ticks();
    m_is_dead = false;
    check_numbers_kept();
    check_slots_kept();
    started();
    feed(device::TimerFired {});
}

/// Promise 6: a reboot while offline stops nothing.
void DeviceNode::check_numbers_kept() const
{
    auto const today = m_device->today();
    if (!m_numbers_before || today != m_numbers_before->date)
        return;
    auto const left = m_device->connectivity().numbers_left;
    // One more may have been written than was known when the power went.
    if (left + 1 < m_numbers_before->left)
        m_parts.oracle.fail_promise(
            6, m_name + " had " + std::to_string(m_numbers_before->left) + " numbers before its restart and has " + std::to_string(left) + " now");
}

/// The same: the last one may have been promised as the power went, and what was asked for may have given others back.
void DeviceNode::check_slots_kept() const
{
    auto const now = slots_believed();
    if (now.is_asking)
        return;
    auto const is_lost = [&](domain::SlotLease const& slot) {
        return slot.book_until > m_device->time() && std::ranges::find(now.slots, slot.id, &domain::SlotLease::id) == now.slots.end();
    };
    auto const lost = std::ranges::count_if(m_slots_before, is_lost);
    if (lost > 1)
        m_parts.oracle.fail_promise(6, m_name + " lost " + std::to_string(lost) + " lent slots over its restart");
}

SlotsBelieved DeviceNode::slots_believed() const
{
    auto const asked = m_store->slot_request();
    return { DeviceId(m_name), m_device->lent_slots(), !asked || asked->has_value(), m_slots_life == m_parts.oracle.lives() };
}

void DeviceNode::crash(sqlite::Outage outage)
{
    if (!m_device)
        return;
    m_parts.oracle.note(m_name + (outage == sqlite::Outage::crash ? " crashes" : ": its power is cut"));
    ++m_parts.counts.crashes;
    go_down(outage);
}

void DeviceNode::stop()
{
    if (!m_device)
        return;
    go_down(sqlite::Outage::crash);
}

bool DeviceNode::is_settled()
{
    auto const bookings = m_store->bookings();
    auto const state = m_device->connectivity();
    return !m_is_dead && !m_machine.disk.is_off() && bookings && bookings->empty() && state.undelivered == 0 && state.link == device::Link::online;
}

bool DeviceNode::has_told() const
{
    return m_told_life == m_parts.oracle.lives();
}

void DeviceNode::restart_with(sqlite::DiskImage const& image)
{
    stop();
    m_numbers_before.reset();
    m_slots_before.clear();
    m_machine.disk.restore(image);
    start();
}

void DeviceNode::go_down(sqlite::Outage outage)
{
    m_numbers_before.reset();
    if (auto const today = m_device->today())
        m_numbers_before = Numbers { *today, m_device->connectivity().numbers_left };
    m_slots_before = m_device->lent_slots();
    m_effects_left = 0;
    m_machine.disk.switch_off(outage);
    ++m_life;
    ended();
    close_stream();
    m_device.reset();
    m_store.reset();
    m_machine.disk.switch_on();
}

void DeviceNode::crash_after_effects(int effects, sqlite::Outage outage)
{
    m_effects_left = effects;
    m_outage = outage;
}

bool DeviceNode::goes_on()
{
    if (m_is_dead)
        return false;
    bool const crashes = m_effects_left != 0 && --m_effects_left == 0;
    if (!crashes && !m_machine.disk.is_off())
        return true;
    // What is on the stack ends by itself: from now on nothing leaves, and the disk takes nothing.
    m_is_dead = true;
    m_machine.disk.switch_off(m_outage);
    m_parts.timeline.after(Milliseconds(0), [this, life = m_life, outage = m_outage] {
        if (life == m_life)
            crash(outage);
    });
    return false;
}

void DeviceNode::after(Milliseconds delay, std::function<void()> action)
{
    at(m_parts.timeline.ticks() + delay, std::move(action));
}

void DeviceNode::at(Ticks when, std::function<void()> action)
{
    m_parts.timeline.at(when, [this, life = m_life, action = std::move(action)] {
        if (life == m_life && !m_is_dead)
            action();
    });
}

void DeviceNode::feed(device::Event const& event)
{
    if (!m_device || m_is_dead)
        return;
    auto const effects = m_device->handle(event);
    for (auto const& effect : effects) {
        if (!goes_on()) {
            std::for_each(&effect, effects.data() + effects.size(), [this](device::Effect const& one) { missed(one); });
            return;
        }
        if (auto const* const request = std::get_if<device::Send>(&effect))
            send(*request);
        else if (auto const* const stream = std::get_if<device::OpenStream>(&effect))
            open(*stream);
        else if (std::holds_alternative<device::CloseStream>(effect))
            close_stream();
        else if (auto const* const timer = std::get_if<device::SetTimer>(&effect))
            set_timer(timer->at);
        else if (auto const* const trouble = std::get_if<device::TroubleNoticed>(&effect))
            m_parts.oracle.note(m_name + ": " + trouble->error.line());
        else
            take(effect);
    }
    static_cast<void>(goes_on()); // the disk may have ended it
}

void DeviceNode::set_timer(Ticks when)
{
    m_timer = when;
    at(when, [this, when] {
        if (m_timer == when)
            feed(device::TimerFired {});
    });
}

void DeviceNode::send(device::Send const& send)
{
    Letter letter;
    letter.method = send.method == device::Method::get ? http::Method::get : http::Method::post;
    letter.target = send.target;
    letter.body = m_bender.request(send.target, send.body);
    letter.bearer = send.bearer;
    if (send.key)
        letter.key = send.key->value().text();
    letter.deadline = send.deadline;
    m_parts.counts.heartbeats += send.target.ends_with("/status") ? 1 : 0;
    m_parts.network.send(
        m_parts.line, letter, [this, life = m_life, id = send.id, target = send.target, asked_life = m_parts.oracle.lives()](Result<http::Response> response) {
            if (life != m_life || m_is_dead)
                return;
            if (!response && mutant() == Mutant::lost_is_delivered)
                return feed(device::Replied { id, 200, "{}" });
            if (!response)
                return feed(device::ReplyLost { id, response.error() });
            note_contact(target, response->status, asked_life);
            replied(target, *response);
            m_bender.bend_reply(target, *response);
            feed(device::Replied { id, response->status, std::move(response->body) });
            if (life == m_life && !m_is_dead)
                digested(target, response->status);
        });
}

/// Which life of the scheduler it was.
void DeviceNode::note_contact(std::string const& target, int status, std::int64_t life)
{
    if (target.ends_with("/status") && status == 200)
        m_told_life = life;
    if (target.ends_with("/slot-leases") && status < 300)
        m_slots_life = life;
}

void DeviceNode::open(device::OpenStream const& open)
{
    close_stream();
    Letter letter;
    letter.target = open.target;
    letter.bearer = open.bearer;
    letter.after = open.after.value_or(Revision());
    StreamListener listener;
    listener.opened = [this, id = open.id] { feed(device::StreamOpened { id }); };
    listener.brought = [this, id = open.id](http::Event const& event) {
        heard(event);
        feed(device::StreamBrought { id, event.id, event.kind, event.data });
    };
    listener.lost = [this, id = open.id](int status) {
        feed(device::StreamLost { id, status, { ErrorCode::unavailable, "the stream has ended", "network", {}, Retry::later } });
    };
    m_stream = m_parts.network.open_stream(m_parts.line, letter, std::move(listener));
}

void DeviceNode::close_stream()
{
    if (auto const stream = std::exchange(m_stream, nullptr))
        stream->drop();
}

void DeviceNode::missed(device::Effect const& /*effect*/) { }

void DeviceNode::replied(std::string const& /*target*/, http::Response const& /*response*/) { }

void DeviceNode::digested(std::string const& /*target*/, int /*status*/) { }

void DeviceNode::heard(http::Event const& /*event*/) { }

void DeviceNode::check_delivered() const
{
    if (!m_device)
        return m_parts.oracle.fail_promise(0, m_name + " doesn't come up in calm weather");
    auto const state = m_device->connectivity();
    auto const refused = m_parts.oracle.appointments().refused(m_name);
    if (state.parked < refused.least)
        m_parts.oracle.fail_promise(4, m_name + " has forgotten a promise that was refused");
    if (state.undelivered > std::min<std::int64_t>(state.parked, refused.most))
        m_parts.oracle.fail_promise(
            4, m_name + " holds " + std::to_string(state.undelivered) + " undelivered, " + std::to_string(state.parked) + " of them parked");
    if (state.link != device::Link::online)
        m_parts.oracle.fail_promise(6, m_name + " is not online in calm weather");
}

} // namespace zahide::sim
