// Who waits until a widget has drawn something.

/**
 * `widget` gives the one that runs now. `drawn` waits until it has drawn what was done to it; in vain, and false, where
 * another one takes its place or none. `seen` is told when one has drawn what it was asked for so far, or never will.
 */
export function turns(widget) {
  let asked = 0;
  let waiting = [];
  return {
    drawn() {
      const asks = widget();
      const turn = ++asked;
      asks?.turn(turn);
      return asks && new Promise((done) => waiting.push([turn, asks, done]));
    },
    seen(shown) {
      waiting = waiting.filter(([turn, asks, done]) => (asks === widget() && !(shown >= turn)) || done(asks === widget()));
    },
  };
}
