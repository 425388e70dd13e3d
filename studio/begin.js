// How a catalogue gets into the studio: from nothing, from a spreadsheet or a survey, from files, a folder or an
// archive, from ours, or from what is kept on the device.

import data from "skill-check:studio";
import { ask } from "./engine.js";
import { button, complain, find, give, make } from "./dom.js";
import { current, text } from "./texts.js";
import { localDate } from "./state.js";

/** What a catalogue's folder holds; nothing else is read. */
const OWN = /\.toml$|^links\.lock$/;
/** A file of text may be so large, and there may be so many. */
const BYTES_MAX = 8 * 1024 * 1024;
const FILES_MAX = 200;

const fail = (sentence) => complain(find("#begin-error"), sentence);
/** Says that a file is being read, until `work` is done with it. */
async function reading(name, work) {
  const place = find("#begin-reading");
  place.textContent = text("open.reading", { name });
  try {
    return await work();
  } finally {
    place.textContent = "";
  }
}

/** Lets the author choose files; none if they think better of it. */
export function pick(accept, multiple = false) {
  const input = find("#pick");
  input.accept = accept;
  input.multiple = multiple;
  input.value = "";
  return new Promise((settle) => {
    const listening = new AbortController();
    const end = () => {
      listening.abort();
      settle([...input.files]);
    };
    input.addEventListener("change", end, { signal: listening.signal });
    input.addEventListener("cancel", end, { signal: listening.signal });
    input.click();
  });
}

/** Puts the page together on which a catalogue begins; `start` opens it. */
export function build(start) {
  const open = async (name, given) => {
    fail(given.error);
    if (given.error) return given.error;
    await start({ name, files: given.files }, given.remarks);
    return undefined;
  };
  find("#new").addEventListener("submit", async (event) => {
    event.preventDefault();
    const name = find("#new-name").value.trim();
    const { text: id } = await ask("slug", { name });
    const locales = find("#new-locales").value.split(/[\s,;]+/).filter(Boolean);
    await open(name, await ask("begin", { id, date: localDate(), locales }));
  });
  find("#import").addEventListener("click", async () => {
    const [file] = await pick(".xlsx,.csv,.lss,.lsa,.txt,.json,.xml,.zip,.tsv");
    if (!file) return;
    await reading(file.name, async () => {
      const bytes = new Uint8Array(await file.arrayBuffer());
      const given = await ask("import", { name: file.name, date: localDate() }, bytes);
      await open(file.name.replace(/\.\w+$/, ""), given);
    });
  });
  find("#table").addEventListener("click", async () => {
    const language = current();
    const { text: table } = await ask("table", { name: language });
    // A mark that spreadsheets know UTF-8 by.
    give(`skill-check.${language}.csv`, `\ufeff${table}`, "text/csv");
  });
  find("#open-files").addEventListener("click", async () => {
    const files = await pick(".toml,.lock,.zip", true);
    if (files.length) await reading(files[0].name, () => taken(files, open));
  });
  find("#open-folder").addEventListener("click", () => folder(open));
  find("#open-folder").hidden = !("showDirectoryPicker" in window);
  for (const [id, { names }] of Object.entries(data.catalogues)) {
    find("#ours").append(button(names[current()], () => ours(id, open), { "data-ours": id }));
  }
}

async function ours(id, open) {
  try {
    const answer = await fetch(data.catalogues[id].path);
    if (!answer.ok) throw new Error(String(answer.status));
    await open(data.catalogues[id].names[current()], { files: await answer.json() });
  } catch (cause) {
    fail(text("open.failed", { cause: cause.message }));
  }
}

/** Reads files of text, or an archive of them. */
async function taken(files, open) {
  const [first] = files;
  if (files.length === 1 && first.name.endsWith(".zip")) {
    const given = await ask("unpack", {}, new Uint8Array(await first.arrayBuffer()));
    const remarks = given.others?.length ? { left_out: given.others } : undefined;
    return open(first.name.replace(/\.zip$/, ""), { ...given, remarks });
  }
  const own = files.filter(({ name }) => OWN.test(name));
  const large = own.find(({ size }) => size > BYTES_MAX);
  if (large || own.length > FILES_MAX) return fail(text("open.large", { name: large?.name ?? "" }));
  if (!own.some(({ name }) => name === "catalogue.toml")) return fail(text("open.none"));
  const read = {};
  for (const file of own) {
    try {
      // What isn't UTF-8 would be damaged by reading it.
      read[file.name] = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
    } catch {
      return fail(text("open.encoding", { name: file.name }));
    }
  }
  const left = files.filter((file) => !own.includes(file) && !file.name.endsWith(".schema.json")).map(({ name }) => name);
  return open(first.webkitRelativePath?.split("/")[0] || "catalogue", { files: read, remarks: left.length ? { left_out: left } : undefined });
}

async function folder(open) {
  try {
    const chosen = await window.showDirectoryPicker();
    const files = [];
    for await (const entry of chosen.values()) {
      if (entry.kind === "file" && files.length <= FILES_MAX) files.push(await entry.getFile());
    }
    await taken(files, (_, given) => open(chosen.name, given));
  } catch (cause) {
    if (cause.name !== "AbortError") fail(text("open.failed", { cause: cause.message }));
  }
}

/** Names our catalogues in the page's language. */
export function speak() {
  for (const place of document.querySelectorAll("[data-ours]")) place.textContent = data.catalogues[place.dataset.ours].names[current()];
}

/** Lists what is kept on the device; `start` opens one. */
export async function list(store, start) {
  let kept = [];
  try {
    kept = await store.all();
  } catch (cause) {
    fail(text("kept.refused", { cause: cause?.message ?? "" }));
  }
  find("#kept-list").hidden = !kept.length;
  const day = new Intl.DateTimeFormat(current(), { dateStyle: "medium", timeStyle: "short" });
  find("#kept-projects").replaceChildren(
    ...kept.map((one) => {
      const erase = button(text("kept.delete"), async () => {
        try {
          await store.remove(one.id);
          fail("");
        } catch (cause) {
          fail(text("kept.stays", { name: one.name, cause: cause?.message ?? "" }));
        }
        await list(store, start);
        find("#begin-heading").focus();
      }, { "aria-label": text("kept.delete-name", { name: one.name }) });
      return make("li", {},
        button(one.name, () => start(one), { class: "button kept-open", "data-kept": one.id }),
        make("span", { class: "soft" }, day.format(one.changed)),
        erase,
      );
    }),
  );
}
