// The server's API. The cookie of the printed link lets the page in.

/** The reply to a request, or an error with the server's own words. */
export async function ask(path, options) {
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

export async function get(path) {
  return (await ask(path)).json();
}

export async function send(method, path, body) {
  const options = { method };
  if (body !== undefined) {
    options.headers = { "Content-Type": "application/json" };
    options.body = JSON.stringify(body);
  }
  return (await ask(path, options)).json();
}

export async function sound(path, options) {
  return (await ask(path, options)).blob();
}

/** Speech in reply to a text. */
export function speech(voice, text, more = {}) {
  return sound("/v1/audio/speech", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({
      model: voice.model, voice: voice.id, input: text, response_format: "flac", ...more,
    }),
  });
}

let voices;

/** Every voice; asked for once, and again after one was made. */
export function allVoices(anew = false) {
  if (anew || !voices) {
    voices = get("/v1/audio/voices").then((reply) => reply.data);
    voices.catch(() => { voices = undefined; });
  }
  return voices;
}

const languageNames = new Intl.DisplayNames(["en"], { type: "language" });

export function languageName(tag) {
  try {
    return languageNames.of(tag);
  } catch {
    return tag;
  }
}
