// A center in which appointments can be made and kept at any hour it runs at: few people, so that a test knows who is taken.
import { weekdays } from "./configuration.mjs";

function withoutAppointments(center) {
    const tables = center.split(/^(?=\[)/m).filter((table) => !table.startsWith("[services.needs"));
    return tables.join("").replace(/^people = .*$/m, "");
}

/** What an appointment takes, by service. */
const needs = { legal: "lawyer", psychological: "psychologist", social: "social_worker" };

/**
 * A center's configuration with appointments that can be booked, and kept, where the working day has just begun (inTheMorning()).
 * `hold_at_kiosk_minutes` and the like go to its rules.
 */
export function withFewPeople(center, rules = {}) {
    const tables = withoutAppointments(center).split(/^(?=\[)/m);
    const booked = tables.map((table) => {
        const service = /^\[\[services\]\]/.test(table) ? /^id = "(.+)"$/m.exec(table)?.[1] : undefined;
        const role = needs[service];
        const need = `roles = [{ role = "${role}" }]\nroom_kind = "consulting"\nduration_minutes = 30\ngrid_minutes = 30\nnotice_minutes = 5\ndays_ahead = 6\n`;
        return role === undefined ? table : `${table.trimEnd()}\n\n[services.needs]\n${need}\n`;
    });
    const config = `people = "people.toml"\n${booked.join("")}`;
    return Object.entries({ check_in_before_minutes: 90, slots_per_service: 0, ...rules }).reduce(withRule, config);
}

function withRule(config, [name, value]) {
    return config.replace(new RegExp(`^${name} = .*\n`, "m"), "").replace(/^\[rules\]\n/m, `[rules]\n${name} = ${value}\n`);
}

const people = [
    { id: "ayse-demir", name: "Ayşe Demir", role: "lawyer", gender: "woman", languages: ["tr"], staff: "ayse" },
    { id: "murat-aksoy", name: "Murat Aksoy", role: "lawyer", gender: "man", languages: ["tr", "en"] },
    { id: "emre-kurt", name: "Emre Kurt", role: "psychologist", gender: "man", languages: ["tr"] },
    { id: "zeynep-ak", name: "Zeynep Ak", role: "psychologist", gender: "woman", languages: ["tr"] },
    { id: "selin-kaya", name: "Selin Kaya", role: "social_worker", gender: "woman", languages: ["tr"] },
    { id: "farzana-rahimi", name: "Farzana Rahimi", role: "interpreter", gender: "woman", languages: ["tr", "fa"] },
    { id: "omar-haddad", name: "Omar Haddad", role: "interpreter", gender: "man", languages: ["tr", "ar"] },
];

/** Who works there: each day from nine to five. */
export function fewPeople() {
    const professionals = people.map(({ staff, languages, ...texts }) => {
        const lines = Object.entries(staff === undefined ? texts : { ...texts, staff }).map(([name, value]) => `${name} = "${value}"\n`);
        const hours = `[[professionals.schedules]]\nfrom = 2020-01-01\nhours = [{ days = ${JSON.stringify(weekdays)}, from = "09:00", to = "17:00" }]\n`;
        return `[[professionals]]\n${lines.join("")}languages = ${JSON.stringify(languages)}\n${hours}`;
    });
    const rooms = [1, 2, 3].map(
        (number) => `[[rooms]]\nid = "room-${number}"\nkind = "consulting"\nname = { tr = "Oda ${number}", en = "Room ${number}", ar = "غرفة ${number}", fa = "اتاق ${number}" }\n`,
    );
    return [...professionals, ...rooms].join("\n");
}
