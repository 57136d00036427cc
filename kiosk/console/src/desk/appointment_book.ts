import type { Outcome, Requests } from "../api/requests";
import type { Appointment, AppointmentList, Roster } from "../api/wire";
import { fromList, withAppointment, type Day } from "../appointments/day";
import type { LocalDate } from "../appointments/local_date";

/** What the appointments page shows of the scheduler's knowledge. A value. */
export interface Book {
    /** None: today, whatever day that becomes. */
    readonly wanted: LocalDate | null;
    /** None: not loaded yet. */
    readonly day: Day | null;
    readonly roster: Roster | null;
}

export const closedBook: Book = { wanted: null, day: null, roster: null };

/** Whose book it is. */
export interface BookOwner {
    readonly center: { readonly id: string; readonly zone: string } | null;
    readonly book: Book;
    nowMs(): number;
    after(milliseconds: number, callback: () => void): () => void;
    changeBook(book: Book): void;
    /** Something could not be loaded; asks again later. */
    notLoaded(outcome: Outcome<unknown>, again: () => void): void;
}

const refreshAfterMs = 120;

/** Keeps the chosen day up to date while somebody looks at it. */
export class AppointmentBook {
    private m_isOpen = false;
    private m_cancelRefresh: (() => void) | null = null;
    private m_refreshing = false;
    private m_refreshAgain = false;

    constructor(
        private readonly owner: BookOwner,
        private readonly requests: Requests,
    ) {}

    /** Somebody looks at the page. */
    open(): void {
        this.m_isOpen = true;
        this.refreshSoon(0);
    }

    /** Nobody looks: nothing is asked for. */
    close(): void {
        this.m_isOpen = false;
        this.m_cancelRefresh?.();
        this.m_cancelRefresh = null;
    }

    /** None: today. */
    show(date: LocalDate | null): void {
        this.owner.changeBook({ ...this.owner.book, wanted: date, day: null });
        this.refreshSoon(0);
    }

    /** `revision` none: an answer to a wish of this desk. */
    heard(appointment: Appointment, revision: number | null): void {
        const { book, center } = this.owner;
        if (book.day !== null && center !== null) {
            this.owner.changeBook({ ...book, day: withAppointment(book.day, appointment, center.zone, revision) });
        }
        this.refreshSoon();
    }

    /** A burst of changes asks once. */
    refreshSoon(milliseconds: number = refreshAfterMs): void {
        if (this.m_isOpen) {
            this.m_cancelRefresh?.();
            this.m_cancelRefresh = this.owner.after(milliseconds, () => void this.refresh());
        }
    }

    private async refresh(): Promise<void> {
        if (this.m_refreshing) {
            this.m_refreshAgain = true;
            return;
        }
        this.m_refreshing = true;
        this.m_refreshAgain = false;
        await this.load();
        this.m_refreshing = false;
        if (this.m_refreshAgain) {
            this.refreshSoon();
        }
    }

    private async load(): Promise<void> {
        const { center, book } = this.owner;
        if (center === null || !this.m_isOpen) {
            return;
        }
        const roster = book.roster === null ? await this.requests.get<Roster>(`/v1/centers/${center.id}/roster`) : null;
        const query = book.wanted === null ? "" : `?date=${book.wanted}`;
        const list = await this.requests.get<AppointmentList>(`/v1/centers/${center.id}/appointments${query}`);
        if (this.owner.center?.id !== center.id) {
            return; // signed out meanwhile
        }
        if (!list.ok || (roster !== null && !roster.ok)) {
            this.owner.notLoaded(list.ok && roster !== null ? roster : list, () => this.refreshSoon());
            return;
        }
        const now = this.owner.book;
        const day = now.wanted === book.wanted ? fromList(list.value, now.day, this.owner.nowMs()) : null;
        this.m_refreshAgain ||= day === null;
        this.owner.changeBook({ ...now, day: day ?? now.day, roster: roster?.value ?? now.roster });
    }
}
