// Shows a catalogue in the widget, what the check says of it, and each new state as it is saved.

const POLL_MS = 1000;
const CATALOGUE = "/preview/catalogue.json";
/** What the widget keeps: a record, and the day. */
const KEPT = /^(skc\S+)( \d+)$/;

const element = (id) => document.getElementById(id);
const load = async () => (await fetch("/preview/state.json", { cache: "no-store" })).json();

/** The locale that the address asks for, or the catalogue's own. */
function localeOf(state) {
  const wanted = new URLSearchParams(location.search).get("lang");
  return state.locales.find((locale) => locale === wanted) ?? state.default_locale;
}

function showDiagnostics(state) {
  element("summary").textContent = state.summary;
  element("diagnostics").replaceChildren(
    ...state.diagnostics.map(({ severity, shown }) => {
      const block = document.createElement("pre");
      block.className = severity;
      block.textContent = shown;
      return block;
    }),
  );
}

function showWidget(state) {
  const current = localeOf(state);
  element("catalogue").textContent = state.catalogue;
  document.title = `${state.catalogue}: preview`;
  element("locales").replaceChildren(
    ...state.locales.map((locale) => {
      const link = document.createElement("a");
      link.href = `?lang=${encodeURIComponent(locale)}`;
      link.textContent = locale;
      if (locale === current) link.setAttribute("aria-current", "true");
      return link;
    }),
  );
  if (!current) return;
  const widget = document.createElement("skill-check");
  widget.setAttribute("lang", current);
  widget.setAttribute("catalogue", CATALOGUE);
  element("widget").replaceChildren(widget);
  // @ts-expect-error: the command serves it there
  import("/skill-check.js");
}

/** Has what was answered with an earlier state of the files go on with this one. */
async function carry() {
  for (const storage of [sessionStorage, localStorage]) {
    for (const key of Object.keys(storage)) {
      const [, record, day] = KEPT.exec(storage.getItem(key) ?? "") ?? [];
      if (!record || !key.startsWith("skill-check")) continue;
      const answer = await fetch(`/preview/carried.txt?${record}`, { cache: "no-store" });
      const carried = answer.ok && (await answer.text());
      if (carried) storage.setItem(key, carried + day);
    }
  }
}

let shown = await load();
showDiagnostics(shown);
await carry();
showWidget(shown);

setInterval(async () => {
  let state;
  try {
    state = await load();
  } catch {
    element("summary").textContent = "The preview has ended.";
    return;
  }
  if (state.version === shown.version) return;
  // What was answered so far is kept by the widget.
  if (state.is_in_order) location.reload();
  shown = state;
  showDiagnostics(state);
}, POLL_MS);
