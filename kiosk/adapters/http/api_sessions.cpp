#include "api_handlers.h"
#include "api_wire.h"
#include "protocol/session.h"

namespace zahide::http {

namespace {

constexpr std::string_view session_cookie = "zahide_session";

class PasswordTurn {
public:
    explicit PasswordTurn(ApiState& api)
        : m_api(api)
    {
        m_api.password_checks.acquire();
    }
    PasswordTurn(PasswordTurn const&) = delete;
    PasswordTurn& operator=(PasswordTurn const&) = delete;
    ~PasswordTurn() { m_api.password_checks.release(); }

private:
    ApiState& m_api;
};

// RFC 6265bis: not readable by scripts, not sent along from other sites.
std::string cookie_text(Context const& context, std::string const& value, std::int64_t age_seconds)
{
    std::string cookie = std::string(session_cookie) + "=" + value + "; Path=/; HttpOnly; SameSite=Strict; Max-Age=" + std::to_string(age_seconds);
    if (context.api.options.security == TransportSecurity::tls)
        cookie += "; Secure";
    return cookie;
}

Result<scheduler::OpenedSession> open_session(Context const& context, StaffUserId const& staff)
{
    return context.scheduler().execute(domain::SystemPrincipal {}, scheduler::OpenSession { staff });
}

Result<scheduler::OpenedSession> open_session(Context const& context, DeviceId const& device, std::string machine)
{
    domain::SystemPrincipal const system;
    auto opened = context.scheduler().execute(system, scheduler::OpenSession { device, std::move(machine) });
    if (!opened && opened.error().code == ErrorCode::conflict) {
        context.api.parts.log.warning("two machines use the identity of one kiosk: the later one is refused",
            { { "device", device.value() }, { "from", context.request.peer }, { "mend", "enrol both anew, each with a key of its own" } });
        (void)ZAHIDE_TRY(context.scheduler().execute(system, scheduler::NoteRival { device }));
    }
    return opened;
}

Result<domain::StaffUser> check_login(Context const& context, protocol::StaffLogin const& login)
{
    auto& tries = context.api.tries;
    auto const& address = context.request.peer;
    ZAHIDE_TRY_VOID(tries.admit(login.login, address));
    PasswordTurn const turn(context.api);
    auto user = context.scheduler().check_login(login.login, login.password);
    if (user)
        tries.succeeded(login.login, address);
    else if (user.error().code == ErrorCode::unauthorized)
        tries.failed(login.login, address);
    return user;
}

Result<domain::StaffUser> staff_of(Context const& context)
{
    if (!context.who->staff)
        return fail(ErrorCode::forbidden, "this is for staff only", {}, "log in at the console");
    return *context.who->staff;
}

} // namespace

Result<Response> open_staff_session(Context& context)
{
    ZAHIDE_TRY_VOID(refuse_other_sites(context.request)); // else it could log a colleague's browser in as somebody else
    auto const login = ZAHIDE_TRY(body_of<protocol::StaffLogin>(context));
    auto const user = ZAHIDE_TRY(check_login(context, login));
    auto const session = ZAHIDE_TRY(open_session(context, user.id));
    auto response = json_response(200, protocol::encode(protocol::StaffSession { wire_of(user), session.token, session.expires_at }));
    auto const age = std::chrono::duration_cast<Seconds>(session.expires_at - context.api.parts.clock.now());
    response.headers.add("set-cookie", cookie_text(context, session.token.reveal(), age.count()));
    return response;
}

Result<Response> show_staff_session(Context& context)
{
    auto const user = ZAHIDE_TRY(staff_of(context));
    return json_response(200, protocol::encode(protocol::StaffSession { wire_of(user), std::nullopt, context.who->expires_at }));
}

Result<Response> end_staff_session(Context& context)
{
    (void)ZAHIDE_TRY(staff_of(context));
    (void)ZAHIDE_TRY(context.scheduler().execute(context.principal(), scheduler::EndSession { context.who->session }));
    auto response = no_content();
    response.headers.add("set-cookie", cookie_text(context, "", 0));
    return response;
}

Result<Response> make_device_challenge(Context& context)
{
    auto const request = ZAHIDE_TRY(body_of<protocol::DeviceChallengeRequest>(context));
    return json_response(200, protocol::encode(protocol::DeviceChallenge { context.api.challenges.make(request.device, context.request.peer) }));
}

Result<Response> open_device_session(Context& context)
{
    auto const login = ZAHIDE_TRY(body_of<protocol::DeviceLogin>(context));
    auto& tries = context.api.tries;
    std::string const name = "device:" + login.device.value();
    ZAHIDE_TRY_VOID(tries.admit(name, context.request.peer));
    if (context.api.challenges.take(login.device, login.challenge) == Challenges::Verdict::unknown)
        return fail(ErrorCode::unauthorized, "the challenge is unknown or too old", "challenge", "ask for a new one");
    auto const device = context.scheduler().check_device(login.device, login.challenge, login.signature);
    if (!device) {
        if (device.error().code == ErrorCode::unauthorized)
            tries.failed(name, context.request.peer);
        return fail(device.error());
    }
    tries.succeeded(name, context.request.peer);
    auto const session = ZAHIDE_TRY(open_session(context, device->id, login.machine.value_or("")));
    return json_response(200, protocol::encode(protocol::DeviceSession { session.token, session.expires_at }));
}

} // namespace zahide::http
