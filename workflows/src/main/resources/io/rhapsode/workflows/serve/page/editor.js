// The form that edits one sentence: heard beside the old take, then kept or not.

import { allVoices, languageName, send } from "/page/api.js";
import { button, element, field, guarded, say } from "/page/dom.js";
import { player } from "/page/player.js";
import { Waveform } from "/page/waveform.js";

/**
 * @param part the view that the sentence is in
 * @param close takes the form away
 */
export async function editor(part, sentence, close) {
  const book = part.work.kind === "book";
  const path = `${part.path}/sentences/${sentence.number}`;
  const voice = await voiceChoice(sentence, book);
  const attempt = element("input", {
    type: "number", min: 1, max: 1000, step: 1, value: sentence.attempt + 1,
    disabled: !sentence.has_attempts,
  });
  const pause = element("input", {
    type: "number", min: 0, max: 60000, step: 50, value: sentence.own_pause_ms ?? "",
    placeholder: sentence.pause_ms,
  });
  const text = element("textarea", { rows: 2 });
  text.value = sentence.text.trim();
  const word = element("select", {}, ...words(sentence.text).map((each) => new Option(each, each)));
  const saying = element("input", { autocomplete: "off", spellcheck: "false" });
  const scope = element("select", {},
    new Option("only here", ""), new Option("in the whole book", "everywhere"));
  word.addEventListener("change", () => { saying.value = sentence.own_words[word.value] ?? ""; });
  saying.value = sentence.own_words[word.value] ?? "";
  const border = element("select", {}, ...borders(sentence.text));
  const heard = element("div", { class: "heard", "aria-live": "polite" });

  const wish = () => {
    const edit = { edit: "say", attempt: Math.max(0, (attempt.valueAsNumber || 1) - 1) };
    if (voice.value !== "") {
      edit.voice = voice.value;
    }
    if (book && pause.value !== "") {
      edit.pause_ms = pause.valueAsNumber;
    }
    if (!book && text.value.trim() !== sentence.text.trim()) {
      edit.text = text.value;
    }
    return edit;
  };
  const keep = async (edit) => {
    part.update(
      await send("PUT", path, { ...edit, revision: part.shown.revision }), sentence.number);
    say("Kept. The next run makes it.");
  };
  const hear = async (edit) => {
    say("The new take is being made");
    const takes = (await send("POST", `${path}/audition`, edit)).data;
    heard.replaceChildren(
      comparison(part, sentence, takes),
      element("div", { class: "buttons" },
        button("Keep the new one", guarded(() => keep(edit)), { class: "strong" }),
        button("Leave it as it is", close)));
    say("The new take is there");
    heard.scrollIntoView({ block: "nearest" });
    heard.querySelector("button").focus();
  };
  const form = element("form", { class: "editor", "aria-label": `Edit of sentence ${sentence.number + 1}` },
    element("div", { class: "row" },
      field("Voice", voice),
      field("Reading", attempt,
        sentence.has_attempts ? "Another number, another seed" : "This voice reads alike every time"),
      book ? field("Pause after it, in ms", pause) : null),
    book ? null : field("What is said", text),
    element("div", { class: "buttons" },
      element("button", { class: "strong" }, "Hear it so"),
      button("Keep it so", guarded(() => keep(wish()))),
      button("Take back all edits of it", guarded(async () => {
        part.update(
          await send("DELETE", `${path}?revision=${part.shown.revision}`), sentence.number);
        say("Taken back");
      })),
      button("Close", close)),
    heard,
    !book ? null : element("fieldset", {},
      element("legend", {}, "Pronunciation"),
      element("div", { class: "inline top" },
        field("Word", word),
        field("Is said", saying, "IPA between slashes, as /ˈwʊlf/, or as it would be spelt; nothing takes it back"),
        field("Where", scope)),
      button("Hear it pronounced so", guarded(() => hear({
        edit: "pronounce", word: word.value, saying: saying.value, everywhere: scope.value !== "",
      })), { disabled: word.options.length === 0 })),
    element("fieldset", {},
      element("legend", {}, "Split or join"),
      element("div", { class: "inline" },
        field("The second part begins with", border),
        button("Hear it split", guarded(() => hear({ edit: "split", at: Number(border.value) })),
          { disabled: border.options.length === 0 }),
        button("Hear it joined with the next", guarded(() => hear({ edit: "join" }))))));
  form.addEventListener("submit", guarded((event) => {
    event.preventDefault();
    return hear(wish());
  }));
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      close();
    }
  });
  return form;
}

/** Voices of the sentence's language first. */
async function voiceChoice(sentence, book) {
  const primary = sentence.language.split("-")[0];
  const speaks = (voice) => voice.languages.some((tag) => tag.split("-")[0] === primary);
  const names = (voices) => [...new Set(voices.map((voice) => voice.id))];
  const all = await allVoices();
  const group = (label, voices) =>
    element("optgroup", { label }, ...names(voices).map((name) => new Option(name, name)));
  const select = element("select", {},
    book ? new Option(`as the chapter (${sentence.own_voice ? "…" : sentence.voice})`, "") : null,
    group(languageName(primary), all.filter(speaks)),
    group("Other languages", all.filter((voice) => !speaks(voice))));
  const own = sentence.own_voice ?? "";
  if (own !== "" && ![...select.options].some((option) => option.value === own)) {
    select.append(new Option(own, own));
  }
  select.value = own;
  return select;
}

/** The words of a text, each once. */
function words(text) {
  return [...new Set([...text.matchAll(/[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}’'-]*[\p{L}\p{M}\p{N}])?/gu)]
    .map((match) => match[0]))];
}

/** The words at which a text may be split, with where they begin. */
function borders(text) {
  return [...text.matchAll(/(?<=\s)\S+/gu)].map((word) => new Option(word[0], word.index));
}

/** Old and new beside each other. */
function comparison(part, sentence, takes) {
  const rows = [];
  if (sentence.seconds !== undefined || sentence.seconds_before !== undefined) {
    const of = sentence.seconds !== undefined ? "made" : "before";
    rows.push(take("As it is", sentence.voice,
      `${part.path}/sentences/${sentence.number}/audio?of=${of}&at=${part.shown.revision}`));
  }
  takes.forEach((each, index) => {
    const label = takes.length === 1 ? "New" : `New, part ${index + 1}`;
    rows.push(take(label, `${each.voice}: ${each.spoken.trim()}`,
      each.audition
        ? `/v1/library/${part.work.id}/auditions/${each.audition}`
        : `${part.path}/sentences/${each.number}/audio?of=made&at=${part.shown.revision}`));
  });
  return element("div", { class: "comparison", role: "group", "aria-label": "Old and new" }, ...rows);
}

function take(label, about, path) {
  const waveform = new Waveform();
  waveform.show(player.load(path)).catch(() => {});
  return element("div", { class: "take" },
    button(`▶ ${label}`, guarded(() => player.play([{ key: label, path }]))),
    element("span", { class: "quiet" }, about),
    waveform.canvas);
}
