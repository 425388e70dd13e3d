// Runs in the measured page before anything of it: `startProbe` is called with a contender's selectors. `acts` are what
// is done as soon as the page takes it, with `pause` milliseconds between, and after the `opening` of a page that doesn't
// begin with a question; where `waits` is set, `begin` and `goOn` are to be called for the one and the other.

/** Once what was done in this frame is painted. */
function painted(then) {
  const channel = new MessageChannel();
  channel.port1.onmessage = then;
  channel.port2.postMessage(undefined);
}

const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

/** What the page shows. */
function sight(setting) {
  const root = () => (setting.host ? document.querySelector(setting.host)?.shadowRoot : document);
  const all = (selector) => [...(root()?.querySelectorAll(selector) ?? [])];
  const isShown = (element) => element.checkVisibility();
  const isOn = (radio) => !!radio && (radio.checked === true || radio.getAttribute("aria-checked") === "true");
  const hasSize = (element) => {
    const { width, height } = element.getBoundingClientRect();
    return width > 3 && height > 3;
  };
  /** What a finger would press: the control, or its label where the control itself is hidden. */
  const target = (element) => [element, element.labels?.[0], element.closest("label")].find((one) => one && hasSize(one) && getComputedStyle(one).opacity !== "0");
  /** What is to be pressed: the how manieth of those on show. */
  const find = ([selector, index]) => all(selector).find((element) => target(element) && index-- === 0);
  /** The level of the statement on show. */
  const level = () => {
    const shown = all(setting.statement).find(isShown);
    return shown && [...shown.parentNode.children].indexOf(shown) + 1;
  };
  /** Whether this is on show: a question as the first one of the page, or with null the result; a statement; a chosen answer. */
  const stands = ({ text, statement, radio }) =>
    (text === undefined || (text === null ? all(setting.result).length > 0 : !!all(setting.title).find(isShown)?.textContent.includes(text))) &&
    (statement === undefined || level() === statement) &&
    (radio === undefined || isOn(find([setting.radio, radio])));
  const result = () => all(setting.result).map((element) => element.textContent).join(" ");
  const isWhole = () => !setting.whole || all(setting.whole).length > 0;
  /** Where to press, once it is in view. */
  const place = async (what) => {
    const element = find(what);
    if (!element) return null;
    target(element).scrollIntoView({ block: "center", behavior: "instant" });
    await frame();
    await new Promise(painted);
    const box = target(find(what) ?? element)?.getBoundingClientRect();
    return box ? { x: box.left + Math.min(box.width / 2, 40), y: box.top + box.height / 2 } : null;
  };
  return { find, level, stands, result, isWhole, place };
}

/** Long tasks, and the memories of Wasm. */
function watch(probe) {
  const observer = new PerformanceObserver((list) => list.getEntries().forEach(({ startTime, duration }) => probe.tasks.push({ startTime, duration })));
  observer.observe({ type: "longtask", buffered: true });
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const original = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await original.apply(WebAssembly, given);
      for (const item of Object.values((made.instance ?? made).exports)) if (item instanceof WebAssembly.Memory) probe.memories.add(item);
      return made;
    };
  }
}

globalThis.startProbe = (setting) => {
  const { find, stands, isWhole, ...rest } = sight(setting);
  const memories = new Set();
  const memory = () => [...memories].reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
  const probe = (globalThis.probe = { find, stands, ...rest, tasks: [], memories, memory, change: undefined });
  watch(probe);

  /** Takes down how long after `start` the goal stands in a painted frame, and the whole result if it is that. */
  const time = async (goal, start, change) => {
    do await frame();
    while (!stands(goal));
    painted(() => (change.took = performance.now() - start));
    if (goal.text !== null) return;
    while (!isWhole()) await frame();
    painted(() => (change.whole = performance.now() - start));
  };
  const clicked = ({ isTrusted, timeStamp }) => {
    const { change } = probe;
    if (!isTrusted || !change || change.isBegun) return;
    change.isBegun = true;
    time(change.goal, timeStamp, change);
  };
  addEventListener("click", clicked, true);

  /** Each frame tries it, until it shows a frame later; returns when it was done. */
  const tried = async ({ from, press, goal }) => {
    for (let start; ; ) {
      await frame();
      if (start && stands(goal)) return start;
      const element = stands(from) && find(press);
      if (!element) continue;
      start = performance.now();
      probe.visible ??= start;
      element.click();
    }
  };
  const gate = (name) => setting.waits && new Promise((resolve) => (probe[name] = resolve));
  const run = async ([first, second]) => {
    await gate("begin");
    if (setting.opening) {
      await tried(setting.opening);
      probe.visible = undefined;
    }
    const answered = await tried(first);
    probe.answerable = performance.now();
    painted(() => (probe.first = performance.now() - answered));
    await (gate("goOn") || new Promise((resolve) => setTimeout(resolve, setting.pause)));
    await frame();
    probe.isLost = !stands(first.goal);
    const start = performance.now();
    find(second.press)?.click();
    time(second.goal, start, (probe.second = { start }));
  };
  if (setting.acts) run(setting.acts);
};
