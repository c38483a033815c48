// What runs and what ran; the button that makes a work again.

import { get, send } from "/page/api.js";
import { button, clock, count, element, guarded, heading, problem, say } from "/page/dom.js";

export async function jobs(view) {
  const list = element("ul", { class: "cards", "aria-label": "Jobs" });
  view.replaceChildren(heading("Jobs"), list);
  const known = (await get("/v1/jobs")).data;
  const works = (await get("/v1/library")).data;
  list.append(...known.map((job) => {
    const { shown, update } = jobView(job);
    if (!isOver(job)) {
      follow(job, update, view);
    }
    return element("li", {},
      element("h2", {}, element("a", { href: `#/work/${job.work}` }, job.title)), shown);
  }));
  if (known.length === 0) {
    list.before(element("p", {}, "Nothing has run since the server began."));
  }
  view.append(element("h2", {}, "Reports"),
    element("ul", { class: "cards", "aria-label": "Reports" }, ...works.map(reportItem)));
}

function reportItem(work) {
  const details = element("details", {}, element("summary", {}, work.title));
  details.addEventListener("toggle", guarded(async () => {
    if (details.open && details.children.length === 1) {
      details.append(report(await get(`/v1/library/${work.id}/report`)));
    }
  }));
  return element("li", {}, details);
}

const isOver = (job) => ["done", "failed", "cancelled"].includes(job.state);

/** What is shown of a job; it stays in its place while the job runs, so that the focus does. */
function jobView(job) {
  const state = element("p");
  const bar = element("progress", { max: 1, "aria-label": `Progress of ${job.title}` });
  const text = element("p", { class: "quiet" });
  const cancel = cancelButton(job);
  const running = element("div", {}, bar, text, cancel);
  const made = element("div");
  const messages = element("ul", { class: "messages" });
  const update = (now) => {
    state.textContent = `${now.state}, asked for at ${new Date(now.asked).toLocaleTimeString()}`;
    running.hidden = isOver(now);
    if (now.progress?.utterances > 0) {
      bar.value = (now.progress.spoken / now.progress.utterances + (now.progress.assembling ?? 0)) / 2;
    }
    text.textContent = now.progress?.text ?? "waiting";
    if (now.state === "cancelling") {
      cancel.disabled = true;
      cancel.textContent = "Is being cancelled";
    }
    made.replaceChildren(...(now.report ? [report(now.report)] : []));
    messages.replaceChildren(...now.messages.map((message) => element("li", {}, message)));
    messages.hidden = now.messages.length === 0;
  };
  update(job);
  return { shown: element("div", {}, state, running, made, messages), update };
}

function cancelButton(job) {
  const cancel = button("Cancel", guarded(async () => {
    cancel.disabled = true;
    try {
      await send("POST", `/v1/jobs/${job.id}/cancel`);
      say("The job ends when what is under way is finished; what was made is kept");
    } catch (error) {
      cancel.disabled = false;
      throw error;
    }
  }));
  return cancel;
}

function size(bytes) {
  return bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

function report(made) {
  const lines = [
    `${made.status}, ${clock(made.seconds)}; ${count(made.made, "take")} made, ${made.reused} used again`,
    ...made.failures,
    ...made.warnings.map((warning) => `Warning: ${warning}`),
  ];
  return element("div", {},
    ...lines.map((line) => element("p", {}, line)),
    element("ul", { class: "files" }, ...made.files.map((file) => element("li", {},
      `${file.name}, ${size(file.bytes)}`))));
}

/** Tells every state of a job until it is over, or its page is gone. */
function follow(job, told, page) {
  const events = new EventSource(`/v1/jobs/${job.id}/events`);
  events.addEventListener("job", (event) => {
    const now = JSON.parse(event.data);
    if (isOver(now) || !page.isConnected) {
      events.close();
    }
    told(now);
  });
  events.addEventListener("error", () => {
    if (events.readyState === EventSource.CLOSED) {
      problem("The server does not tell how far the job is any more.");
    }
  });
}

function ending(job) {
  switch (job.state) {
    case "done": return `Done: ${count(job.report.made, "take")} made, ${job.report.reused} used again`;
    case "cancelled": return "The job was cancelled";
    default: return "The job failed";
  }
}

/** Makes a work again and shows how far it is; then what it came to. */
export function runButton(work, done) {
  const place = element("div", { class: "run" });
  const start = button(
    work.edited ? "Make the edited takes" : "Make it again",
    guarded(async () => {
      start.disabled = true;
      say("The job is asked for");
      const job = await send("POST", "/v1/jobs", { work: work.id });
      const { shown, update } = jobView(job);
      place.append(shown);
      follow(job, (now) => {
        update(now);
        if (isOver(now)) {
          say(ending(now));
          start.disabled = false;
          if (now.state === "done") {
            guarded(done)();
          }
        }
      }, place);
    }),
    { class: work.edited ? "strong" : "" });
  place.append(start);
  return place;
}
