// The page with the settings: colour pickers, what can't be read, and rows of courses. Without it the
// page has fields for text and two empty rows.
(($, data) => {
  const OPTION = "skill_check";
  const colours = Object.keys(data.labels);
  const field = (name) => /** @type {any} */ (document.getElementById(`${OPTION}_${name}`));
  const preset = (name) => field(`${name}_preset`);

  /** Says which colours can't be read. */
  function look() {
    const chosen = { theme: field("theme").value };
    for (const name of colours) chosen[name] = preset(name)?.value || field(name).value;
    const lines = window.skillCheckContrast(chosen, data).map((text) => Object.assign(document.createElement("p"), { textContent: text }));
    const place = field("contrast");
    place.replaceChildren(...lines);
    place.className = lines.length ? "notice notice-warning inline" : "";
  }

  for (const name of colours) {
    const input = field(name);
    // The picker tells of a colour before it is in the field.
    const later = () => setTimeout(look);
    $(input).wpColorPicker({ change: later, clear: later, palettes: data.palette.map(({ color }) => color).filter((color) => color.startsWith("#")) });
    const picker = input.closest(".wp-picker-container");
    const list = preset(name);
    const choose = () => {
      if (list) picker.hidden = list.value !== "";
    };
    list?.addEventListener("change", () => {
      choose();
      look();
    });
    choose();
  }
  field("theme").addEventListener("change", look);
  look();

  const table = document.querySelector(".skill-check-courses tbody");
  const template = document.querySelector("template.skill-check-course");
  const list = field("modules_json");
  let next = table.rows.length;

  function removable(row) {
    const button = row.querySelector(".skill-check-remove");
    button.hidden = false;
    button.addEventListener("click", () => {
      const near = row.nextElementSibling ?? row.previousElementSibling;
      row.remove();
      (near?.querySelector("select") ?? document.querySelector(".skill-check-add")).focus();
    });
  }

  /** A new row at the end, with names and ids of its own. */
  function add() {
    const row = document.importNode(template.content, true).firstElementChild;
    for (const node of row.querySelectorAll("[name], [id], [for]")) {
      for (const attribute of ["name", "id", "for"]) {
        const value = node.getAttribute(attribute);
        if (value) node.setAttribute(attribute, value.replace("ROW", next));
      }
    }
    next += 1;
    table.append(row);
    removable(row);
    row.querySelector("select").focus();
  }

  /** What a row says; nothing of an empty one. */
  function course(row) {
    const found = {};
    for (const { dataset, value, checked } of row.querySelectorAll("[data-key]")) {
      const { key, kind } = dataset;
      if (kind === "tick") {
        if (checked) found[key] = true;
      } else if (kind === "many") {
        if (checked) (found[key] ??= []).push(value);
      } else if (value.trim()) {
        found[key] = kind === "count" && /^\d+$/.test(value) ? Number(value) : value.trim();
      }
    }
    return Object.keys(found).length ? [found] : [];
  }

  /** Sends all rows as one field: PHP takes no more than a thousand of them. */
  function collect() {
    const fields = table.querySelectorAll("[data-key]");
    if (!list.value.trim()) {
      const courses = [...table.rows].flatMap(course);
      if (courses.length) list.value = JSON.stringify(courses);
    }
    for (const node of fields) node.disabled = true;
  }

  [...table.rows].forEach(removable);
  const button = document.querySelector(".skill-check-add");
  button.addEventListener("click", add);
  button.parentElement.hidden = false;
  table.closest("form").addEventListener("submit", collect);
})(window.jQuery, window.skillCheckContrasts);
