/**
 * The value of an attribute that has only some; the first is the default.
 * @template {string} Value
 * @param {Element} element
 * @param {string} name
 * @param {Value[]} values
 * @returns {Value}
 */
export function enumAttribute(element, name, values) {
  const given = element.getAttribute(name)?.trim();
  const value = given?.toLowerCase() || values[0];
  if (values.includes(/** @type {Value} */ (value))) return /** @type {Value} */ (value);
  console.warn(`<skill-check>: ${name}="${given}" is unknown; there is ${values.join(", ")}`);
  return values[0];
}
