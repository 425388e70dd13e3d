// The life of an element in every state that it can come to: walks over all that may happen, in any order, with what is on its
// way arriving early, late, broken or not at all. `carryOut` does what controller.js does, to a page of a few words.

import assert from "node:assert/strict";
import { test } from "node:test";
import * as life from "../lifecycle.js";

const STATES = ["SUCCEEDED", "AWAY", "WAITING", "LOADING", "FAILED", "CRASHED", "MOUNTED", "COMPLETE"];
// An event that is the same in all states is a letter, as what is to be done is.
const EFFECTS = "WAIT LOAD TEND UNWATCH REDRAW DRAW FOLLOW KEEP CALL TAKE SETTLE LACK OFFER SHOW ASK FAIL CRASH RESUME MOUNT LEAVE".split(" ");
const EVENTS = Object.keys(life).filter((name) => typeof life[name] === "string" && !EFFECTS.includes(name));
/** Those of a load, which nothing comes of where another has overtaken it. */
const NUMBERED = ["ARRIVED", "BROKEN", "LOST"];
const letters = new Map(EFFECTS.map((name) => [life[name], name]));

/** How much of each happens in a walk: together all of it once, and of what has to do with each other twice. */
const WALKS = [
  { texts: 1, calls: 1, panics: 1, moves: 1, faults: 1, laters: 1 },
  { texts: 2, calls: 0, panics: 0, moves: 1, faults: 2, laters: 0 },
  { texts: 0, calls: 2, panics: 2, moves: 2, faults: 0, laters: 1 },
  { texts: 1, calls: 1, panics: 0, moves: 3, faults: 2, laters: 0 },
];

const BEGINNING = {
  life: life.INITIAL,
  isOnPage: false,
  /** What is on show: nothing yet, that something is to come, a widget, what a dead one leaves, a message, another build's check. */
  shown: "nothing",
  /** The text in the widget, if there is one that lives, and whether it has all that a result needs. */
  widget: null,
  isDead: false,
  isWhole: false,
  isWatched: false,
  /** The text that was asked for last, that which is loaded, and whether what a result needs is. */
  text: 0,
  compiled: null,
  hasLater: false,
  /** What is on its way: loads, of which the glue and the catalogue come apart, and questions for a later build or an instance. */
  flights: [],
  made: 0,
  waiting: [],
  done: [],
  hasFailed: false,
  /** How much of each may yet happen. */
  left: WALKS[0],
};

/** What an element does at each effect, to a world that may be changed. */
const carryOut = {
  WAIT(world) {
    world.shown = "coming";
    world.isWatched = true;
  },
  LOAD(world) {
    if (world.widget === null) world.shown = "coming";
    world.flights.push({ kind: "load", number: world.life.load, text: world.text, left: ["glue", "catalogue"] });
  },
  TEND(world) {
    if (world.hasLater) complete(world);
  },
  UNWATCH: (world) => (world.isWatched = false),
  REDRAW: (world) => happen(world, "DRAWN", true),
  DRAW(world, isDrawn) {
    if (isDrawn) world.shown = "coming";
    else happen(world, "WANTED");
  },
  FOLLOW() {},
  KEEP(world, call) {
    world.waiting.push(call);
    happen(world, "WANTED");
  },
  CALL(world, call) {
    assert.ok(!world.isDead, "a dead widget is asked for nothing");
    world.done.push(call);
  },
  TAKE(world, _, text) {
    if (world.widget === null) mount(world, text);
    else show(world, text);
    world.compiled = text;
    if (world.hasLater) complete(world);
  },
  SETTLE(world, isWhole) {
    if (isWhole) happen(world, "WHOLE");
    carryOut.TEND(world);
    for (const call of world.waiting.splice(0)) happen(world, "CALLED", call);
  },
  LACK: (world) => (world.isWhole = false),
  OFFER: (world) => (world.isWhole = true),
  SHOW: (world, text) => show(world, text),
  ASK: (world, number) => world.flights.push({ kind: "later build", number }),
  FAIL(world) {
    if (world.life.at === life.FAILED) world.shown = "failed";
  },
  CRASH: (world) => (world.shown = "crashed"),
  RESUME(world) {
    if (world.compiled === null) happen(world, "STARTED");
    else world.flights.push({ kind: "instance" });
  },
  MOUNT: (world) => mount(world, world.compiled),
  LEAVE() {},
};

