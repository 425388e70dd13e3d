// Each attribute as a property, for scripts and frameworks that know no attributes.

import { FLAG, PROPERTIES } from "./contract.js";

/**
 * As properties are written: `result-base` is `resultBase`.
 * @param {string} name
 */
const cased = (name) => name.replace(/-./, (two) => two[1].toUpperCase());

/**
 * Lists and objects become JSON.
 * @param {unknown} value
 */
const written = (value) => (typeof value === "object" ? JSON.stringify(value) : String(value));

/**
 * @param {any} type
 * @param {string} name
 * @param {() => unknown} get
 * @param {(value: any) => void} set
 */
function define(type, name, get, set) {
  Object.defineProperty(type.prototype, name, { __proto__: null, configurable: true, enumerable: true, get, set });
}

/**
 * Adds the properties to an element's class. Null, like undefined, takes the attribute away.
 * @param {any} type
 */
export function reflect(type) {
  for (const attribute of PROPERTIES) {
    define(
      type,
      cased(attribute),
      /** @this {HTMLElement} */
      function () {
        return this.getAttribute(attribute);
      },
      /** @this {HTMLElement} */
      function (value) {
        if (value === null || value === undefined) this.removeAttribute(attribute);
        else this.setAttribute(attribute, written(value));
      },
    );
  }
  define(
    type,
    FLAG,
    /** @this {HTMLElement} */
    function () {
      return this.hasAttribute(FLAG);
    },
    /** @this {HTMLElement} */
    function (value) {
      this.toggleAttribute(FLAG, Boolean(value));
    },
  );
}

/**
 * Takes over what was set before the element's script was there: it hides the properties.
 * @param {any} element
 */
export function upgrade(element) {
  for (const name of [...PROPERTIES.map(cased), FLAG]) {
    if (!Object.hasOwn(element, name)) continue;
    const value = element[name];
    delete element[name];
    element[name] = value;
  }
}
