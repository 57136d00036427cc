import type { Appointment, Catalogue, Taken } from "../api/wire";
import { grouped } from "../appointments/code";
import { useDesk } from "./desk_context";
import { useNames } from "./use_names";

interface FactsProps {
    readonly catalogue: Catalogue;
    readonly appointment: Pick<Appointment, "service" | "language" | "gender"> & Partial<Pick<Appointment, "code">>;
    readonly taken: Taken | undefined;
}

/** For what, in which language, with whom and where. */
export function Facts({ catalogue, appointment, taken }: FactsProps) {
    const { state, text } = useDesk();
    const names = useNames(catalogue, state.book.roster);
    const rows: readonly (readonly [string, string])[] = [
        [text("console_column_service"), names.service(appointment.service)],
        [text("console_column_language"), state.messages.languageName(appointment.language)],
        [text("console_new_gender"), text(`console_gender_${appointment.gender}`)],
        [text("console_column_with"), names.people(taken?.professionals ?? [])],
        [text("console_column_interpreter"), taken?.interpreter ? names.people([taken.interpreter]) : text("console_no_interpreter")],
        [text("console_column_room"), names.room(taken?.room) || "–"],
        ...(appointment.code === undefined ? [] : [[text("console_code"), `\u2066${grouped(appointment.code)}\u2069`] as const]),
    ];
    return (
        <dl class="facts">
            {rows.map(([name, value]) => (
                <div key={name}>
                    <dt>{name}</dt>
                    <dd>{value}</dd>
                </div>
            ))}
        </dl>
    );
}
