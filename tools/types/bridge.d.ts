// Written by `cargo xtask contract` from src/host.rs and src/bridge.rs: change that, not this.

declare module "skill-check:bindings" {
  /** The element of a widget, as far as the widget calls it. Nothing that it does is thrown back. */
  export interface Host {
    /** Loads another locale; it comes back as content. */
    locale(tag: string): void;
    /** Shows a section of the screen, by the id of its heading, which takes the focus. */
    goTo(heading: string): void;
    /** Puts a result link on the clipboard. */
    copy(address: string): void;
    /** Loads what a result needs. */
    later(): void;
    /** Offers to the system's share dialogue what is said of a result, and in the last line the link to it. */
    share(message: string): void;
    /** A result link was given to the mail program. */
    mailed(address: string): void;
    /** Makes something of the result that is taken along, or kept: see [`Taking`](crate::store::Taking). */
    take(what: string): void;
    /** Opens the link that the visitor has entered. */
    open(): void;
    /** Takes the result code out of the address. */
    close(): void;
    /** Keeps the sitting there from now on. */
    keep(place: Kept): void;
    /** Deletes everything that was ever kept. */
    delete(): void;
    /** The visitor has decided about the other window's state. */
    decided(): void;
    /** A step of a result is drawn, and not the last: opens in it what was open before. */
    steps(): void;
    /** Keeps the record of a sitting; without one there is nothing to keep. */
    save(record: string | null | undefined): void;
    /** The record can't be read, for this reason. */
    unreadable(code: string): void;
    /** Tells who runs the page, in the console. */
    warn(text: string): void;
    /** The code in the address can't be opened, for this reason. */
    problem(code: string): void;
    /** The sitting has begun. */
    begun(): void;
    /** The visitor has gone on from an item. */
    item(): void;
    /** So many items are answered, of so many. */
    progress(answered: number, total: number): void;
    /** The sitting stood at one screen and stands at another, each by its number of 16 bits, the former first. */
    moved(both: number): void;
    /** A result is shown; `detail` is JSON, what the page learns of it. One that was saved with its sitting is restored. */
    result(detail: string, restored: boolean): void;
    /** All is drawn that was asked for up to the one with this number: see `Widget::turn`. */
    shown(turn: number): void;
  }
  /** What a widget begins with. */
  export interface Setup {
    /** The element, whose attributes the widget reads. */
    readonly element: Element;
    /** The locales on offer, in lines of tag and name in turn. */
    readonly locales: string;
    /** The record that an earlier widget told to save; it counts more than the attributes. */
    readonly record: string | null | undefined;
    /** The page's fragment, which may hold a result code. */
    readonly fragment: string;
  }
  /** Where a widget stands, beside what the attributes of its element say. */
  export interface Standing {
    /** The page that result links lead to. */
    readonly page: string;
    /** Whether the system has a share dialogue. */
    readonly shares: boolean;
    /** Whether the browser can print. */
    readonly prints: boolean;
    /** Whether the page wants the short way first. */
    readonly quick: boolean;
    /** Whether it wants all levels of an item at once. */
    readonly whole: boolean;
  }
  /** Where a sitting is kept, besides in memory. */
  export type Kept =
    /** On the device. */
    | "local"
    /** In the tab. */
    | "session"
    /** Nowhere: the browser refuses. */
    | "refused"
    /** Nowhere, as the page wishes. */
    | "none";
  /** What the script has to say in a word. */
  export type Word =
    /** Begins with the first item without a response. */
    | "start"
    /** The same by itself, for a check that hasn't begun. */
    | "autostart"
    /** Deletes all responses and shows the start. */
    | "restart"
    /** Begins afresh, as for somebody else. */
    | "reset"
    /** Another locale couldn't be loaded. */
    | "no-locale"
    /** Everything was deleted, elsewhere. */
    | "deleted"
    /** Everything was deleted at last. */
    | "all-deleted"
    /** Not everything could be deleted yet. */
    | "not-deleted"
    /** What is loaded later is here. */
    | "later"
    /** What is loaded later couldn't be loaded. */
    | "no-later"
    /** A link is on the clipboard. */
    | "copied"
    /** The clipboard is closed to us. */
    | "not-copied";
  export class Widget {
    /** Mounts a check into `place`. `later` says that what is loaded later is there, and that `catalogue` is whole. Without it only the first part of a catalogue is read, and believed: it has to be one of this build's. */
    constructor(place: Element, catalogue: Uint8Array, later: boolean, host: Host, setup: Setup);
    /** Shows another locale or another catalogue, or the same with the texts of the result; `later` as for [`Widget::new`]. */
    show(catalogue: Uint8Array, later: boolean): void;
    /** Aims at the family and level that the attributes say now. */
    aim(): void;
    /** Takes what the script has to say in a word. */
    tell(word: Word): void;
    /** Says where the sitting is kept now. */
    kept(place: Kept): void;
    /** Goes to the screen with this number: the browser's history leads there. */
    lead(place: number): void;
    /** Says how taking something along went: `+` or `-`, and what [`Host::take`] was called with. */
    taken(how: string): void;
    /** Does again what was done on the first screens before; see [`crate::store::early`]. */
    early(act: number, value: number): void;
    /** Says where the widget stands, and that the attributes of its element may say something else. */
    stand(standing: Standing): void;
    /** The ids of the modules, which the host page's courses have to name, in lines; none before what is loaded later is there. */
    modules(): string;
    /** Takes the courses that the host page offers: JSON, a list of those that can be shown. Only once what is loaded later is there. */
    courses(list: string): void;
    /** Hands over the results that are kept on the device, as `embed/stored-results.js` keeps them. */
    earlier(text: string): void;
    /** Takes what the attributes say of what a result leads to, on a page in this language. Only once what is loaded later is there. */
    around(language: string): void;
    /** Shows the result whose code is in the page's fragment under the element's id; without one, the visitor's own check. */
    open_fragment(fragment: string): void;
    /** Shows the result of a code. */
    open_code(code: string): void;
    /** The code in what was entered, which may be a link or a message with one, for whichever widget; fit for a fragment. Nothing before what is loaded later is there. */
    entered(text: string): string | undefined;
    /** Hands over a QR code, as its width in modules and the path of the dark ones. */
    drawn(width: number, path: string): void;
    /** What is taken along of the result on show, on this day; see [`crate::files::made`] for what it is of each kind. Nothing before anything was shown. */
    made(kind: string, date: string, bytes: Uint8Array, text: string): string | undefined;
    /** Says what to call the next that is drawn: the script is told once everything done until now is. */
    turn(turn: number): void;
    /** Offers the record that another window has kept. One that can't be read here is no offer. */
    offer(saved: string): void;
  }
  /** What was answered, in words, for a visitor who wants to take it along: the items with the chosen anchors, and the record itself. Nothing if either can't be read. */
  export function in_words(catalogue: Uint8Array, saved: string): string | undefined;
}
