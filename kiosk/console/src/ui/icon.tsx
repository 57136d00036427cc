import alertTriangle from "@tabler/icons/outline/alert-triangle.svg?raw";
import arrowsLeftRight from "@tabler/icons/outline/arrows-left-right.svg?raw";
import babyCarriage from "@tabler/icons/outline/baby-carriage.svg?raw";
import bellRinging from "@tabler/icons/outline/bell-ringing.svg?raw";
import calendarClock from "@tabler/icons/outline/calendar-clock.svg?raw";
import calendarPlus from "@tabler/icons/outline/calendar-plus.svg?raw";
import calendarRepeat from "@tabler/icons/outline/calendar-repeat.svg?raw";
import calendarX from "@tabler/icons/outline/calendar-x.svg?raw";
import calendar from "@tabler/icons/outline/calendar.svg?raw";
import check from "@tabler/icons/outline/check.svg?raw";
import chevronLeft from "@tabler/icons/outline/chevron-left.svg?raw";
import chevronRight from "@tabler/icons/outline/chevron-right.svg?raw";
import deviceDesktop from "@tabler/icons/outline/device-desktop.svg?raw";
import door from "@tabler/icons/outline/door.svg?raw";
import homeHeart from "@tabler/icons/outline/home-heart.svg?raw";
import infoCircle from "@tabler/icons/outline/info-circle.svg?raw";
import language from "@tabler/icons/outline/language.svg?raw";
import logout from "@tabler/icons/outline/logout.svg?raw";
import man from "@tabler/icons/outline/man.svg?raw";
import messageCircleExclamation from "@tabler/icons/outline/message-circle-exclamation.svg?raw";
import old from "@tabler/icons/outline/old.svg?raw";
import playerPause from "@tabler/icons/outline/player-pause.svg?raw";
import playerPlay from "@tabler/icons/outline/player-play.svg?raw";
import playerTrackNext from "@tabler/icons/outline/player-track-next.svg?raw";
import plus from "@tabler/icons/outline/plus.svg?raw";
import printer from "@tabler/icons/outline/printer.svg?raw";
import search from "@tabler/icons/outline/search.svg?raw";
import trash from "@tabler/icons/outline/trash.svg?raw";
import userCheck from "@tabler/icons/outline/user-check.svg?raw";
import userX from "@tabler/icons/outline/user-x.svg?raw";
import users from "@tabler/icons/outline/users.svg?raw";
import wheelchair from "@tabler/icons/outline/wheelchair.svg?raw";
import wifiOff from "@tabler/icons/outline/wifi-off.svg?raw";
import woman from "@tabler/icons/outline/woman.svg?raw";
import x from "@tabler/icons/outline/x.svg?raw";

const pictures = {
    "alert-triangle": alertTriangle,
    "arrows-left-right": arrowsLeftRight,
    "baby-carriage": babyCarriage,
    "bell-ringing": bellRinging,
    calendar,
    "calendar-clock": calendarClock,
    "calendar-plus": calendarPlus,
    "calendar-repeat": calendarRepeat,
    "calendar-x": calendarX,
    check,
    "chevron-left": chevronLeft,
    "chevron-right": chevronRight,
    "device-desktop": deviceDesktop,
    door,
    "home-heart": homeHeart,
    "info-circle": infoCircle,
    language,
    logout,
    man,
    "message-circle-exclamation": messageCircleExclamation,
    old,
    "player-pause": playerPause,
    "player-play": playerPlay,
    "player-track-next": playerTrackNext,
    plus,
    printer,
    search,
    trash,
    "user-check": userCheck,
    "user-x": userX,
    users,
    wheelchair,
    "wifi-off": wifiOff,
    woman,
    x,
} as const;

export type IconName = keyof typeof pictures;

/** Pictograms that point along the line of reading, and so are mirrored with it. */
const directed: ReadonlySet<IconName> = new Set(["player-play", "player-track-next", "logout", "chevron-left", "chevron-right"]);

/** A pictogram beside a word: it says nothing of its own to a screen reader. */
export function Icon({ name }: { readonly name: IconName }) {
    const style = directed.has(name) ? "icon icon-directed" : "icon";
    return <span class={style} aria-hidden="true" dangerouslySetInnerHTML={{ __html: pictures[name] }} />;
}
