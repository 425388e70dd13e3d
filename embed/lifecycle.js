// The life of one element as a state machine: what happens to it, and what is to be done then. Nothing here touches a page:
// controller.js carries that out, and says what has come of it.

/** Where an element is. Another build's check stands in its place: nothing happens any more. */
export const SUCCEEDED = 0;
/** It is on no page, and nothing was loaded for it yet. */
export const AWAY = 1;
/** It is on a page, and nothing was loaded for it yet. */
export const WAITING = 2;
/** A widget is on its way, in the place of none. */
export const LOADING = 3;
/** The message that it couldn't be loaded is on show. */
export const FAILED = 4;
/** The message after a panic is on show. */
export const CRASHED = 5;
/** A widget is there. */
export const MOUNTED = 6;
/** The same, with all that a result needs. */
export const COMPLETE = 7;

// What is to be done, with what the event was given: letters, since what the first visit loads has to be small; which ones
// they are makes it smaller still.
/** Load at once, or watch for when the page wants it. */
export const WAIT = "x";
/** Load what is missing. */
export const LOAD = "v";
/** Watch over a widget that is there or is back, and see that it has what it can have. */
export const TEND = "a";
/** End what watches over the page. */
export const UNWATCH = "d";
/** Show the first screen anew where it is on show. */
export const REDRAW = "o";
/** Show the first screen that has come. */
export const DRAW = "h";
/** Do as an attribute says, or the address. */
export const FOLLOW = "i";
/** Keep a call of the page. */
export const KEEP = "k";
/** Carry out a call of the page. */
export const CALL = "m";
/** Show what has come. */
export const TAKE = "y";
/** Tell a widget that has just come what it has to know, and carry out the calls that were kept. */
export const SETTLE = "r";
/** Nothing more: less is there than a result needs. */
export const LACK = "c";
/** Offer what only a result shows. */
export const OFFER = "n";
/** Show what a result needs. */
export const SHOW = "u";
/** Ask for a later build. */
export const ASK = "g";
/** Say that something has failed. */
export const FAIL = "b";
/** Say that there was a panic. */
export const CRASH = "l";
/** Go on in a fresh instance. */
export const RESUME = "p";
/** Put a widget there with what is loaded already. */
export const MOUNT = "e";
/** Nothing more: the place is another build's. */
export const LEAVE = "z";

// What happens: each event is what is to be done in the states from AWAY to COMPLETE, one letter for each of them, a dot for
// nothing; or one letter for all. One with `!` is of a load, whose number it is given, and nothing where another load has
// overtaken that.
/** It is on a page. */
export const CONNECTED = "x....aa";
/** It has left the page, or is moved there. */
export const DISCONNECTED = "d";
/** The visitor or the page wants it loaded, or another text. */
export const STARTED = "v";
/** Somebody is about to use it. */
export const WANTED = ".v.";
/** The page calls a method. */
export const CALLED = "kkkkkmm";
/** An attribute says something else: of how it looks, or where codes are; of what is to be loaded; or of the rest. */
export const LOOK_CHANGED = "i";
export const TEXT_CHANGED = ".xvvvvv";
export const CHANGED = ".xo..ii";
/** The page's address has changed. */
export const ADDRESSED = ".oo..ii";
/** There is a first screen, or will be none. */
export const DRAWN = ".hh";
/** The instance has ended: by this element's doing, as far as is known, or by another's. */
export const PANICKED = "l";
export const ENDED = ".....pp";
/** The visitor goes on after a panic. */
export const CONTINUED = "....p";
/** There is an instance to go on in. */
export const RESUMED = "..ee";
/** A widget stands in the place of all that there was. */
export const PLACED = "r";
/** The widget shows less than a result needs, or all of it. */
export const PARTIAL = ".....cc";
export const WHOLE = ".....n";
/** What a result needs has come. */
export const COMPLETED = ".....u";
/** Another build's check has come into its place. */
export const REPLACED = "z";
/** All is there that a load was for. */
export const ARRIVED = "y!";
/** A load, or what goes with one, has failed: a later build may know more. */
export const BROKEN = "g!";
/** None does. */
export const LOST = "b!";
/** A widget has ended in a panic as it was made. */
export const TRAPPED = "..b";

/**
 * `load` is the number of the newest load.
 * @typedef {{ at: number, load: number }} State
 */

/** @type {State} */
export const INITIAL = { at: AWAY, load: 0 };

/**
 * What an event makes of a state, and what is to be done.
 * @param {State} state
 * @param {string} event
 * @param {any} [number]
 * @returns {[State, effect: string]} a letter from above, or anything else where there is nothing to be done
 */
export function step({ at, load }, event, number) {
  const effect = /** @type {string} */ (event[2] ? event[at - 1] : at && (!event[1] || number === load) && event[0]);
  /** @type {Record<string, number>} */
  const next = {
    [WAIT]: WAITING,
    [LOAD]: at < MOUNTED ? LOADING : at,
    [UNWATCH]: at < LOADING ? AWAY : at,
    [SETTLE]: MOUNTED,
    [LACK]: MOUNTED,
    [OFFER]: COMPLETE,
    // What is on show stays, unless it only says that something is to come.
    [FAIL]: at === LOADING ? FAILED : at,
    [CRASH]: CRASHED,
    [RESUME]: LOADING,
    [LEAVE]: SUCCEEDED,
  };
  return [{ at: next[effect] ?? at, load: effect === LOAD ? load + 1 : load }, effect];
}
