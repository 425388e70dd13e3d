// Shows a catalogue in the widget, what the check says of it, and each new state as it is saved.

const POLL_MS = 1000;
const OFFERED = ["de", "en"];

const element = (id) => document.getElementById(id);
const load = async () => (await fetch("/preview/state.json", { cache: "no-store" })).json();

/** The locale that the address asks for, or the catalogue's own. */
function localeOf(state) {
  const wanted = new URLSearchParams(location.search).get("lang");
  return state.locales.find((locale) => locale === wanted) ?? state.locales[0];
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
  if (current === undefined) return;
  const widget = document.createElement("skill-check");
  widget.setAttribute("lang", current);
  // The widget's own switch is for its two languages; a catalogue in others is shown one at a time.
  const follows = OFFERED.includes(current) && OFFERED.every((locale) => state.locales.includes(locale));
  const name = follows ? "{locale}" : encodeURIComponent(current);
  widget.setAttribute("catalogue", `/preview/${name}.bin`);
  element("widget").replaceChildren(widget);
  import("/skill-check.js");
}

let shown = await load();
showDiagnostics(shown);
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
