// Draws a QR code.

import { encode } from "../tools/node_modules/uqr/dist/index.mjs";

/** A text as a QR code: its width in modules, and the path that fills the dark ones. */
export function draw(text) {
  const { size, data } = encode(text, { ecc: "M", border: 0 });
  let path = "";
  data.forEach((row, y) => {
    for (let x = 0; x < size; ) {
      let end = x;
      while (end < size && row[end]) end += 1;
      if (end > x) path += `M${x} ${y}h${end - x}v1h${x - end}z`;
      x = end + 1;
    }
  });
  return { width: size, path };
}
