#include "scheduler_node.h"

#include "buggy_scheduler.h"
#include "domain/principal.h"
#include "scheduler/writer.h"
#include "unicode/zone.h"

#include <algorithm>
#include <iterator>

namespace zahide::sim {

class CountingStorage final : public ports::Storage {
public:
    CountingStorage(ports::Storage& storage, Counts& counts)
        : m_storage(storage)
        , m_counts(counts)
    {
    }
    [[nodiscard]] std::vector<Result<void>> transact(std::span<ports::Unit const> batch) override
    {
        auto results = m_storage.transact(batch);
        for (auto const& result : results)
            m_counts.transactions += result ? 1 : 0;
        return results;
    }
    [[nodiscard]] Result<void> read(ports::Reader const& reader) const override { return m_storage.read(reader); }

private:
    ports::Storage& m_storage;
    Counts& m_counts;
};

struct SchedulerNode::Up {
    Up(Parts& parts, Machine& machine, std::unique_ptr<ports::Storage> opened)
        : storage(std::move(opened))
        , counting(*storage, parts.counts)
        , scheduler({ counting, machine.clock, machine.dice, parts.cryptography, hasher })
        , hub(scheduler, machine.clock, log)
        , buggy_hub(hub, parts.mutant)
        , writer(counting, [this] { hub.notify(); })
        , buggy_writer(writer, parts.mutant)
        , api({ scheduler, buggy_writer, buggy_hub, machine.clock, machine.dice, parts.cryptography, log }, {})
    {
    }

