import { useState } from "preact/hooks";
import { genderPreferences, priorities, type Catalogue, type GenderPreference, type Priority, type Ticket } from "../api/wire";
import { Dialog } from "./dialog";
import { useDesk } from "./desk_context";
import { Select } from "./select";
import { TicketNumber } from "./ticket_number";

interface IssueDialogProps {
    readonly catalogue: Catalogue;
    readonly onClose: () => void;
}

const scope = "issue";

/** Gives a number at the desk, for whoever can't or won't use the kiosk. */
export function IssueDialog({ catalogue, onClose }: IssueDialogProps) {
    const { desk, state, text } = useDesk();
    const [given, setGiven] = useState<Ticket | null>(null);

    function submit(event: SubmitEvent): void {
        event.preventDefault();
        const form = new FormData(event.currentTarget as HTMLFormElement);
        const wish = desk.wish(`/v1/centers/${catalogue.center.id}/tickets`, {
            service: String(form.get("service")),
            language: String(form.get("language")),
            priority: String(form.get("priority")) as Priority,
            gender: String(form.get("gender")) as GenderPreference,
        });
        void desk.act<Partial<Ticket> & { ticket?: Ticket }>(scope, [wish]).then((reply) => {
            if (reply !== null) {
                setGiven((reply.ticket ?? reply) as Ticket);
            } else {
                onClose(); // the notice behind the dialog says why
            }
        });
    }

    if (given !== null) {
        return (
            <Dialog title={text("console_new_title")} onClose={onClose}>
                <div role="status" class="given">
                    <TicketNumber number={given.number} />
                    <p>{text("console_new_given", { number: state.messages.number(given.number) })}</p>
                </div>
            </Dialog>
        );
    }
    return (
        <Dialog title={text("console_new_title")} onClose={onClose}>
            <form onSubmit={submit}>
                <Select name="service" label={text("console_new_service")}>
                    {catalogue.services
                        .filter((service) => service.walk_in)
                        .map((service) => ({ value: service.id, label: state.messages.localized(service.name) }))}
                </Select>
                <Select name="language" label={text("console_new_language")}>
                    {catalogue.languages.map((language) => ({ value: language, label: state.messages.languageName(language) }))}
                </Select>
                <Select name="priority" label={text("console_new_priority")}>
                    {priorities.map((priority) => ({ value: priority, label: text(`console_priority_${priority}`) }))}
                </Select>
                <Select name="gender" label={text("console_new_gender")}>
                    {genderPreferences.map((gender) => ({ value: gender, label: text(`console_gender_${gender}`) }))}
                </Select>
                <button type="submit" class="primary" aria-disabled={state.busy.has(scope)}>
                    {text("console_new_submit")}
                </button>
            </form>
        </Dialog>
    );
}
