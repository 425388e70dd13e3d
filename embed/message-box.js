// What the loader itself says, in the element's place, while the widget can't.

/** A box with lines and buttons: `actions` are pairs of a text and what a click does. */
export function messageBox(locale, lines, actions) {
  const box = document.createElement("div");
  box.className = "sc-loader";
  box.lang = locale;
  box.setAttribute("part", "message");
  // What has failed is said at once, and whoever was here stays here.
  box.setAttribute("role", actions.length ? "alert" : "status");
  box.tabIndex = -1;
  for (const line of lines) {
    const place = document.createElement("p");
    place.textContent = line;
    box.append(place);
  }
  actions.forEach(([text, action], index) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = `sc-button${index ? "" : " sc-button--primary"}`;
    button.textContent = text;
    button.addEventListener("click", () => action(box));
    box.append(button);
  });
  return box;
}
