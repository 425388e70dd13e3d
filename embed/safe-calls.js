// What a widget calls of its element, so that nothing is thrown into the Wasm, which would end it.

/**
 * The same calls. What isn't there, or fails, is refused with a word in the console.
 * @template {object} Calls
 * @param {Calls} all
 * @returns {Calls}
 */
export const safeCalls = (all) =>
  new Proxy(all, /** @type {any} */ ({
    __proto__: null,
    get: (_, name) => (...given) => {
      try {
        all[name](...given);
      } catch (cause) {
        console.warn(`<skill-check>: ${name}: ${cause.message}`);
      }
    },
  }));
