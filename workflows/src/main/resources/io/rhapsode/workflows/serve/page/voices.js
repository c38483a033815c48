// The voices of this machine: find one, hear it say something, compare two, make one from a clip.

import { allVoices, ask, languageName, speech } from "/page/api.js";
import { button, count, element, field, guarded, heading, say } from "/page/dom.js";
import { player } from "/page/player.js";

const EXAMPLE = "It was a bright, cold day, and Dr. Smith had $5.20 left.";

export async function voices(view) {
  let known = await allVoices();
  const text = element("textarea", { rows: 3, required: true });
  text.value = EXAMPLE;
  const speed = element("input", { type: "number", min: 0.25, max: 4, step: 0.05, value: 1 });
  const seed = element("input", { type: "number", step: 1, value: 0 });
  const tryForm = element("form", { "aria-label": "What the voices say" },
    field("Text", text),
    element("div", { class: "row" }, field("Speed", speed), field("Seed", seed)));
  tryForm.addEventListener("submit", (event) => event.preventDefault());

  const sample = async (voice) => {
    say(`${voice.name} is getting ready`);
    const blob = await speech(voice, text.value, {
      speed: speed.valueAsNumber || 1, seed: Math.trunc(seed.valueAsNumber) || 0,
    });
    say(`${voice.name} speaks`);
    return { key: voice.name, blob, pause: 400 };
  };
  const hear = async (...chosen) => {
    if (tryForm.reportValidity()) {
      const items = [];
      for (const voice of chosen) {
        items.push(await sample(voice));
      }
      await player.play(items);
    }
  };

  const filter = element("input", { type: "search", autocomplete: "off" });
  const language = element("select", {}, new Option("all", ""));
  const list = element("ul", { class: "voices", "aria-label": "Voices" });
  const one = element("select");
  const other = element("select");
  const show = () => {
    const wanted = filter.value.trim().toLowerCase();
    const found = known.filter((voice) =>
      (language.value === "" ||
        voice.languages.some((tag) => tag.split("-")[0] === language.value)) &&
      `${voice.name} ${voice.model} ${languageName(voice.language)}`.toLowerCase().includes(wanted));
    list.replaceChildren(...found.map((voice) => element("li", {},
      element("strong", {}, voice.name),
      element("span", { class: "quiet" }, `${languageName(voice.language)}, ${voice.model}`),
      button("Hear", guarded(() => hear(voice)), { "aria-label": `Hear ${voice.name}` }))));
    say(count(found.length, "voice"));
  };
  const fill = () => {
    const tags = [...new Set(known.map((voice) => voice.language.split("-")[0]))];
    tags.sort((a, b) => languageName(a).localeCompare(languageName(b)));
    language.replaceChildren(new Option("all", ""),
      ...tags.map((tag) => new Option(languageName(tag), tag)));
    const own = known.findIndex((voice) =>
      voice.language.split("-")[0] === navigator.language.split("-")[0]);
    [one, other].forEach((select, place) => {
      const chosen = select.value;
      select.replaceChildren(...known.map((voice, index) => new Option(
        `${voice.name} (${languageName(voice.language)})`, index)));
      select.value = chosen || Math.min(known.length - 1, Math.max(0, own) + place);
    });
    show();
  };
  filter.addEventListener("input", show);
  language.addEventListener("change", show);

  view.replaceChildren(
    heading("Voices"),
    tryForm,
    element("details", {},
      element("summary", {}, "Compare two"),
      element("div", { class: "inline" },
        field("First", one),
        field("Second", other),
        button("Hear one after the other",
          guarded(() => hear(known[Number(one.value)], known[Number(other.value)]))))),
    element("details", {},
      element("summary", {}, "Make one from a clip"),
      maker(async (name) => {
        known = await allVoices(true);
        filter.value = name;
        language.value = "";
        fill();
      })),
    element("h2", {}, "All voices"),
    element("div", { class: "row" }, field("Search voices", filter), field("Language", language)),
    list);
  fill();
}

function maker(made) {
  const name = element("input", { name: "name", required: true, autocomplete: "off",
    pattern: "[A-Za-z0-9][A-Za-z0-9._\\-]*" });
  const clip = element("input", { name: "audio_sample", type: "file", accept: "audio/*,video/*", required: true });
  const consent = element("textarea", { name: "consent", rows: 2, required: true });
  const agreed = element("input", { type: "checkbox", required: true, id: "agreed" });
  const notes = element("ul", { class: "messages", "aria-live": "polite" });
  const form = element("form", { "aria-label": "Make a voice from a clip" },
    element("div", { class: "row" },
      field("Name", name, "Letters, digits, dots and hyphens"),
      field("Clip", clip, "5 to 15 s of one person speaking, at most 60 s")),
    field("Consent", consent, "Who allowed what; kept in the voice"),
    element("p", { class: "check" }, agreed,
      element("label", { for: agreed.id }, "The person in the clip agreed to this")),
    element("button", { class: "strong" }, "Make the voice"),
    notes);
  form.addEventListener("submit", guarded(async (event) => {
    event.preventDefault();
    const submit = form.querySelector("button");
    submit.disabled = true;
    notes.replaceChildren();
    say("The voice is being made");
    try {
      const reply =
        await (await ask("/v1/audio/voices", { method: "POST", body: new FormData(form) })).json();
      notes.replaceChildren(...reply.notes.map((note) => element("li", {}, note)));
      form.reset();
      await made(reply.name);
      say(`The voice ${reply.name} is made`);
    } finally {
      submit.disabled = false;
    }
  }));
  return form;
}