function mount(world, text) {
  world.widget = text;
  world.shown = "widget";
  world.isDead = world.isWhole = false;
  happen(world, "PLACED", world.hasLater);
}

function show(world, text) {
  assert.ok(!world.isDead, "a dead widget is asked for nothing");
  world.widget = text;
  happen(world, world.hasLater ? "WHOLE" : "PARTIAL");
}

function complete(world) {
  if (world.compiled !== null) happen(world, "COMPLETED", world.compiled);
}

/** Steps, and does what is to be done; what has to hold of a single step is seen to here. */
function happen(world, event, ...given) {
  if (world.isDead) {
    world.isDead = false;
    happen(world, "ENDED");
  }
  const before = { ...world };
  const [state, letter] = life.step(world.life, life[event], given[0]);
  world.life = state;
  if (state.at < life.MOUNTED) {
    world.widget = null;
    if (world.shown === "widget") world.shown = "remains";
  }
  const effect = letters.get(letter);
  if (before.life.at === life.SUCCEEDED) assert.deepEqual([state, effect], [before.life, undefined], `${event} after the end`);
  if (effect === "TAKE") assert.equal(given[0], before.life.load, "an older load brings nothing");
  if (effect === "MOUNT" || effect === "RESUME") assert.equal(world.widget, null, "never two widgets");
  if (effect) carryOut[effect](world, ...given);
  if (event === "BROKEN" || event === "LOST") assert.ok(before.life.at === life.LOADING || world.shown === before.shown, `${event} takes ${before.shown} away`);
}

/**
 * All that may happen next in a world: each a name, and what does it to a copy.
 * @returns {Generator<[string, (copy: any) => void]>}
 */
function* next(world) {
  const { left, flights, shown } = world;
  const isAlive = world.life.at !== life.SUCCEEDED;
  const counts = (name) => left[name] > 0;
  const count = (copy, name) => (copy.left[name] -= 1);
  if (!world.isOnPage && counts("moves")) {
    yield ["connect", (copy) => {
      count(copy, "moves");
      copy.isOnPage = true;
      happen(copy, "CONNECTED");
    }];
  }
  if (world.isOnPage) {
    yield ["disconnect", (copy) => {
      copy.isOnPage = false;
      happen(copy, "DISCONNECTED");
    }];
  }
  if (world.isWatched) yield ["come near", (copy) => happen(copy, "WANTED")];
  if (shown !== "nothing" && counts("texts")) {
    for (const event of ["TEXT_CHANGED", "STARTED"]) {
      yield [event, (copy) => {
        count(copy, "texts");
        copy.text += 1;
        happen(copy, event);
      }];
    }
  }
  if (shown !== "nothing") {
    for (const event of ["CHANGED", "LOOK_CHANGED", "ADDRESSED"]) yield [event, (copy) => happen(copy, event, "id")];
    for (const isDrawn of [true, false]) yield [`first screen ${isDrawn}`, (copy) => happen(copy, "DRAWN", isDrawn)];
  }
  if (isAlive && counts("calls")) {
    yield ["call", (copy) => {
      count(copy, "calls");
      happen(copy, "CALLED", copy.made++);
    }];
  }
  if (shown === "failed") yield ["retry", (copy) => happen(copy, "STARTED")];
  if (shown === "crashed") yield ["go on", (copy) => happen(copy, "CONTINUED")];
  if (counts("laters") && world.compiled !== null) {
    yield ["what a result needs", (copy) => {
      count(copy, "laters");
      copy.hasLater = true;
      if (copy.isOnPage) complete(copy);
    }];
  }
  if (counts("panics")) {
    for (const event of ["PANICKED", "ENDED"]) yield [event, (copy) => panic(copy, event)];
  }
  for (const at of flights.keys()) yield* landings(world, at, counts, count);
}

/** The instance ends; an element that is on no page isn't told. */
function panic(copy, event) {
  copy.left.panics -= 1;
  if (copy.isOnPage) happen(copy, event);
  else copy.isDead = copy.widget !== null;
}

/**
 * How what is on its way may come to an end.
 * @returns {Generator<[string, (copy: any) => void]>}
 */
