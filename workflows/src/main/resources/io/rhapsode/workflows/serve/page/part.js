// The sentences of a chapter or of a language: heard one by one or in a row, and edited.

import { get } from "/page/api.js";
import { button, clock, count, element, guarded, heading, problem, say } from "/page/dom.js";
import { editor } from "/page/editor.js";
import { runButton } from "/page/jobs.js";
import { player } from "/page/player.js";
import { Waveform } from "/page/waveform.js";

export async function part(view, id, number, wanted) {
  const [work, first] = await Promise.all(
    [get(`/v1/library/${id}`), get(`/v1/library/${id}/parts/${number}`)]);
  new PartView(view, work, first).show(wanted);
}

/** Marks that look different and are read alike. */
function plain(text) {
  return text.trim().replaceAll(/[“”„«»]/gu, '"').replaceAll(/[‘’]/gu, "'")
    .replaceAll(/[‐-―]/gu, "-").replaceAll("…", "...").replaceAll(/\s+/gu, " ");
}

class PartView {
  #waveform = new Waveform();
  #rows = new Map();
  #only = "all";

  constructor(view, work, shown) {
    this.view = view;
    this.work = work;
    this.shown = shown;
    this.path = `/v1/library/${work.id}/parts/${shown.number}`;
  }

  show(wanted) {
    const filter = element("select", { id: "only" },
      new Option("all sentences", "all"),
      new Option("flagged", "flagged"),
      new Option("edited", "edited"));
    filter.addEventListener("change", () => {
      this.#only = filter.value;
      this.#list();
    });
    this.list = element("ol", { class: "sentences", "aria-label": "Sentences" });
    this.list.addEventListener("keydown", (event) => this.#move(event));
    this.run = element("div");
    this.view.replaceChildren(
      element("p", { class: "crumbs" },
        element("a", { href: "#/library" }, "Library"),
        element("a", { href: `#/work/${this.work.id}` }, this.work.title)),
      heading(this.shown.title),
      this.run,
      this.#controls(),
      element("div", { class: "field short" },
        element("label", { for: filter.id }, "Show"), filter),
      this.list,
      this.#neighbours());
    this.#offerRun();
    this.#list();
    this.#listen();
    if (wanted !== undefined) {
      const row = this.#rows.get(Number(wanted));
      row?.scrollIntoView({ block: "center" });
      row?.querySelector("button")?.focus();
      return true;
    }
    return false;
  }

  /** After an edit: the part as the server has it now. */
  update(shown, focus) {
    this.shown = shown;
    player.stop();
    this.#offerRun(true);
    this.#list();
    this.#rows.get(Math.min(focus, shown.sentences.length - 1))?.querySelector("button")?.focus();
  }

  #offerRun(edited) {
    this.run.replaceChildren(
      runButton({ ...this.work, edited: edited ?? this.work.edited }, async () => {
        [this.work, this.shown] = await Promise.all([get(`/v1/library/${this.work.id}`), get(this.path)]);
        player.stop();
        this.#offerRun();
        this.#list();
      }));
  }

  #controls() {
    this.playAll = button("Play the chapter", guarded(() => this.#toggle()), { class: "strong" });
    this.back = button("Previous", guarded(() => this.#step(-1)));
    this.forth = button("Next", guarded(() => this.#step(1)));
    this.place = element("p", { class: "quiet", "aria-live": "off" });
    this.#waveform.canvas.hidden = true;
    this.#waveform.canvas.addEventListener("click", (event) => {
      player.seek(event.offsetX / this.#waveform.canvas.clientWidth);
    });
    return element("div", { class: "controls", role: "group", "aria-label": "Player" },
      element("div", { class: "buttons" }, this.playAll, this.back, this.forth, this.place),
      this.#waveform.canvas);
  }

  #neighbours() {
    const numbers = this.work.parts.map((each) => each.number);
    const at = numbers.indexOf(this.shown.number);
    const link = (index, label) => (this.work.parts[index]
      ? element("a", { href: `#/work/${this.work.id}/${numbers[index]}` },
          `${label}: ${this.work.parts[index].title}`)
      : null);
    return element("nav", { class: "neighbours", "aria-label": "Other parts" },
      link(at - 1, "Before"), link(at + 1, "After"));
  }

  #item(sentence) {
    const of = sentence.state === "made" ? "made" : "before";
    return {
      key: sentence.number,
      path: `${this.path}/sentences/${sentence.number}/audio?of=${of}&at=${this.shown.revision}`,
      pause: sentence.pause_ms,
    };
  }

  #heard() {
    return this.shown.sentences.filter(
      (sentence) => sentence.seconds !== undefined || sentence.seconds_before !== undefined);
  }

  #from(number) {
    return player.play(
      this.#heard().filter((sentence) => sentence.number >= number).map((each) => this.#item(each)));
  }

  #toggle() {
    return player.current === undefined ? this.#from(0) : player.toggle();
  }

  #step(by) {
    const heard = this.#heard();
    const at = heard.findIndex((sentence) => sentence.number === player.current?.key);
    const next = heard[Math.max(0, Math.min(heard.length - 1, at + by))];
    return next === undefined ? undefined : this.#from(next.number);
  }

  #list() {
    this.#rows = new Map(
      this.shown.sentences
        .filter((sentence) =>
          this.#only === "all" ||
          (this.#only === "flagged" && sentence.flags.length > 0) ||
          (this.#only === "edited" && sentence.state === "edited"))
        .map((sentence) => [sentence.number, this.#row(sentence)]));
    this.list.replaceChildren(...this.#rows.values());
    if (this.#rows.size === 0) {
      say("No sentence is so.");
    }
  }

  #row(sentence) {
    const text = sentence.text.trim();
    const short = text.length > 60 ? `${text.slice(0, 60)}…` : text;
    const silent = sentence.seconds === undefined && sentence.seconds_before === undefined;
    const row = element("li", { value: sentence.number + 1, "data-number": sentence.number },
      element("div", { class: "line" },
        button("▶", guarded(() => player.play([this.#item(sentence)])),
          { class: "play", "aria-label": `Play: ${short}`, disabled: silent }),
        element("div", { class: "text" },
          element("p", { lang: sentence.language }, text),
          plain(sentence.spoken) === plain(text) ? null
            : element("p", { class: "quiet", lang: sentence.language },
                element("span", { lang: "en" }, "Spoken: "), sentence.spoken.trim()),
          element("p", { class: "quiet about" }, this.#about(sentence)),
          ...sentence.flags.map((flag) => element("p", { class: "flag" }, flag.detail))),
        element("div", { class: "actions" },
          button("From here", guarded(() => this.#from(sentence.number)),
            { "aria-label": `Play from here: ${short}`, disabled: silent }),
          button("Edit", guarded((event) => this.#edit(event.target, sentence, row)),
            { "aria-label": `Edit: ${short}`, "aria-expanded": "false" }))));
    return row;
  }

  #about(sentence) {
    const facts = [sentence.speaker ? `${sentence.speaker}: ${sentence.voice}` : sentence.voice];
    if (this.work.kind === "dub") {
      facts.push(`at ${clock(sentence.start / 1000)}`);
    } else if (sentence.own_pause_ms !== undefined) {
      facts.push(`pause ${sentence.pause_ms} ms`);
    }
    for (const [word, saying] of Object.entries(sentence.own_words)) {
      facts.push(`${word}: ${saying}`);
    }
    if (sentence.attempt > 0) {
      facts.push(`reading ${sentence.attempt + 1}`);
    }
    if (sentence.state === "edited") {
      facts.push("edited, not made yet");
    } else if (sentence.state === "failed") {
      facts.push("could not be spoken");
    }
    return facts.join(" · ");
  }

  async #edit(opener, sentence, row) {
    const open = row.querySelector(".editor");
    if (open) {
      open.remove();
      opener.setAttribute("aria-expanded", "false");
      return;
    }
    opener.setAttribute("aria-expanded", "true");
    const form = await editor(this, sentence, () => {
      form.remove();
      opener.setAttribute("aria-expanded", "false");
      opener.focus();
    });
    row.append(form);
    form.querySelector("select, input, textarea").focus();
  }

  /** Arrow keys go from sentence to sentence. */
  #move(event) {
    if (!event.target.matches(".play") || !["ArrowDown", "ArrowUp"].includes(event.key)) {
      return;
    }
    const buttons = [...this.list.querySelectorAll(".play")];
    const next = buttons[buttons.indexOf(event.target) + (event.key === "ArrowDown" ? 1 : -1)];
    if (next) {
      event.preventDefault();
      next.focus();
    }
  }

  /** Follows what plays, until another page is shown. */
  #listen() {
    const gone = new AbortController();
    const on = (name, action) =>
      player.addEventListener(name, (event) => {
        if (this.list.isConnected) {
          action(event);
        } else {
          gone.abort();
        }
      }, { signal: gone.signal });
    const mark = () => {
      this.list.querySelector("[aria-current]")?.removeAttribute("aria-current");
      const number = player.current?.key;
      const row = this.#rows.get(number);
      row?.setAttribute("aria-current", "true");
      this.place.textContent = typeof number === "number"
        ? `Sentence ${number + 1} of ${this.shown.sentences.length}` : (number ?? "");
      this.playAll.textContent =
        player.playing ? "Pause" : player.current ? "Go on" : "Play the chapter";
      return row;
    };
    on("start", () => {
      const row = mark();
      row?.scrollIntoView({ block: "nearest", behavior: "smooth" });
      if (player.current.path) {
        this.#waveform.canvas.hidden = false;
        this.#waveform.show(player.load(player.current.path)).catch(() => {});
      }
    });
    on("play", mark);
    on("pause", mark);
    on("stop", mark);
    on("timeupdate", () => { this.#waveform.progress = player.progress; });
    on("failed", (event) => problem(event.detail.message));
    mark();
    say(count(this.shown.sentences.length, "sentence"));
  }
}
