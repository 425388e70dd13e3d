// The editor for the text of a file: CodeMirror, with TOML's colours, completion by the schema, and marks where the
// check has something to say. It is loaded when the text is first looked at.

import { autocompletion, completionKeymap } from "../../tools/node_modules/@codemirror/autocomplete/dist/index.js";
import { defaultKeymap, indentWithTab } from "../../tools/node_modules/@codemirror/commands/dist/index.js";
import { HighlightStyle, StreamLanguage, bracketMatching, syntaxHighlighting } from "../../tools/node_modules/@codemirror/language/dist/index.js";
import { toml } from "../../tools/node_modules/@codemirror/legacy-modes/mode/toml.js";
import { lintGutter, lintKeymap, setDiagnostics } from "../../tools/node_modules/@codemirror/lint/dist/index.js";
import { highlightSelectionMatches, search, searchKeymap } from "../../tools/node_modules/@codemirror/search/dist/index.js";
import { Compartment, EditorState, Transaction } from "../../tools/node_modules/@codemirror/state/dist/index.js";
import { EditorView, drawSelection, highlightActiveLine, keymap, lineNumbers } from "../../tools/node_modules/@codemirror/view/dist/index.js";
import { tags } from "../../tools/node_modules/@lezer/highlight/dist/index.js";
import { completions } from "./complete.js";

const look = EditorView.theme({
  "&": { height: "100%", fontSize: "0.8125rem", backgroundColor: "var(--sc-raised)", color: "var(--sc-ink)" },
  ".cm-scroller": { fontFamily: "ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace", lineHeight: "1.6" },
  ".cm-gutters": { backgroundColor: "var(--sc-paper)", color: "var(--sc-ink-soft)", border: "0" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "color-mix(in srgb, var(--sc-accent) 8%, transparent)" },
  ".cm-cursor": { borderInlineStartColor: "var(--sc-ink)" },
  "&.cm-focused": { outline: "3px solid var(--sc-focus)", outlineOffset: "-3px" },
  ".cm-selectionBackground, &.cm-focused .cm-selectionBackground": { backgroundColor: "color-mix(in srgb, var(--sc-accent) 25%, transparent) !important" },
  ".cm-tooltip": { backgroundColor: "var(--sc-raised)", color: "var(--sc-ink)", border: "1px solid var(--sc-line-strong)" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--sc-accent)", color: "var(--sc-on-accent)" },
  ".cm-panels": { backgroundColor: "var(--sc-paper)", color: "var(--sc-ink)" },
});

const colours = HighlightStyle.define([
  { tag: tags.comment, color: "var(--sc-ink-soft)", fontStyle: "italic" },
  { tag: tags.string, color: "var(--text-string)" },
  { tag: [tags.number, tags.bool, tags.atom], color: "var(--text-number)" },
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: "var(--sc-accent)" },
]);

/** The places of a diagnostic in a document; what it says is shown as the command says it. */
function marked(doc, { line, column, end_line, end_column, severity, message, help }) {
  const place = (number, at) => {
    const found = doc.line(Math.max(1, Math.min(number, doc.lines)));
    // Columns count characters, and the editor counts UTF-16 units.
    const before = [...found.text].slice(0, at - 1).join("").length;
    return Math.min(found.from + before, found.to);
  };
  const from = line ? place(line, column) : 0;
  const to = line ? Math.max(place(end_line, end_column), from) : doc.line(1).to;
  return { from, to, severity: severity === "note" ? "info" : severity, message: `${message}\n${help}` };
}

export class TextEditor {
  #view;
  #states = new Map();
  #file;
  #change;
  #phrases = new Compartment();
  #label = new Compartment();

  /** `change` gets the file's name and its text whenever somebody types. */
  constructor(place, { change, schemas, phrases }) {
    this.#change = change;
    // Styles are constructed in a shadow root, so a strict policy stands.
    const root = place.attachShadow({ mode: "open" });
    this.#view = new EditorView({ root, parent: root });
    this.extensions = [
      lineNumbers(), drawSelection(), highlightActiveLine(), bracketMatching(), highlightSelectionMatches(), lintGutter(), search({ top: true }),
      StreamLanguage.define(toml), syntaxHighlighting(colours), look, EditorView.lineWrapping,
      autocompletion({ override: [(context) => completions(context, this.#file, schemas)] }),
      keymap.of([...defaultKeymap, ...searchKeymap, ...completionKeymap, ...lintKeymap]),
      EditorView.updateListener.of((update) => {
        const isOurs = update.transactions.some((one) => one.annotation(Transaction.remote));
        if (update.docChanged && !isOurs) this.#change(this.#file, update.state.doc.toString());
      }),
      this.#phrases.of(EditorState.phrases.of(phrases)),
    ];
    this.tab = keymap.of([indentWithTab]);
  }

  /** Shows a file; its place and selection are as they were left. */
  show(file, text, label) {
    if (file !== this.#file) {
      if (this.#file) this.#states.set(this.#file, this.#view.state);
      this.#file = file;
      const known = this.#states.get(file);
      const named = EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0" });
      this.#view.setState(known ?? EditorState.create({ doc: text, extensions: [this.extensions, this.#label.of(named)] }));
      // The page may have another language by now.
      if (known) this.#view.dispatch({ effects: this.#label.reconfigure(named) });
    }
    const now = this.#view.state.doc.toString();
    if (now === text) return;
    // Only what differs is replaced, so a cursor behind it keeps its place.
    const most = Math.min(now.length, text.length);
    let from = 0;
    while (from < most && now.charCodeAt(from) === text.charCodeAt(from)) from += 1;
    let end = 0;
    while (end < most - from && now.charCodeAt(now.length - 1 - end) === text.charCodeAt(text.length - 1 - end)) end += 1;
    this.#view.dispatch({
      changes: { from, to: now.length - end, insert: text.slice(from, text.length - end) },
      annotations: Transaction.remote.of(true),
    });
  }

  /** Marks what the check says of the file that is shown. */
  mark(diagnostics) {
    const { doc } = this.#view.state;
    this.#view.dispatch(setDiagnostics(this.#view.state, diagnostics.map((one) => marked(doc, one))));
  }

  /** Goes to a diagnostic's place. */
  go(diagnostic) {
    const { from, to } = marked(this.#view.state.doc, diagnostic);
    this.#view.dispatch({ selection: { anchor: from, head: to }, effects: EditorView.scrollIntoView(from, { y: "center" }) });
    this.#view.focus();
  }

  /** The editor's own words in the page's language. */
  speak(phrases) {
    this.#view.dispatch({ effects: this.#phrases.reconfigure(EditorState.phrases.of(phrases)) });
  }

  /** Forgets a catalogue. */
  clear() {
    this.#states.clear();
    this.#file = undefined;
  }
}
