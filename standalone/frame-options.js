// What may set which option of the frame's page. Anybody can write a link with a query: from there comes
// only what can do no harm, language, look and what the build has inside. What leads elsewhere or keeps
// anything, the operator sets in `frame.json`, whose `origins` are in the page's policy as well.

/** What the query may set, and what each value has to be. */
const IDS = /^[\w-]{1,64}$/;
const QUERY = {
  __proto__: null,
  lang: (value) => /^[A-Za-z]{2,8}([_-][A-Za-z0-9]{1,8})*$/.test(value),
  catalogue: (value, ids) => ids.includes(value),
  family: (value) => IDS.test(value),
  level: (value) => IDS.test(value),
  mode: (value) => IDS.test(value),
  ladder: (value) => IDS.test(value),
  country: (value) => IDS.test(value),
  theme: (value) => IDS.test(value),
  id: (value) => IDS.test(value),
  autostart: () => true,
  kiosk: (value) => /^\d{0,2}$/.test(value),
  privacy: (value) => IDS.test(value),
};

/** What `frame.json` may set besides. */
const OWN = ["modules", "storage", "result-base", "result-parameters"];
/** The options that lead to another address. */
const ADDRESSES = ["catalogue", "modules"];

const DARK = "-dark";
/** A colour in any of CSS's ways, which leads nowhere else. */
const isColour = (text) => /^[#\w%., /()-]{1,80}$/.test(text) && !/var|url|env/i.test(text) && CSS.supports("color", text);
const isFont = (text) => text.length <= 200 && !/[;{}<>\\@()]|\/\*/.test(text);
/** What sets the look: custom properties without `--skill-check-`; with "-dark" for dark mode. */
const LOOKS = {
  __proto__: null,
  ...Object.fromEntries(["accent", "on-accent", "surface", "raised", "text", "text-soft"].map((name) => [name, isColour])),
  radius: (value) => /^\d{1,2}(\.\d)?(px|rem|em)?$/.test(value),
  font: isFont,
  "font-display": isFont,
};

/** What a query sets, as far as it may; the rest is named in the console. `ids` are those of the build's catalogues. */
export function fromQuery(query, ids, warn) {
  const found = { options: {}, looks: [], isRefused: false };
  for (const [name, given] of query) {
    const value = given.trim();
    const isDark = name.endsWith(DARK);
    const look = isDark ? name.slice(0, -DARK.length) : name;
    if (QUERY[name]?.(value, ids)) found.options[name] = value;
    else if (LOOKS[look]?.(value)) found.looks.push({ name: look, value, isDark });
    else if (QUERY[name] || LOOKS[look]) warn(`frame.html: ${name}=${JSON.stringify(value)} can't be used; the default is.`);
    else if (OWN.includes(name)) warn(`frame.html: ${name} is set in frame.json, never by the address; it is left out.`);
    else warn(`frame.html knows no parameter ${JSON.stringify(name)}.`);
    found.isRefused ||= OWN.includes(name) || (name === "catalogue" && !found.options[name]);
  }
  return found;
}

const isText = (value) => typeof value === "string";

/** The origins that a list names; what is none is said. */
function origins(list, name, warn) {
  if (list === undefined) return [];
  if (!Array.isArray(list)) {
    warn(`frame.json: ${name} is no list; it is left out.`);
    return [];
  }
  return list.flatMap((given) => {
    try {
      const { origin, protocol } = new URL(given);
      if (/^https?:$/.test(protocol)) return [origin];
    } catch {
      // Said below.
    }
    warn(`frame.json: ${name}: ${JSON.stringify(given)} is no origin such as https://www.example; it is left out.`);
    return [];
  });
}

/** Whether an option leads where the file allows it to. */
function leads(name, value, base, allowed) {
  // A list in the file itself, or a catalogue of the build.
  if (name === "modules" ? value.startsWith("[") : IDS.test(value)) return true;
  try {
    return allowed.includes(new URL(value, base).origin);
  } catch {
    return false;
  }
}

/** What `frame.json`, read from `base`, says: options of the element, and the hosts that hear of events. */
export function configured(given, base, warn) {
  const { hosts, origins: list, options = {} } = Object(given);
  const { origin } = new URL(base);
  const allowed = [origin, ...origins(list, "origins", warn)];
  const found = { options: { address: "keep" }, host: [origin, ...origins(hosts, "hosts", warn)] };
  for (const [name, text] of Object.entries(Object(options))) {
    const value = isText(text) ? text.trim() : JSON.stringify(text);
    if (!QUERY[name] && !OWN.includes(name)) warn(`frame.json knows no option ${JSON.stringify(name)}.`);
    else if (ADDRESSES.includes(name) && !leads(name, value, base, allowed)) {
      warn(`frame.json: ${name}: ${JSON.stringify(value)} is of no origin in "origins"; it is left out.`);
    } else found.options[name] = value;
  }
  return found;
}

/** Whether a host page's origin is one that the operator has named, or the frame's own. */
export const isHost = (origin, hosts) => hosts.includes(origin);
