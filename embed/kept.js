// Under which key a sitting is kept, and whether there is one. What reads and writes it comes with the
// Wasm, see store.js.

export const PREFIX = "skill-check:";

/** Both storages, looked up at each use: the property itself throws where storage is refused. */
export const STORAGES = { local: () => localStorage, session: () => sessionStorage };

/** The keys that the elements of a page have taken, so that no two of them share one. */
const taken = new Map();

/** The key of an element's sitting; `name` is what tells it from others. */
export function keyOf(element, name) {
  let key = PREFIX + name;
  for (let n = 2; taken.get(key)?.isConnected && taken.get(key) !== element; n++) key = `${PREFIX}${name}:${n}`;
  taken.set(key, element);
  return key;
}

/** Whether something lies under a key. */
export const isKept = (key) =>
  Object.values(STORAGES).some((storage) => {
    try {
      return storage().getItem(key);
    } catch {
      return false;
    }
  });
