// Forms in a frame whose sandbox lacks "allow-forms". Only pages in such frames load this.

/** Keeps the forms in a shadow root going where the browser keeps a button from telling its form. */
export function keepForms(root) {
  root.addEventListener("click", (event) => {
    const submitter = event.composedPath().find((node) => node.type === "submit");
    if (!submitter?.form || event.defaultPrevented) return;
    event.preventDefault();
    if (!submitter.form.reportValidity()) return;
    submitter.form.dispatchEvent(new SubmitEvent("submit", { bubbles: true, cancelable: true, composed: true, submitter }));
  });
}
