// The storages of the browser.

/**
 * Storages by name, looked up at each use: the property itself throws where storage is refused. None is that of "none".
 * @typedef {Record<string, () => Storage>} Storages
 */

/** @type {Storages} */
export const STORAGES = { local: () => localStorage, session: () => sessionStorage };
