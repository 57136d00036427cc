import { useDesk } from "./desk_context";

/** A number in the digits of the page's language, and in Latin ones where those differ: what stands on the paper. */
export function TicketNumber({ number }: { readonly number: number }) {
    const { state } = useDesk();
    const own = state.messages.number(number);
    const latin = String(number);
    return (
        <span class="number">
            <bdi>{own}</bdi>
            {own !== latin && (
                <bdi class="number-latin" lang="en">
                    {latin}
                </bdi>
            )}
        </span>
    );
}