    SilentLog log;
    PlainHasher hasher;
    std::unique_ptr<ports::Storage> storage;
    CountingStorage counting;
    scheduler::Scheduler scheduler;
    http::InlineEventHub hub;
    BuggyHub buggy_hub;
    scheduler::InlineWriter writer;
    BuggyWriter buggy_writer;
    http::Api api;
};

SchedulerNode::SchedulerNode(Parts parts)
    : m_parts(parts)
    , m_machine("scheduler", parts.timeline, parts.seed)
    , m_backups(m_machine, parts.oracle, parts.counts, parts.mutant)
{
}

SchedulerNode::~SchedulerNode() = default;

void SchedulerNode::start()
{
    if (m_up || !m_backups.may_start())
        return;
    sqlite::SchedulerStorageOptions options;
    options.path = scheduler_file;
    options.vfs = m_machine.disk.name();
    options.readers = sqlite::Readers::writers_connection;
    auto storage = sqlite::SchedulerStorage::open(options);
    if (!storage) {
        if (storage.error().code != ErrorCode::unavailable)
            m_parts.oracle.fail_promise(4, "the scheduler can't open its file: " + storage.error().line());
        if (m_machine.disk.is_off())
            m_machine.disk.switch_on();
        return;
    }
    m_backups.opened(**storage);
    forget_answers(**storage, m_parts.mutant);
    auto up = std::make_unique<Up>(m_parts, m_machine, make_buggy(std::move(*storage), m_parts.mutant));
    auto const& setting = m_parts.setting;
    if (!up->scheduler.execute(domain::SystemPrincipal {}, scheduler::SaveCatalogue { setting.center })
        || !up->scheduler.execute(domain::SystemPrincipal {}, scheduler::SaveRoster { setting.roster })) {
        m_machine.disk.switch_off(sqlite::Outage::crash);
        up.reset();
        m_machine.disk.switch_on();
        return;
    }
    m_up = std::move(up);
    ++m_life;
    m_parts.oracle.note("the scheduler is up");
}

void SchedulerNode::crash(sqlite::Outage outage)
{
    m_crash_before_reply.reset();
    if (!m_up)
        return;
    m_parts.oracle.note(outage == sqlite::Outage::crash ? "the scheduler crashes" : "the scheduler's power is cut");
    ++m_parts.counts.crashes;
    go_down(outage);
}

void SchedulerNode::go_down(sqlite::Outage outage)
{
    m_machine.disk.switch_off(outage);
    m_up.reset();
    m_machine.disk.switch_on();
    if (m_on_down)
        m_on_down();
}

void SchedulerNode::back_up(std::size_t name)
{
    if (!m_up)
        return;
    m_backups.make(name);
    if (m_machine.disk.is_off())
        crash(sqlite::Outage::crash);
}

void SchedulerNode::put_back(std::size_t name, Dice const& dice)
{
    if (!m_backups.has(name))
        return;
    m_crash_before_reply.reset();
    if (m_up)
        go_down(sqlite::Outage::crash);
    m_backups.put_back(name, dice);
}

void SchedulerNode::enrol(domain::Device device)
{
    auto const saved = m_up->scheduler.execute(domain::SystemPrincipal {}, scheduler::SaveDevice { std::move(device) });
    if (!saved)
        m_parts.oracle.fail_promise(0, "a device can't be enrolled: " + saved.error().line());
}

void SchedulerNode::enrol(domain::StaffUser user)
{
    auto const saved = m_up->scheduler.execute(domain::SystemPrincipal {}, scheduler::SaveStaff { std::move(user) });
    if (!saved)
        m_parts.oracle.fail_promise(0, "somebody can't be enrolled: " + saved.error().line());
}

std::optional<http::Response> SchedulerNode::handle(http::Request const& request)
{
    if (!m_up)
        return std::nullopt;
    ++m_parts.counts.requests;
    auto const given_up = gone_on_without(request);
    auto response = m_up->api.handle(request);
    if (given_up && (response.status < 300 || m_machine.disk.is_off())) {
        m_parts.oracle.appointments().gone_on_without(*given_up);
        ++m_parts.counts.gone_on_without;
    }
    if (m_machine.disk.is_off()) {
        crash(sqlite::Outage::crash); // the disk has had its own outage already
        return std::nullopt;
    }
    note_answer(request, response);
    bool const is_heartbeat = request.path.ends_with("/status"); // whose answer nobody misses
    if (m_crash_before_reply && response.status != 204 && !is_heartbeat && request.method == http::Method::post) {
        crash(*m_crash_before_reply);
        return std::nullopt;
    }
    m_up->hub.pump();
    return response;
}

std::optional<DeviceId> SchedulerNode::gone_on_without(http::Request const& request) const
{
    static constexpr std::string_view before = "/v1/devices/";
    static constexpr std::string_view after = "/go-on-without";
    if (!request.path.starts_with(before) || !request.path.ends_with(after))
        return std::nullopt;
    DeviceId const id(request.path.substr(before.size(), request.path.size() - before.size() - after.size()));
    bool is_awaited = false;
    static_cast<void>(m_up->storage->read([&](ports::Transaction const& snapshot) -> Result<void> {
        auto const device = ZAHIDE_TRY(snapshot.devices().find(id));
        is_awaited = device && device->awaited_since;
        return {};
    }));
    return is_awaited ? std::optional(id) : std::nullopt;
}

void SchedulerNode::look_around()
{
    if (!m_up)
        return;
    expire_holds();
    m_up->hub.look_around();
    if (m_machine.disk.is_off())
        crash(sqlite::Outage::crash);
}

/// As scheduler::HoldExpiry does on its thread.
void SchedulerNode::expire_holds()
{
    std::optional<Instant> next;
    static_cast<void>(m_up->storage->read([&next](ports::Transaction const& snapshot) -> Result<void> {
        next = ZAHIDE_TRY(snapshot.bookings().next_expiry());
        return {};
    }));
    if (next && *next <= m_machine.clock.now())
        static_cast<void>(m_up->scheduler.execute(domain::SystemPrincipal {}, scheduler::ExpireHolds {}));
}

void SchedulerNode::clean_up()
{
    if (!m_up)
        return;
    auto const cleaned = m_up->scheduler.execute(domain::SystemPrincipal {}, scheduler::CleanUp {});
    static_cast<void>(m_up->storage->read([&](ports::Transaction const& snapshot) -> Result<void> {
        if (cleaned && !ZAHIDE_TRY(snapshot.tickets().open_before(m_parts.setting.center.center.id, today())).empty())
            m_parts.oracle.fail_promise(0, "a ticket of a former day is open after the night");
        return {};
    }));
    if (m_machine.disk.is_off())
        crash(sqlite::Outage::crash);
}

LocalDate SchedulerNode::today() const
{
    auto const zone = unicode::Zone::create(m_parts.setting.center.center.zone);
    return zone ? zone->local(m_machine.clock.now()).date : LocalDate();
}

std::vector<domain::Ticket> SchedulerNode::open_tickets() const
{
    std::vector<domain::Ticket> tickets;
    static_cast<void>(m_up->storage->read([&](ports::Transaction const& snapshot) -> Result<void> {
        tickets = ZAHIDE_TRY(snapshot.tickets().open_of_day(m_parts.setting.center.center.id, today()));
        return {};
    }));
    return tickets;
}

std::vector<domain::Call> SchedulerNode::calls(std::string const& board) const
{
    auto const& center = m_parts.setting.center.center.id;
    auto const view = m_up->scheduler.ask(domain::DevicePrincipal { DeviceId(board), domain::DeviceKind::board, center }, scheduler::CallsQuery { center });
    std::vector<domain::Call> calls;
    if (!view)
        m_parts.oracle.fail_promise(0, "the calls can't be read: " + view.error().line());
    else
        std::ranges::transform(view->calls, std::back_inserter(calls), &scheduler::CallView::call);
    return calls;
}

void SchedulerNode::check_appointments(std::vector<SlotsBelieved> const& believed)
{
    if (!m_up)
        return;
    static_cast<void>(m_up->storage->read([this, &believed](ports::Transaction const& snapshot) -> Result<void> {
        m_parts.oracle.appointments().check(snapshot, believed, m_machine.clock.now());
        return {};
    }));
    if (m_machine.disk.is_off())
        crash(sqlite::Outage::crash);
}

void SchedulerNode::check(std::vector<SlotsBelieved> const& believed)
{
    auto const read = m_up->storage->read([this, &believed](ports::Transaction const& snapshot) -> Result<void> {
        m_parts.oracle.check_scheduler(snapshot);
        m_parts.oracle.copies().check_calm(snapshot, m_machine.clock.now());
        m_parts.oracle.appointments().check_calm(snapshot, believed, m_machine.clock.now());
        m_parts.oracle.appointments().check_returned(snapshot, believed, m_machine.clock.now());
        return {};
    });
    if (!read)
        m_parts.oracle.fail_promise(0, "the scheduler's file can't be read: " + read.error().line());
}

} // namespace zahide::sim