function* landings({ flights }, at, counts, count) {
  const { kind, number, text, left } = flights[at];
  const landed = (copy) => copy.flights.splice(at, 1);
  const broken = (copy) => {
    count(copy, "faults");
    copy.hasFailed = true;
    landed(copy);
    happen(copy, "BROKEN", number ?? copy.life.load);
  };
  if (kind === "load") {
    for (const part of left) {
      yield [`${part} of load ${number}`, (copy) => {
        copy.flights[at] = { kind, number, text, left: left.filter((one) => one !== part) };
        if (left.length > 1) return;
        landed(copy);
        happen(copy, "ARRIVED", number, text);
      }];
    }
  } else if (kind === "instance") {
    yield ["instance", (copy) => (landed(copy), happen(copy, "RESUMED"))];
  } else {
    yield ["no later build", (copy) => (landed(copy), happen(copy, "LOST", number))];
    if (counts("faults")) {
      yield ["later build", (copy) => {
        count(copy, "faults");
        landed(copy);
        // What was called goes along.
        copy.done.push(...copy.waiting.splice(0));
        copy.shown = "successor";
        happen(copy, "DISCONNECTED");
        happen(copy, "REPLACED");
      }];
    }
    return;
  }
  if (counts("faults")) {
    yield [`${kind} ${number} fails`, broken];
    // The widget panics as it is made: the panic is heard before the failure.
    for (const event of ["PANICKED", "ENDED"]) {
      yield [`${kind} ${number} panics, ${event}`, (copy) => {
        const isTaken = kind === "instance" || number === copy.life.load;
        count(copy, "faults");
        copy.hasFailed = true;
        copy.left.panics += 1;
        landed(copy);
        panic(copy, event);
        if (isTaken) happen(copy, "TRAPPED", number);
      }];
    }
  }
}

/** What may be on show in each state. */
const SHOWS = [["successor"], ["nothing", "coming"], ["coming"], ["coming", "crashed", "remains"], ["failed"], ["crashed"], ["widget"], ["widget"]];

/** What has to hold in every world. */
function check(world) {
  const { at } = world.life;
  const { shown, widget, flights } = world;
  assert.equal(at >= life.MOUNTED, widget !== null, "it has a widget where it says so");
  assert.ok(SHOWS[at].includes(shown), `${shown} is on show`);
  assert.equal(at === life.COMPLETE, widget !== null && world.isWhole, "it is complete where the widget is");
  assert.deepEqual([...world.done, ...world.waiting], [...Array(world.made).keys()], "each call is there once, in its order");
  if (widget !== null) assert.equal(world.waiting.length, 0, "no call waits where there is a widget");
  if (!world.isOnPage || at === life.SUCCEEDED) assert.ok(!world.isWatched, "what is on no page watches nothing");
  if (at === life.LOADING) assert.ok(flights.some(({ kind, number }) => kind === "instance" || number === world.life.load), "what is to come is on its way");
  // Once all has come that was on its way, the newest text is there, unless the last load failed.
  const isNewest = world.hasFailed || widget === null || world.isDead || flights.length || widget === world.text;
  assert.ok(isNewest, "a newer load wins");
}

/** All worlds that can be reached: of each how it was reached first, whether it has come to rest, and from which others. */
function walk(limits) {
  const beginning = { ...BEGINNING, left: limits };
  const found = new Map([[JSON.stringify(beginning), { world: beginning, path: [], sources: [] }]]);
  let steps = 0;
  // What is added meanwhile is walked over as well.
  for (const [key, { world, path }] of found) {
    for (const [name, act] of next(world)) {
      const copy = structuredClone(world);
      steps += 1;
      try {
        act(copy);
        check(copy);
      } catch (cause) {
        throw new Error(`${[...path, name].join(" > ")}: ${cause.message}`, { cause });
      }
      const to = JSON.stringify(copy);
      if (!found.has(to)) found.set(to, { world: copy, path: [...path, name], sources: [] });
      found.get(to).sources.push(key);
    }
  }
  return { found, steps };
}

/** The worlds from which none of these can be reached any more. */
function stuck(found, isGood) {
  const good = [...found].filter(([, { world }]) => isGood(world)).map(([key]) => key);
  const reached = new Set(good);
  for (const key of good) {
    for (const source of found.get(key).sources) {
      if (reached.has(source)) continue;
      reached.add(source);
      good.push(source);
    }
  }
  return [...found].filter(([key]) => !reached.has(key)).map(([, one]) => one);
}

