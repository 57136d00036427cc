#include "api_handlers.h"
#include "booking_wire.h"
#include "domain/limits.h"
#include "protocol/problem.h"

#include <charconv>

namespace zahide::http {

namespace {

/// A value of the query; fails with `invalid` at its name when it is missing. What it holds is repeated nowhere.
Result<std::string> query_text(Context const& context, std::string const& name)
{
    auto const* text = context.request.query_value(name);
    if (text == nullptr || text->empty())
        return fail(ErrorCode::invalid, "it is missing", name, "name it in the query");
    return *text;
}

template<class Id>
Result<Personal<Id>> query_slug(Context const& context, std::string const& name)
{
    auto const text = ZAHIDE_TRY(query_text(context, name));
    if (!is_slug(text))
        return fail(ErrorCode::invalid, "it is not a short name of a-z, 0-9 and '-'", name, "check the query");
    return Personal<Id>(Id(text));
}

Result<Personal<domain::GenderPreference>> query_gender(Context const& context)
{
    auto const* text = context.request.query_value("gender");
    auto const gender = text == nullptr ? domain::GenderPreference::any : value_of<domain::GenderPreference>(*text);
    if (!gender)
        return fail(ErrorCode::invalid, "it is not one of the words known here", "gender", "write any, woman or man");
    return Personal(*gender);
}

Result<std::optional<LocalDate>> query_date(Context const& context, std::string const& name)
{
    auto const* text = context.request.query_value(name);
    if (text == nullptr)
        return std::optional<LocalDate>();
    auto const date = LocalDate::parse(*text);
    if (!date)
        return fail(ErrorCode::invalid, "it is not a date like 2026-11-22", name, "check the query");
    return std::optional(*date);
}

Result<std::int32_t> query_days(Context const& context)
{
    auto const* text = context.request.query_value("days");
    if (text == nullptr)
        return scheduler::AvailabilityQuery {}.days;
    std::int32_t days = 0;
    auto const [end, error] = std::from_chars(text->data(), text->data() + text->size(), days);
    if (error != std::errc() || end != text->data() + text->size() || days < 1 || days > domain::limits::availability_days_max)
        return fail(
            ErrorCode::invalid, "it is not a whole number from 1 to " + std::to_string(domain::limits::availability_days_max), "days", "check the query");
    return days;
}

Result<domain::BookingWish> query_wish(Context const& context)
{
    return domain::BookingWish { ZAHIDE_TRY(query_slug<ServiceId>(context, "service")), ZAHIDE_TRY(query_slug<LanguageTag>(context, "language")),
        ZAHIDE_TRY(query_gender(context)) };
}

Response slot_taken_response(Context const& context, Error const& error, scheduler::HoldSlot const& wanted)
{
    protocol::SlotTaken taken;
    auto next = context.scheduler().ask(context.principal(), scheduler::NextOffersQuery { wanted.center, wanted.wish, wanted.start });
    if (next)
        taken.next_starts = std::move(*next);
    auto problem = protocol::problem_of(error);
    problem.slot_taken = std::move(taken);
    return problem_response(problem);
}

} // namespace

Result<Response> show_availability(Context& context)
{
    scheduler::AvailabilityQuery query;
    query.center = ZAHIDE_TRY(center_parameter(context));
    query.wish = ZAHIDE_TRY(query_wish(context));
    query.from = ZAHIDE_TRY(query_date(context, "from"));
    query.days = ZAHIDE_TRY(query_days(context));
    auto view = ZAHIDE_TRY(context.scheduler().ask(context.principal(), query));
    return json_response(200, protocol::encode(protocol::AvailabilityReply { std::move(view.offers), std::move(view.next) }));
}

Result<Response> hold_slot(Context& context)
{
    auto const center = ZAHIDE_TRY(center_parameter(context));
    auto const hold = ZAHIDE_TRY(body_of<protocol::NewHold>(context));
    scheduler::HoldSlot const wanted { center, hold.wish, hold.start };
    auto const audience = audience_of(context.principal());
    auto held = carry_out(context, wanted, [audience](domain::Hold const& made) { return stored(201, wire_of(made, audience)); });
    if (!held && held.error().reason == Reason::slot_taken)
        return slot_taken_response(context, held.error(), wanted);
    return held;
}

Result<Response> extend_hold(Context& context)
{
    HoldId const hold(ZAHIDE_TRY(uuid_parameter(context)));
    auto const audience = audience_of(context.principal());
    return carry_out(context, scheduler::ExtendHold { hold }, [audience](domain::Hold const& extended) { return stored(200, wire_of(extended, audience)); });
}

Result<Response> release_hold(Context& context)
{
    HoldId const hold(ZAHIDE_TRY(uuid_parameter(context)));
    return carry_out(context, scheduler::ReleaseHold { hold }, [](scheduler::Done const&) { return ports::StoredResponse { 204, {} }; });
}

Result<Response> list_appointments(Context& context)
{
    auto const center = ZAHIDE_TRY(center_parameter(context));
    auto const date = ZAHIDE_TRY(query_date(context, "date"));
    auto const view = ZAHIDE_TRY(context.scheduler().ask(context.principal(), scheduler::AppointmentsQuery { center, date }));
    auto const catalogue = ZAHIDE_TRY(context.scheduler().ask(context.principal(), scheduler::CatalogueQuery { center }));
    return json_response(200, protocol::encode(wire_of(view, catalogue.rules)));
}

Result<Response> show_roster(Context& context)
{
    auto const center = ZAHIDE_TRY(center_parameter(context));
    return json_response(200, protocol::encode(ZAHIDE_TRY(context.scheduler().ask(context.principal(), scheduler::RosterQuery { center }))));
}

} // namespace zahide::http
