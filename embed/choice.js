/**
 * The value of an attribute that has only some; the first is the default.
 * @param {Element} element
 * @param {string} name
 * @param {string[]} values
 */
export function choice(element, name, values) {
  const given = element.getAttribute(name)?.trim();
  const value = given?.toLowerCase() || values[0];
  if (values.includes(value)) return value;
  console.warn(`<skill-check>: ${name}="${given}" is unknown; there is ${values.join(", ")}`);
  return values[0];
}