/** The states that the walks have come to. */
const reached = new Set();

for (const limits of WALKS) {
  const name = Object.entries(limits).map(([what, count]) => `${count} ${what}`).join(", ");
  test(`there is one widget, nothing is lost and what is newest wins, with ${name} in any order`, () => {
    const { found, steps } = walk(limits);
    assert.ok(found.size > 1000 && steps > 10_000, `only ${found.size} worlds and ${steps} steps`);
    for (const { world } of found.values()) reached.add(world.life.at);
    // Whoever waits on a page comes to a widget in the end, or to another build's.
    const isThere = ({ shown, isOnPage }) => !isOnPage || shown === "widget" || shown === "successor";
    const [one] = stuck(found, isThere);
    assert.equal(one?.path.join(" > "), undefined, "nobody is stuck");
  });
}

test("the walks come to each state", () => {
  assert.deepEqual([...reached].sort(), [...STATES.keys()]);
});

test("each event leads from each state to one that there is, and is answered by what there is", () => {
  const used = new Set();
  for (const [at, event] of [...STATES.keys()].flatMap((one) => EVENTS.map((name) => /** @type {const} */ ([one, name])))) {
    for (const number of [7, 6]) {
      const [state, letter] = life.step({ at, load: 7 }, life[event], number);
      const what = `${event} in ${STATES[at]}`;
      const effect = letters.get(letter);
      used.add(effect);
      assert.ok(STATES[state.at], what);
      assert.ok(effect || !letter || letter === ".", `${what}: ${letter}`);
      assert.equal(state.load, effect === "LOAD" ? 8 : 7, what);
      const isNothing = at === life.SUCCEEDED || (NUMBERED.includes(event) && number === 6);
      if (isNothing) assert.deepEqual([state.at, effect], [at, undefined], `${what} does nothing`);
      if (!effect) assert.equal(state.at, at, `${what} changes nothing without a word`);
      // Only what puts a widget there says that there is one.
      if (state.at >= life.MOUNTED && at < life.MOUNTED) assert.equal(event, "PLACED", what);
    }
  }
  assert.deepEqual(EFFECTS.filter((name) => !used.has(name)), [], "all that can be done is done somewhere");
});

test("what is expected of each state is what an element does there", () => {
  /** The states in which an event has this done. */
  const where = (event, effect) => STATES.filter((_, at) => letters.get(life.step({ at, load: 1 }, life[event], 1)[1]) === effect);
  const [, ...living] = STATES;
  const [, , , , ...settled] = living;
  assert.deepEqual(where("WANTED", "LOAD"), ["WAITING"], "only once, however often it is asked for");
  assert.deepEqual(where("TEXT_CHANGED", "LOAD"), ["LOADING", "FAILED", "CRASHED", "MOUNTED", "COMPLETE"]);
  assert.deepEqual(where("TEXT_CHANGED", "WAIT"), ["WAITING"], "who waits waits for the new one");
  assert.deepEqual(where("CHANGED", "FOLLOW"), ["MOUNTED", "COMPLETE"], "what is off the page reads it later");
  assert.deepEqual(where("CHANGED", "REDRAW"), ["LOADING"], "a message stays");
  assert.deepEqual(where("LOOK_CHANGED", "FOLLOW"), living);
  assert.deepEqual(where("CALLED", "KEEP"), living.slice(0, 5));
  assert.deepEqual(where("CALLED", "CALL"), settled.slice(1));
  assert.deepEqual(where("DRAWN", "DRAW"), ["WAITING", "LOADING"], "a first screen takes no message away");
  assert.deepEqual(where("ENDED", "RESUME"), ["MOUNTED", "COMPLETE"]);
  assert.deepEqual(where("CONTINUED", "RESUME"), ["CRASHED"]);
  assert.deepEqual(where("RESUMED", "MOUNT"), ["LOADING", "FAILED"]);
  assert.deepEqual(where("COMPLETED", "SHOW"), ["MOUNTED"], "who has it, has it");
  assert.deepEqual(where("DISCONNECTED", "UNWATCH"), living);
});
