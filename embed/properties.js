// Each attribute as a property, for scripts and frameworks that know no attributes.

const NAMES = [
  ...["catalogue", "family", "level", "mode", "ladder", "country"],
  ...["modules", "theme", "storage", "loading", "address", "kiosk", "privacy", "resultBase", "resultParameters", "headingLevel"],
];
const FLAG = "autostart";

/** As attributes are written: `resultBase` is `result-base`. */
const dashed = (name) => name.replace(/[A-Z]/, (letter) => `-${letter.toLowerCase()}`);

/** Lists and objects become JSON. */
const written = (value) => (typeof value === "object" ? JSON.stringify(value) : String(value));

function define(type, name, get, set) {
  Object.defineProperty(type.prototype, name, { __proto__: null, configurable: true, enumerable: true, get, set });
}

/** Adds the properties to an element's class. Null, like undefined, takes the attribute away. */
export function reflect(type) {
  for (const name of NAMES) {
    const attribute = dashed(name);
    define(
      type,
      name,
      function () {
        return this.getAttribute(attribute);
      },
      function (value) {
        if (value === null || value === undefined) this.removeAttribute(attribute);
        else this.setAttribute(attribute, written(value));
      },
    );
  }
  define(
    type,
    FLAG,
    function () {
      return this.hasAttribute(FLAG);
    },
    function (value) {
      this.toggleAttribute(FLAG, Boolean(value));
    },
  );
}

/** Takes over what was set before the element's script was there: it hides the properties. */
export function upgrade(element) {
  for (const name of [...NAMES, FLAG]) {
    if (!Object.hasOwn(element, name)) continue;
    const value = element[name];
    delete element[name];
    element[name] = value;
  }
}
