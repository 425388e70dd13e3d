// A table of numbers that is typed through like a spreadsheet: arrows move, digits replace, Enter goes down, and a
// block from a spreadsheet is pasted as one. It follows the ARIA pattern of a grid with one stop for the Tab key. A
// long one is shown page by page, and the keys go on from one page to the next.

import { make } from "./dom.js";
import { Pager } from "./pager.js";
import { counted } from "./texts.js";

const MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], Enter: [1, 0] };
/** So many cells a page has at most, unless it has fewer rows than are of use, and so many rows. */
const CELLS_MAX = 1_000;
const ROWS_MIN = 20;
const ROWS_MAX = 100;

const within = (number, least, most) => Math.max(least, Math.min(number, most));

export class Grid {
  #table = make("table", { role: "grid", class: "grid" });
  #said = make("p", { class: "cell-said", hidden: true });
  #pager = new Pager((page) => this.#turn(page));
  #heads = [];
  #rows = [];
  /** For each row, how many groups have begun up to it. */
  #groups = [];
  #label = "";
  /** The cells that are drawn, by their row. */
  #drawn = new Map();
  #page = 0;
  #size = ROWS_MAX;
  #at = [0, 0];
  #put;

  /** `put` gets the values of cells that were typed or pasted: a list of cells, each with its `value`. */
  constructor(place, put) {
    this.#put = put;
    this.#table.addEventListener("keydown", (event) => this.#pressed(event));
    for (const name of ["focusin", "click"]) this.#table.addEventListener(name, ({ target }) => this.#went(target));
    this.#table.addEventListener("focusout", () => this.#say());
    this.#table.addEventListener("paste", (event) => this.#pasted(event));
    this.#table.addEventListener("input", ({ target }) => this.#typed(target));
    place.append(this.#pager.bar(), this.#said, make("div", { class: "grid-frame" }, this.#table), this.#pager.bar());
  }

  /**
   * Shows heads and rows. A head is a list of cells `{ text, span, title }`; a row is `{ id, group, line }`, where rows
   * of one group follow each other and `line` makes `{ head, cells }`, once they are drawn; a cell is
   * `{ key, label, value, max, optional, note, said }`.
   */
  show(heads, rows, label) {
    const focused = this.#table.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement).dataset.cell : undefined;
    const id = this.#rows[this.#at[0]]?.id;
    let groups = 0;
    this.#groups = rows.map(({ group }, at) => (groups += Number(group !== undefined && group !== rows[at - 1]?.group)));
    this.#heads = heads;
    this.#rows = rows;
    this.#label = label;
    const columns = heads[0].reduce((sum, { span }) => sum + (span ?? 1), 0);
    this.#size = within(Math.floor(CELLS_MAX / columns), ROWS_MIN, ROWS_MAX);
    // Where somebody is goes with its row.
    const moved = id === undefined ? -1 : rows.findIndex((row) => row.id === id);
    if (moved >= 0) this.#at[0] = moved;
    this.#at[0] = within(this.#at[0], 0, Math.max(0, rows.length - 1));
    this.#page = Math.floor(this.#at[0] / this.#size);
    this.#draw(columns);
    if (focused) this.#cell(focused)?.input.focus();
  }

  /** Goes to a cell by the row's id and its own key; gives whether there is one. */
  reveal(id, key) {
    const line = this.#rows.findIndex((row) => row.id === id);
    const column = this.#cells(line).findIndex((cell) => cell.key === key);
    if (column < 0) return false;
    this.#go(line, column);
    return true;
  }

  #draw(columns = this.#heads[0].reduce((sum, { span }) => sum + (span ?? 1), 0)) {
    const first = this.#page * this.#size;
    const shown = this.#rows.slice(first, first + this.#size);
    this.#drawn.clear();
    const head = this.#heads.map((cells, at) =>
      make("tr", { role: "row", "aria-rowindex": at + 1 }, ...cells.map(({ text, span, title, rows: down }) =>
        make("th", { role: "columnheader", scope: "col", colspan: span, rowspan: down, title }, text))),
    );
    const body = shown.flatMap(({ group, line }, at) => {
      const own = first + at;
      const index = this.#heads.length + this.#groups[own] + own + 1;
      const { head: name, cells } = line();
      const inputs = cells.map((cell, column) => this.#input(cell, own, column));
      const row = make("tr", { role: "row", "aria-rowindex": index }, make("th", { role: "rowheader", scope: "row" }, ...name), ...inputs);
      if (group === undefined || (at > 0 && this.#groups[own] === this.#groups[own - 1])) return [row];
      // The page before may have had it already.
      const begun = index - 1 - (own - this.#groups.indexOf(this.#groups[own]));
      return [make("tr", { role: "row", class: "by-area", "aria-rowindex": begun }, make("th", { role: "rowheader", colspan: columns, scope: "colgroup" }, group)), row];
    });
    this.#table.setAttribute("aria-label", this.#label);
    this.#table.setAttribute("aria-rowcount", this.#heads.length + (this.#groups.at(-1) ?? 0) + this.#rows.length);
    this.#table.replaceChildren(make("thead", {}, ...head), make("tbody", {}, ...body));
    this.#pager.show(this.#page, this.#pages, this.#label);
    this.#stop();
    this.#say();
  }

  get #pages() {
    return Math.max(1, Math.ceil(this.#rows.length / this.#size));
  }

  #input(cell, line, column) {
    const { key, label, value, max, optional, note, said } = cell;
    const input = make("input", {
      inputmode: "numeric", maxlength: "1", autocomplete: "off", tabindex: "-1", "aria-label": label, "data-cell": key,
      "aria-invalid": said?.length ? "true" : undefined, title: [note, ...(said ?? []).map(({ message }) => message)].filter(Boolean).join("\n") || undefined,
    });
    input.value = value ?? "";
    if (!this.#drawn.has(line)) this.#drawn.set(line, []);
    this.#drawn.get(line).push({ ...cell, input, line, column });
    return make("td", { role: "gridcell", class: value === max ? "full" : optional && value === undefined ? "blank" : undefined }, input);
  }

  /** The cells of a row, drawn or not. */
  #cells(line) {
    return this.#drawn.get(line) ?? this.#rows[line]?.line().cells.map((cell, column) => ({ ...cell, line, column })) ?? [];
  }

  #all() {
    return [...this.#drawn.values()].flat();
  }

  #cell(key) {
    return this.#all().find(({ input }) => input.dataset.cell === key);
  }

  #found(input) {
    return this.#all().find((cell) => cell.input === input);
  }

  #stop() {
    const [line, column] = this.#at;
    const row = this.#drawn.get(line) ?? [];
    const cell = row[Math.min(column, row.length - 1)];
    for (const one of this.#all()) one.input.tabIndex = one === cell ? 0 : -1;
  }

  /** What there is to say of the cell that has the focus, or of how many there is. */
  #say(cell) {
    const marked = this.#all().filter(({ said }) => said?.length);
    const own = [cell?.note, ...(cell?.said ?? []).map(({ message }) => message)].filter(Boolean);
    this.#said.hidden = !marked.length && !own.length;
    this.#said.textContent = own.length ? own.join(" ") : counted("grid.marked", marked.length);
    this.#said.classList.toggle("error", Boolean(cell?.said?.length));
  }

