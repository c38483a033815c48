// One book or dub: its parts, search in it, the run that makes its edits.

import { get } from "/page/api.js";
import { clock, count, element, guarded, heading } from "/page/dom.js";
import { runButton } from "/page/jobs.js";
import { badges } from "/page/library.js";

export async function work(view, id) {
  const shown = await get(`/v1/library/${id}`);
  const book = shown.kind === "book";
  view.replaceChildren(
    element("p", { class: "crumbs" }, element("a", { href: "#/library" }, "Library")),
    heading(shown.title),
    element("div", {},
      element("p", {}, `${book ? "Book" : "Dub"}, ${clock(shown.seconds)}`), badges(shown)),
    runButton(shown, () => work(view, id)),
    search(shown),
    element("h2", {}, book ? "Chapters" : "Languages"),
    element("ol", { class: "parts" }, ...shown.parts.map((part) => partItem(shown, part))));
}

function partItem(shown, part) {
  return element("li", { value: part.number },
    element("a", { href: `#/work/${shown.id}/${part.number}` }, part.title),
    element("span", { class: "quiet" },
      `${count(part.sentences, "sentence")}, ${clock(part.seconds)}`),
    badges(part));
}

function search(shown) {
  const input = element("input", { type: "search", autocomplete: "off", id: "find-sentence" });
  const found = element("ol", { class: "found", "aria-label": "Found sentences" });
  const told = element("p", { class: "quiet", role: "status" });
  const form = element("form", { role: "search", class: "inline" },
    element("div", { class: "field" },
      element("label", { for: input.id }, "Search in the text"), input),
    element("button", {}, "Search"));
  form.addEventListener("submit", guarded(async (event) => {
    event.preventDefault();
    const hits =
      (await get(`/v1/library/${shown.id}/search?q=${encodeURIComponent(input.value)}`)).data;
    told.textContent = input.value.trim() === "" ? "" : `${count(hits.length, "sentence")} found`;
    found.replaceChildren(...hits.map((hit) => element("li", {},
      element("a", { href: `#/work/${shown.id}/${hit.part}/${hit.number}` }, hit.text.trim()),
      element("span", { class: "quiet" }, hit.title))));
  }));
  return element("section", { "aria-label": "Search" }, form, told, found);
}
