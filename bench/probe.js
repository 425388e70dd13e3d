// Runs in the measured page before anything of it. `setting` names the contender's selectors and, where
// loading is measured, the text of the first question.
(setting) => {
  const probe = (globalThis.probe = { answers: [], tasks: [], memories: new Set(), change: undefined });

  const watch = (type, take) => new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  watch("longtask", ({ startTime, duration }) => probe.tasks.push({ startTime, duration }));

  for (const name of ["instantiate", "instantiateStreaming"]) {
    const original = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await original.apply(WebAssembly, given);
      for (const item of Object.values((made.instance ?? made).exports)) if (item instanceof WebAssembly.Memory) probe.memories.add(item);
      return made;
    };
  }

  const root = () => (setting.host ? document.querySelector(setting.host)?.shadowRoot : document);
  const all = (selector) => [...(root()?.querySelectorAll(selector) ?? [])];
  const isOn = (radio) => !!radio && (radio.checked === true || radio.getAttribute("aria-checked") === "true");
  const hasSize = (element) => {
    const { width, height } = element.getBoundingClientRect();
    return width > 3 && height > 3;
  };
  /** What a finger would press: the control, or its label where the control itself is hidden. */
  const target = (element) => [element, element.labels?.[0], element.closest("label")].find((one) => one && hasSize(one) && getComputedStyle(one).opacity !== "0");
  const next = () => all(setting.next).find(hasSize);
  /** Whether the question stands first on the page; with no text, whether the result does. */
  const stands = (text) => (text === null ? all(setting.result).length > 0 : !!all(setting.title)[0]?.textContent.includes(text));
  /** Once the next frame is painted. */
  const painted = (then) =>
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = then;
      channel.port2.postMessage(undefined);
    });

  probe.stands = stands;
  probe.isOn = (index) => isOn(all(setting.radio)[index]);
  probe.result = () => all(setting.result).map((element) => element.textContent).join(" ");
  probe.isWhole = () => !setting.whole || all(setting.whole).length > 0;
  probe.memory = () => [...probe.memories].reduce((sum, memory) => sum + memory.buffer.byteLength, 0);
  /** Where to press, once it is in view. */
  probe.place = async (index) => {
    const find = () => (index === null ? next() : all(setting.radio)[index]);
    const element = find();
    if (!element) return null;
    (target(element) ?? element).scrollIntoView({ block: "center", behavior: "instant" });
    await new Promise((resolve) => painted(resolve));
    const box = target(find() ?? element)?.getBoundingClientRect();
    return box ? { x: box.left + Math.min(box.width / 2, 40), y: box.top + box.height / 2 } : null;
  };

  addEventListener(
    "click",
    (event) => {
      if (!event.isTrusted) return;
      const { change } = probe;
      if (change && change.start === undefined) {
        change.start = event.timeStamp;
        const look = () => (stands(change.text) ? painted(() => (change.took = performance.now() - change.start)) : requestAnimationFrame(look));
        requestAnimationFrame(look);
      } else if (probe.isArmed) {
        probe.isArmed = false;
        painted(() => probe.answers.push(performance.now() - event.timeStamp));
      }
    },
    true,
  );

  if (!setting.first) return;
  // Each frame tries an answer, until one is there a frame later.
  const look = () => {
    const [radio] = all(setting.radio);
    if (!radio || !target(radio) || !stands(setting.first)) return requestAnimationFrame(look);
    probe.visible ??= performance.now();
    radio.click();
    requestAnimationFrame(() => (probe.isOn(0) ? (probe.answerable = performance.now()) : look()));
  };
  requestAnimationFrame(look);
};
