// The books and dubs that were made.

import { get } from "/page/api.js";
import { clock, count, element, heading } from "/page/dom.js";

const STATUS = { complete: "complete", partial: "incomplete", failed: "failed", missing: "files are gone" };

export async function library(view) {
  const works = (await get("/v1/library")).data;
  const search = element("input", { type: "search", autocomplete: "off", id: "find-work" });
  const list = element("ul", { class: "cards", "aria-label": "Works" });
  const show = () => {
    const wanted = search.value.trim().toLowerCase();
    list.replaceChildren(
      ...works.filter((work) => work.title.toLowerCase().includes(wanted)).map(card));
  };
  search.addEventListener("input", show);
  show();
  view.replaceChildren(
    heading("Library"),
    works.length === 0
      ? element("p", {}, "Nothing was made in this work folder yet. ",
          element("code", {}, "rhapsode narrate"), " and ", element("code", {}, "rhapsode dub"),
          " with the same --work and --out put their works here.")
      : element("div", {},
          element("div", { class: "field" },
            element("label", { for: search.id }, "Search by title"), search),
          list));
}

function card(work) {
  return element("li", {},
    element("h2", {}, element("a", { href: `#/work/${work.id}` }, work.title)),
    element("p", {},
      `${work.kind === "book" ? "Book" : "Dub"}, ${clock(work.seconds)}, ${STATUS[work.status]}`),
    badges(work));
}

/** What calls for a person. */
export function badges(work) {
  const shown = [];
  if (work.flagged > 0) {
    shown.push(element("span", { class: "badge warning" }, count(work.flagged, "flag")));
  }
  if (work.edited === true) {
    shown.push(element("span", { class: "badge" }, "edits not made yet"));
  } else if (work.edited > 0) {
    shown.push(element("span", { class: "badge" }, count(work.edited, "edited sentence")));
  }
  return shown.length === 0 ? null : element("p", { class: "badges" }, ...shown);
}
