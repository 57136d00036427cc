// The configuration of one run: the sample center of config/, opened or shut as wanted, on ports and files of the run's own.
import { generateKeyPairSync, randomInt } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";

export const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/** config/center.toml with other hours, so that nothing depends on the hour it runs at. opening: "always" or "never". */
export function centerConfig(sample, opening) {
    const tables = sample.split(/^(?=\[)/m);
    const kept = tables.filter((table) => !/^\[\[(opening|closures)\]\]/.test(table)).join("");
    const isNever = opening === "never";
    const hours = `\n[[opening]]\ndays = ${JSON.stringify(weekdays)}\nfrom = "00:00"\nto = "24:00"\n`;
    const closure = `\n[[closures]]\nfrom = 2020-01-01\nto = 2099-12-31\nname = { tr = "Tadilat", en = "Repairs", ar = "أعمال صيانة", fa = "تعمیرات" }\n`;
    return kept.replace(/^holidays = .*$/m, "") + hours + (isNever ? closure : "");
}

/** A zone without a place in which it is between 9 and 10 in the morning now, and how many hours it is ahead of UTC. */
export function morningZone(now = new Date()) {
    const hoursAhead = ((9 - now.getUTCHours() + 36) % 24) - 12;
    const name = hoursAhead === 0 ? "Etc/UTC" : `Etc/GMT${hoursAhead > 0 ? "-" : "+"}${Math.abs(hoursAhead)}`; // POSIX counts westward
    return { name, hoursAhead };
}

/** A center's configuration where the working day has just begun, so that no test runs into midnight, when numbers begin anew. */
export function inTheMorning(center) {
    return center.replace(/^zone = .*$/m, `zone = "${morningZone().name}"`);
}

/** config/people.toml with everybody there at every hour. */
export function peopleConfig(sample) {
    return sample.replace(/^hours = .*$/gm, `hours = [{ days = ${JSON.stringify(weekdays)}, from = "00:00", to = "24:00" }]`).replace(/^(breaks|every_weeks) = .*\n/gm, "");
}

export function schedulerConfig({ database, port }) {
    return `database = "${database}"\ncenters = ["center.toml"]\n[listen]\naddress = "127.0.0.1"\nport = ${port}\n[log]\nlevel = "info"\n`;
}

export function kioskConfig({ id, key, database, port, tickets, screen }) {
    return (
        `id = "${id}"\ncenter = "zahide-nine"\nkey_file = "${key}"\ndatabase = "${database}"\nsound = false\n` +
        `[scheduler]\naddress = "http://127.0.0.1:${port}"\n[screen]\nwidth_px = ${screen.width}\nheight_px = ${screen.height}\ndiagonal_inches = ${screen.inches.toFixed(1)}\n` +
        `[printer]\nkind = "file"\ndirectory = "${tickets}"\n[log]\nlevel = "info"\n`
    );
}

export function boardConfig({ id, key, database, port }) {
    return (
        `id = "${id}"\ncenter = "zahide-nine"\nkey_file = "${key}"\ndatabase = "${database}"\nlanguages = ["tr", "en", "ar", "fa"]\nsound = false\n` +
        `[scheduler]\naddress = "http://127.0.0.1:${port}"\n[screen]\nwidth_px = 1920\nheight_px = 1080\ndiagonal_inches = 43.0\n[log]\nlevel = "info"\n`
    );
}

/** A device's key as the device keeps it (base64url of the Ed25519 seed); its public half, to enroll it with. */
export function makeDeviceKey(file) {
    const { publicKey, privateKey } = generateKeyPairSync("ed25519");
    writeFileSync(file, `${privateKey.export({ format: "jwk" }).d}\n`, { mode: 0o600 });
    return publicKey.export({ format: "jwk" }).x;
}

export function readSampleCenter(root) {
    return readFileSync(join(root, "config/center.toml"), "utf8");
}

export function readSamplePeople(root) {
    return readFileSync(join(root, "config/people.toml"), "utf8");
}

/**
 * A port that nobody listens on at the moment. Not one of those that the system gives to whoever connects: a program that is
 * stopped for a while finds its port free again, and nobody who tries to reach it meanwhile is connected to themselves.
 */
export async function freePort() {
    for (;;) {
        const port = randomInt(20_000, 32_000);
        const server = createServer();
        const isFree = await new Promise((resolve) => {
            server.once("error", () => resolve(false));
            server.listen(port, "127.0.0.1", () => resolve(true));
        });
        if (isFree) {
            await new Promise((resolve) => server.close(resolve));
            return port;
        }
    }
}
