// Who waits until a widget has drawn something.

/**
 * `widget` gives the one that runs now. `_drawn` waits until it has drawn what was done to it; in vain, and false, where
 * another one takes its place or none. `_seen` is told when one has drawn what it was asked for so far, or never will.
 */
export function drawQueue(widget) {
  let requested = 0;
  let waiting = [];
  return {
    _drawn() {
      const asker = widget();
      const turn = ++requested;
      asker?.turn(turn);
      return asker && new Promise((done) => waiting.push([turn, asker, done]));
    },
    _seen(shown) {
      waiting = waiting.filter(([turn, asker, done]) => (asker === widget() && !(shown >= turn)) || done(asker === widget()));
    },
  };
}
