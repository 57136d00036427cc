#include "copies.h"
#include "domain/limits.h"
#include "scheduler/scheduler.h"

// Who is who: logins, sessions, and requests that were answered already.

namespace zahide::scheduler {

namespace {

constexpr Milliseconds staff_session_length = std::chrono::hours(12); ///< a working day
constexpr Milliseconds device_session_length = std::chrono::hours(24);
/// A kiosk reports each half minute, by night each one and a half. Silent for longer, its key may go on in another machine.
constexpr Milliseconds machine_gone_after = Minutes(15);

auto nobody()
{
    return fail(ErrorCode::unauthorized, "nobody is logged in with that", {}, "log in again");
}

Result<ports::Session> session_for(ports::Transaction const& snapshot, std::variant<StaffUserId, DeviceId> const& owner, Instant now)
{
    ports::Session session;
    session.owner = owner;
    session.opened_at = now;
    if (auto const* staff = std::get_if<StaffUserId>(&owner)) {
        auto const user = ZAHIDE_TRY(snapshot.staff().find(*staff));
        if (!user || user->standing != domain::Standing::active)
            return nobody();
        session.center = user->center;
        session.expires_at = now + staff_session_length;
    } else if (auto const* id = std::get_if<DeviceId>(&owner)) {
        auto const device = ZAHIDE_TRY(snapshot.devices().find(*id));
        if (!device || device->standing != domain::Standing::active)
            return nobody();
        session.center = device->center;
        session.expires_at = now + device_session_length;
    }
    return session;
}

Result<Authenticated> authenticated(ports::Transaction const& snapshot, ports::Bearer const& bearer)
{
    if (auto const* staff = std::get_if<StaffUserId>(&bearer.owner)) {
        auto const user = ZAHIDE_TRY(snapshot.staff().find(*staff));
        if (!user || user->standing != domain::Standing::active)
            return nobody();
        return Authenticated { domain::StaffPrincipal { user->id, user->role, user->center }, bearer.session, bearer.expires_at, user };
    }
    auto const& device = bearer.device;
    if (!device || device->standing != domain::Standing::active)
        return nobody();
    return Authenticated { domain::DevicePrincipal { std::get<DeviceId>(bearer.owner), device->kind, device->center }, bearer.session, bearer.expires_at,
        std::nullopt };
}

/// Two machines with one key would each make the other give up what it was lent, for ever: the one that was there first goes on.
Result<void> bind_machine(ports::Transaction& transaction, DeviceId const& id, std::string const& machine, Instant now)
{
    auto device = ZAHIDE_TRY(transaction.devices().find(id));
    if (!device || device->kind != domain::DeviceKind::kiosk || machine.empty() || machine == device->machine)
        return {};
    if (machine.size() > domain::limits::machine_bytes_max)
        return fail(ErrorCode::invalid, "not an id of a machine", "machine", "send at most " + std::to_string(domain::limits::machine_bytes_max) + " bytes");
    bool const is_there = device->status && now - device->status->at < machine_gone_after;
    if (is_there && !device->machine.empty())
        return fail(ErrorCode::conflict, "another machine uses the identity of " + id.value(), "machine",
            "enrol one of them anew with a key of its own; if the other one is gone, wait a quarter of an hour");
    ZAHIDE_TRY_VOID(transaction.sessions().remove_of(id)); // one that comes back has to ask
    ZAHIDE_TRY_VOID(doubt_copies(transaction, id, now)); // its journal is another one
    device->machine = machine;
    return transaction.devices().update(*device);
}

bool owns(domain::Principal const& principal, ports::Session const& session)
{
    if (auto const* staff = std::get_if<domain::StaffPrincipal>(&principal))
        return session.owner == std::variant<StaffUserId, DeviceId>(staff->staff);
    if (auto const* device = std::get_if<domain::DevicePrincipal>(&principal))
        return session.owner == std::variant<StaffUserId, DeviceId>(device->device);
    return std::holds_alternative<domain::SystemPrincipal>(principal);
}

/// Who logs out leaves their counter, unless somebody is still there.
Result<void> leave_counter(ports::Transaction& transaction, StaffUserId const& staff)
{
    auto const seat = ZAHIDE_TRY(transaction.seats().of(staff));
    if (!seat)
        return {};
    auto const ticket = ZAHIDE_TRY(transaction.tickets().at_counter(seat->center, seat->counter));
    if (ticket && ticket->called_by == staff)
        return {};
    return transaction.seats().leave(staff);
}

} // namespace

Scheduler::Scheduler(SchedulerParts parts)
    : m_parts(parts)
{
    // Without memory for the hash, unknown logins are told a little sooner; nothing else depends on it.
    if (auto hash = m_parts.passwords.hash(ports::make_token(m_parts.random)))
        m_nobodys_hash = std::move(*hash);
}

Result<OpenedSession> Scheduler::run(Transaction& transaction, Principal const& principal, OpenSession const& command) const
{
    ZAHIDE_TRY_VOID(domain::permit(principal, domain::Action::open_session, CenterId()));
    auto const now = m_parts.clock.now();
    auto session = ZAHIDE_TRY(session_for(transaction, command.owner, now));
    if (auto const* device = std::get_if<DeviceId>(&command.owner))
        ZAHIDE_TRY_VOID(bind_machine(transaction, *device, command.machine, now));
    auto token = ports::make_token(m_parts.random);
    session.id = SessionId(Uuid::generate(m_parts.random));
    session.token_digest = m_parts.cryptography.digest(token.reveal());
    ZAHIDE_TRY_VOID(transaction.sessions().insert(session));
    return OpenedSession { std::move(token), session.id, session.expires_at };
}

Result<Done> Scheduler::run(Transaction& transaction, Principal const& principal, NoteRival const& command) const
{
    ZAHIDE_TRY_VOID(domain::permit(principal, domain::Action::open_session, CenterId()));
    auto device = ZAHIDE_TRY(transaction.devices().find(command.device));
    if (!device)
        return nobody();
    device->rival_at = m_parts.clock.now();
    ZAHIDE_TRY_VOID(transaction.devices().update(*device));
    ZAHIDE_TRY_VOID(announce(transaction, device->center, ports::FeedKind::device, device->id.value(), *device->rival_at));
    return Done {};
}

Result<Done> Scheduler::run(Transaction& transaction, Principal const& principal, EndSession const& command) const
{
    auto const session = ZAHIDE_TRY(transaction.sessions().find(command.session));
    if (!session)
        return Done {};
    ZAHIDE_TRY_VOID(domain::permit(principal, domain::Action::end_own_session, session->center));
    if (!owns(principal, *session))
        return fail(ErrorCode::forbidden, "that session is somebody else's", "session", "end your own");
    ZAHIDE_TRY_VOID(transaction.sessions().remove(command.session));
    if (auto const* staff = std::get_if<StaffUserId>(&session->owner))
        ZAHIDE_TRY_VOID(leave_counter(transaction, *staff));
    return Done {};
}

Result<Authenticated> Scheduler::authenticate(Secret const& token) const
{
    std::optional<Authenticated> found;
    auto const now = m_parts.clock.now();
    auto const digest = m_parts.cryptography.digest(token.reveal());
    auto const result = m_parts.storage.read([&](Transaction const& snapshot) -> Result<void> {
        auto const bearer = ZAHIDE_TRY(snapshot.sessions().bearer_of(digest));
        if (!bearer || bearer->expires_at <= now)
            return nobody();
        found = ZAHIDE_TRY(authenticated(snapshot, *bearer));
        return {};
    });
    if (!result)
        return fail(result.error());
    return std::move(*found);
}

Result<domain::StaffUser> Scheduler::check_login(std::string_view login, Secret const& password) const
{
    std::optional<domain::StaffUser> user;
    auto const result = m_parts.storage.read([&](Transaction const& snapshot) -> Result<void> {
        user = ZAHIDE_TRY(snapshot.staff().find_by_login(login));
        return {};
    });
    if (!result)
        return fail(result.error());
    bool const known = user && user->standing == domain::Standing::active;
    auto const verdict = m_parts.passwords.verify(known ? user->password_hash : m_nobodys_hash, password);
    if (!known || verdict == ports::PasswordVerdict::wrong)
        return fail(ErrorCode::unauthorized, "login or password is wrong", {}, "try again, or ask the coordinator for a new password");
    return std::move(*user);
}

Result<domain::Device> Scheduler::check_device(DeviceId const& device, std::string_view challenge, std::string_view signature) const
{
    std::optional<domain::Device> found;
    auto const result = m_parts.storage.read([&](Transaction const& snapshot) -> Result<void> {
        found = ZAHIDE_TRY(snapshot.devices().find(device));
        return {};
    });
    if (!result)
        return fail(result.error());
    bool const known = found && found->standing == domain::Standing::active;
    if (!known || !m_parts.cryptography.verify_signature(found->public_key, ports::device_session_text(device.value(), challenge), signature))
        return fail(ErrorCode::unauthorized, "the device is unknown here or the signature is not by its key", {},
            "enrol its public key with zahide-scheduler device add");
    return std::move(*found);
}

Result<std::string> Scheduler::hash_password(Secret const& password) const
{
    auto const size = password.reveal().size();
    if (size < domain::limits::password_bytes_min || size > domain::limits::password_bytes_max)
        return fail(ErrorCode::invalid, "the password is too short or too long", "password",
            "use " + std::to_string(domain::limits::password_bytes_min) + " to " + std::to_string(domain::limits::password_bytes_max) + " bytes");
    return m_parts.passwords.hash(password);
}

Result<Revision> Scheduler::newest_revision() const
{
    Revision newest;
    auto const result = m_parts.storage.read([&](Transaction const& snapshot) -> Result<void> {
        newest = ZAHIDE_TRY(snapshot.feed().newest());
        return {};
    });
    if (!result)
        return fail(result.error());
    return newest;
}

Result<std::optional<ports::StoredResponse>> Scheduler::find_answer(Transaction const& transaction, Principal const& principal, Once const& once) const
{
    auto answered = ZAHIDE_TRY(transaction.answered_requests().find(domain::name_of_principal(principal), once.key));
    if (!answered)
        return std::optional<ports::StoredResponse>();
    if (answered->request_digest != once.request_digest)
        return fail(ErrorCode::invalid, "the key was used for another request", "Idempotency-Key", "use a new key for each request");
    return std::optional(std::move(answered->response));
}

Result<void> Scheduler::keep_answer(Transaction& transaction, Principal const& principal, Once const& once, ports::StoredResponse const& response) const
{
    return transaction.answered_requests().insert({ domain::name_of_principal(principal), once.key, once.request_digest, response, m_parts.clock.now() });
}

} // namespace zahide::scheduler
