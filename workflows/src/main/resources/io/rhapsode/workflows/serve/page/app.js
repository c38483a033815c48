// The review page: which view the address names, and the focus when it changes.

import { problem, say } from "/page/dom.js";
import { jobs } from "/page/jobs.js";
import { library } from "/page/library.js";
import { part } from "/page/part.js";
import { player } from "/page/player.js";
import { voices } from "/page/voices.js";
import { work } from "/page/work.js";

const VIEWS = { library, voices, jobs };
let latest = 0;

async function show(first) {
  const own = ++latest;
  const [page = "library", ...rest] = location.hash.replace(/^#\/?/, "").split("/").filter(Boolean);
  if (location.hash === "#main") {
    return;
  }
  player.stop();
  problem();
  say("");
  for (const link of document.querySelectorAll("header nav a")) {
    const current = link.hash === `#/${page === "work" ? "library" : page}`;
    link.toggleAttribute("aria-current", current);
    if (current) {
      link.setAttribute("aria-current", "page");
    }
  }
  const view = document.createElement("div");
  view.id = "view";
  try {
    if (page === "work" && rest.length > 1) {
      await part(view, rest[0], rest[1], rest[2]);
    } else if (page === "work") {
      await work(view, rest[0]);
    } else {
      await (VIEWS[page] ?? library)(view);
    }
  } catch (error) {
    if (own === latest) {
      problem(error.message);
    }
  }
  if (own !== latest) {
    return;
  }
  const before = document.getElementById("view");
  before.replaceWith(view);
  if (!first) {
    const wanted = rest[2] === undefined
      ? view.querySelector("h1")
      : view.querySelector(`[data-number="${CSS.escape(rest[2])}"] button`);
    (wanted ?? document.getElementById("main")).focus();
    wanted?.scrollIntoView({ block: rest[2] === undefined ? "nearest" : "center" });
  }
}

window.addEventListener("hashchange", () => show(false));
show(true);
