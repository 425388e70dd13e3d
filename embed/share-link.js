// The ways to pass a result link on.

/** Puts an address on the clipboard; where that is refused, selects it in the field that shows it. */
export async function copy(root, address) {
  try {
    await navigator.clipboard.writeText(address);
    return true;
  } catch {
    const field = root.querySelector(".sc-share__address");
    field?.focus();
    field?.select();
    try {
      return document.execCommand("copy");
    } catch {
      return false;
    }
  }
}

/** Opens the system's share dialogue. Whether something was shared; nothing if the browser or a policy refuses the dialogue. */
export async function share(title, text, url) {
  try {
    await navigator.share({ title, text, url });
    return true;
  } catch ({ name }) {
    // Whoever has closed it needs no word.
    return name === "AbortError" ? false : undefined;
  }
}
