// A table of numbers that is typed through like a spreadsheet: arrows move, digits replace, Enter goes down, and a
// block from a spreadsheet is pasted as one. It follows the ARIA pattern of a grid with one stop for the Tab key.

import { make } from "./dom.js";

const MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], Enter: [1, 0] };

export class Grid {
  #table = make("table", { role: "grid", class: "grid" });
  #cells = [];
  #at = [0, 0];
  #put;

  /** `put` gets the values of cells that were typed or pasted: a list of cells, each with its `value`. */
  constructor(place, label, put) {
    this.#put = put;
    this.#table.setAttribute("aria-label", label);
    this.#table.addEventListener("keydown", (event) => this.#pressed(event));
    for (const name of ["focusin", "click"]) this.#table.addEventListener(name, ({ target }) => this.#went(target));
    this.#table.addEventListener("paste", (event) => this.#pasted(event));
    this.#table.addEventListener("input", ({ target }) => this.#typed(target));
    place.append(make("div", { class: "grid-frame" }, this.#table));
  }

  /**
   * Shows heads and rows. A head is a list of cells `{ text, span, title }`; a row is `{ head, id, cells }` or
   * `{ group }`; a cell is `{ key, label, value, max, optional, note, said }`.
   */
  show(heads, rows, label) {
    this.#table.setAttribute("aria-label", label);
    const focused = document.activeElement?.dataset?.cell;
    this.#cells = [];
    const head = heads.map((cells) =>
      make("tr", { role: "row" }, ...cells.map(({ text, span, title, rows: down }) =>
        make("th", { role: "columnheader", scope: "col", colspan: span, rowspan: down, title }, text))),
    );
    const width = heads[0].reduce((sum, { span }) => sum + (span ?? 1), 0);
    const body = rows.map((row) => {
      if (row.group) return make("tr", { role: "row", class: "by-area" }, make("th", { role: "rowheader", colspan: width, scope: "colgroup" }, ...row.group));
      const line = this.#cells.length;
      this.#cells.push([]);
      const cells = row.cells.map((cell, column) => this.#cell(cell, line, column));
      return make("tr", { role: "row" }, make("th", { role: "rowheader", scope: "row" }, ...row.head), ...cells);
    });
    this.#table.replaceChildren(make("thead", {}, ...head), make("tbody", {}, ...body));
    this.#stop();
    if (focused) this.#cells.flat().find(({ input }) => input.dataset.cell === focused)?.input.focus();
  }

  #cell(cell, line, column) {
    const { key, label, value, max, optional, note, said } = cell;
    const input = make("input", {
      inputmode: "numeric", maxlength: "1", autocomplete: "off", tabindex: "-1", "aria-label": label, "data-cell": key,
      "aria-invalid": said?.length ? "true" : undefined, title: [note, ...(said ?? []).map(({ message }) => message)].filter(Boolean).join("\n") || undefined,
    });
    input.value = value ?? "";
    this.#cells[line].push({ ...cell, input, line, column });
    return make("td", { role: "gridcell", class: value === max ? "full" : optional && value === undefined ? "blank" : undefined }, input);
  }

  #stop() {
    const [line, column] = this.#at;
    const row = this.#cells[Math.min(line, this.#cells.length - 1)];
    const cell = row?.[Math.min(column, row.length - 1)];
    for (const one of this.#cells.flat()) one.input.tabIndex = one === cell ? 0 : -1;
  }

  #found(input) {
    return this.#cells.flat().find((cell) => cell.input === input);
  }

  #went(target) {
    const cell = this.#found(target);
    if (!cell) return;
    this.#at = [cell.line, cell.column];
    this.#stop();
    target.select();
  }

  #go(line, column) {
    const row = this.#cells[Math.max(0, Math.min(line, this.#cells.length - 1))];
    row?.[Math.max(0, Math.min(column, row.length - 1))]?.input.focus();
  }

  #pressed(event) {
    const cell = this.#found(event.target);
    if (!cell || event.altKey || event.metaKey) return;
    const { line, column } = cell;
    const turn = getComputedStyle(this.#table).direction === "rtl" ? -1 : 1;
    let move = MOVES[event.key];
    if (event.key === "Enter" && event.shiftKey) move = [-1, 0];
    if (event.ctrlKey && event.key === "Home") this.#go(0, 0);
    else if (event.ctrlKey && event.key === "End") this.#go(Infinity, Infinity);
    else if (event.ctrlKey) return;
    else if (move) this.#go(line + move[0], column + move[1] * turn);
    else if (event.key === "Home") this.#go(line, 0);
    else if (event.key === "End") this.#go(line, Infinity);
    else if (event.key === "PageDown") this.#go(line + 10, column);
    else if (event.key === "PageUp") this.#go(line - 10, column);
    else if (["Delete", "Backspace"].includes(event.key)) this.#take([{ cell, typed: "" }]);
    // A digit replaces what is there, selected or not.
    else if (/^\d$/.test(event.key)) this.#take([{ cell, typed: event.key }]);
    else return;
    event.preventDefault();
  }

  #typed(input) {
    const cell = this.#found(input);
    if (cell) this.#take([{ cell, typed: input.value.trim() }]);
  }

  /** A block of cells from a spreadsheet, from the one that has the focus on. */
  #pasted(event) {
    const from = this.#found(event.target);
    const block = event.clipboardData?.getData("text/plain") ?? "";
    if (!from || !/[\t\n]/.test(block.trimEnd())) return;
    event.preventDefault();
    const lines = block.trimEnd().split(/\r?\n/).map((line) => line.split("\t"));
    this.#take(lines.flatMap((cells, down) =>
      cells.flatMap((typed, right) => {
        const cell = this.#cells[from.line + down]?.[from.column + right];
        return cell ? [{ cell, typed: typed.trim() }] : [];
      }),
    ));
  }

  /** Takes what is a number of the cell's own, or nothing where there may be none; else the cell stays. */
  #take(typed) {
    const put = [];
    for (const { cell, typed: text } of typed) {
      const number = text === "" ? (cell.optional ? undefined : 0) : /^\d$/.test(text) ? Number(text) : NaN;
      if (Number.isNaN(number) || number > cell.max || number < (cell.min ?? 0)) {
        cell.input.value = cell.value ?? "";
        cell.input.select();
        continue;
      }
      cell.input.value = number ?? "";
      if (number !== cell.value) put.push({ ...cell, value: number });
      cell.value = number;
    }
    if (put.length) this.#put(put);
    if (document.activeElement?.dataset?.cell) document.activeElement.select();
  }
}
