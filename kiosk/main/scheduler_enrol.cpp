#include "scheduler_enrol.h"

#include "ports/keys.h"
#include "scheduler_host.h"

namespace zahide::program {

namespace {

template<class Enum>
Result<Enum> word_of(std::string const& text, std::string const& option)
{
    if (auto const value = value_of<Enum>(text))
        return *value;
    std::string words;
    for (auto const& entry : EnumNames<Enum>::entries)
        words.append(words.empty() ? "" : ", ").append(entry.name);
    return fail(ErrorCode::invalid, "\"" + text + "\" is none of the known words", option, "write one of: " + words);
}

template<class Id>
std::vector<Id> ids_of(std::vector<std::string> const& texts)
{
    std::vector<Id> ids;
    ids.reserve(texts.size());
    for (auto const& text : texts)
        ids.emplace_back(text);
    return ids;
}

/// The login as a short name: letters, digits and '-' stay, the rest becomes '-'.
std::string id_from_login(std::string const& login)
{
    std::string id;
    for (char const letter : login) {
        char const small = letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
        bool const kept = (small >= 'a' && small <= 'z') || (small >= '0' && small <= '9');
        id += kept ? small : '-';
    }
    return id;
}

} // namespace

Result<std::string> add_device(config::SchedulerConfig const& config, DeviceToEnrol const& device)
{
    domain::Device enrolled;
    enrolled.id = DeviceId(device.id);
    enrolled.center = CenterId(device.center);
    enrolled.kind = ZAHIDE_TRY(word_of<domain::DeviceKind>(device.kind, "--kind"));
    enrolled.public_key = device.public_key;
    enrolled.speaks = ids_of<LanguageTag>(device.languages);
    auto const host = ZAHIDE_TRY(SchedulerHost::open(config));
    auto const saved = ZAHIDE_TRY(host->scheduler().execute(domain::SystemPrincipal {}, scheduler::SaveDevice { enrolled }));
    return std::string(name_of(saved.kind)) + " " + saved.id.value() + " is enrolled in " + saved.center.value();
}

Result<std::string> add_staff(config::SchedulerConfig const& config, StaffToEnrol const& staff)
{
    domain::StaffUser user;
    user.id = StaffUserId(id_from_login(staff.login));
    user.login = staff.login;
    user.name = staff.name;
    user.center = CenterId(staff.center);
    user.role = ZAHIDE_TRY(word_of<domain::StaffRole>(staff.role, "--role"));
    user.gender = ZAHIDE_TRY(word_of<domain::Gender>(staff.gender, "--gender"));
    user.services = ids_of<ServiceId>(staff.services);
    user.languages = ids_of<LanguageTag>(staff.languages);
    auto const host = ZAHIDE_TRY(SchedulerHost::open(config));
    Secret const password = staff.password ? *staff.password : ports::make_token(host->random());
    user.password_hash = ZAHIDE_TRY(host->scheduler().hash_password(password));
    auto const saved = ZAHIDE_TRY(host->scheduler().execute(domain::SystemPrincipal {}, scheduler::SaveStaff { user }));
    std::string line = std::string(name_of(saved.role)) + " " + saved.login + " may log in at " + saved.center.value();
    if (!staff.password)
        line += " with the password " + password.reveal();
    return line;
}

} // namespace zahide::program
