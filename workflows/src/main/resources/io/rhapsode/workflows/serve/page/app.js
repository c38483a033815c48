// The voices of this machine: find one, hear it say something. The cookie of the printed link lets the page in.

const element = (id) => document.getElementById(id);
const languageNames = new Intl.DisplayNames(["en"], { type: "language" });
let voices = [];
let latest = 0;

/** Shows what went wrong; nothing when all is well. */
function problem(message) {
  element("problem").textContent = message;
  element("problem").hidden = message === "";
}

/** The reply to a request, or an error with the server's own words. */
async function ask(path, options) {
  const reply = await fetch(path, options);
  if (reply.ok) {
    return reply;
  }
  const body = await reply.json().catch(() => null);
  throw new Error(
    reply.status === 401
      ? "Open this page by the link that `rhapsode serve` prints: it holds the token."
      : (body?.error?.message ?? `The server answered ${reply.status}.`));
}

function nameOf(language) {
  try {
    return languageNames.of(language);
  } catch {
    return language;
  }
}

function shown() {
  const wanted = element("filter").value.trim().toLowerCase();
  const language = element("language").value;
  return voices.filter(
    (voice) =>
      (language === "" || voice.languages.includes(language)) &&
      `${voice.name} ${voice.model} ${nameOf(voice.language)}`.toLowerCase().includes(wanted));
}

function list() {
  const found = shown();
  element("voices").replaceChildren(...found.map(item));
  element("status").textContent = found.length === 1 ? "1 voice" : `${found.length} voices`;
}

function item(voice) {
  const entry = document.createElement("li");
  const name = document.createElement("strong");
  name.textContent = voice.name;
  const about = document.createElement("span");
  about.textContent = `${nameOf(voice.language)}, ${voice.model}`;
  const play = document.createElement("button");
  play.type = "button";
  play.textContent = "Hear";
  play.setAttribute("aria-label", `Hear ${voice.name}`);
  play.addEventListener("click", () => hear(voice));
  entry.append(name, about, play);
  return entry;
}

/** Speaks the text of the form; a later wish overtakes an earlier one. */
async function hear(voice) {
  if (!element("try").reportValidity()) {
    return;
  }
  const own = ++latest;
  problem("");
  element("status").textContent = `${voice.name} is getting ready`;
  try {
    const reply = await ask("/v1/audio/speech", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({
        model: voice.model,
        voice: voice.id,
        input: element("text").value,
        speed: element("speed").valueAsNumber || 1,
        seed: Math.trunc(element("seed").valueAsNumber) || 0,
        response_format: "mp3",
      }),
    });
    const sound = URL.createObjectURL(await reply.blob());
    if (own !== latest) {
      URL.revokeObjectURL(sound);
      return;
    }
    const player = element("player");
    URL.revokeObjectURL(player.src);
    player.src = sound;
    await player.play();
    element("status").textContent = `${voice.name} speaks`;
  } catch (error) {
    if (own === latest) {
      element("status").textContent = "";
      problem(error.message);
    }
  }
}

async function load() {
  try {
    voices = (await (await ask("/v1/audio/voices")).json()).data;
    const languages = [...new Set(voices.map((voice) => voice.language.split("-")[0]))];
    languages.sort((one, other) => nameOf(one).localeCompare(nameOf(other)));
    element("language").append(
      ...languages.map((language) => new Option(nameOf(language), language)));
    list();
  } catch (error) {
    element("status").textContent = "";
    problem(error.message);
  }
}

element("filter").addEventListener("input", list);
element("language").addEventListener("change", list);
element("try").addEventListener("submit", (event) => event.preventDefault());
load();