  #went(target) {
    const cell = this.#found(target);
    if (!cell) return;
    this.#at = [cell.line, cell.column];
    this.#stop();
    this.#say(cell);
    target.select();
  }

  /** Another page, at the same column. */
  #turn(page) {
    this.#page = within(page, 0, this.#pages - 1);
    this.#at = [this.#page * this.#size, this.#at[1]];
    this.#draw();
  }

  #go(line, column) {
    const own = within(line, 0, this.#rows.length - 1);
    const page = Math.floor(own / this.#size);
    if (page !== this.#page) {
      this.#page = page;
      this.#at = [own, column];
      this.#draw();
    }
    const row = this.#drawn.get(own) ?? [];
    row[within(column, 0, row.length - 1)]?.input.focus();
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

  /** A block of cells from a spreadsheet, from the one that has the focus on, over pages. */
  #pasted(event) {
    const from = this.#found(event.target);
    const block = event.clipboardData?.getData("text/plain") ?? "";
    if (!from || !/[\t\n]/.test(block.trimEnd())) return;
    event.preventDefault();
    const lines = block.trimEnd().split(/\r?\n/).map((line) => line.split("\t"));
    this.#take(lines.slice(0, this.#rows.length - from.line).flatMap((typed, down) => {
      const cells = this.#cells(from.line + down);
      return typed.flatMap((one, right) => {
        const cell = cells[from.column + right];
        return cell ? [{ cell, typed: one.trim() }] : [];
      });
    }));
  }

  /** Takes what is a number of the cell's own, or nothing where there may be none; else the cell stays. */
  #take(typed) {
    const put = [];
    for (const { cell, typed: text } of typed) {
      const number = text === "" ? (cell.optional ? undefined : 0) : /^\d$/.test(text) ? Number(text) : NaN;
      const { input } = cell;
      if (Number.isNaN(number) || /** @type {number} */ (number) > cell.max || /** @type {number} */ (number) < (cell.min ?? 0)) {
        if (input) input.value = cell.value ?? "";
        input?.select();
        continue;
      }
      if (input) input.value = number ?? "";
      if (number !== cell.value) put.push({ ...cell, value: number });
      cell.value = number;
    }
    if (put.length) this.#put(put);
    if (/** @type {any} */ (document.activeElement)?.dataset?.cell) /** @type {any} */ (document.activeElement).select();
  }
}
