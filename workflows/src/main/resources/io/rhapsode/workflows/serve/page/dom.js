// Small helpers over the document.

/** An element: attributes by name, listeners as onclick and the like, children last. */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) {
      made.addEventListener(name.slice(2), value);
    } else if (value === true) {
      made.setAttribute(name, "");
    } else if (value !== false && value !== null && value !== undefined) {
      made.setAttribute(name, value);
    }
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

export function button(label, onclick, attributes = {}) {
  return element("button", { type: "button", onclick, ...attributes }, label);
}

let labels = 0;

/** A form control under its label. */
export function field(label, control, hint) {
  labels += 1;
  control.id = control.id || `field-${labels}`;
  const about = hint ? element("small", { id: `${control.id}-hint` }, hint) : null;
  if (about) {
    control.setAttribute("aria-describedby", about.id);
  }
  return element("div", { class: "field" },
    element("label", { for: control.id }, label), control, about);
}

/** The heading of a page; it gets the focus, so that a screen reader says where one is. */
export function heading(text) {
  document.title = `${text} · Rhapsode`;
  return element("h1", { tabindex: "-1" }, text);
}

/** Tells a screen reader, and everybody else at the bottom of the page. */
export function say(text) {
  document.getElementById("status").textContent = text;
}

/** Shows what went wrong; nothing when all is well. */
export function problem(message = "") {
  const shown = document.getElementById("problem");
  shown.textContent = message;
  shown.hidden = message === "";
  if (message !== "") {
    shown.scrollIntoView({ block: "nearest" });
  }
}

/** A listener that shows what goes wrong in it. */
export function guarded(action) {
  return async (event) => {
    problem();
    try {
      await action(event);
    } catch (error) {
      problem(error.message);
    }
  };
}

export function clock(seconds) {
  const whole = Math.round(seconds);
  const minutes = String(Math.floor(whole / 60) % 60).padStart(2, "0");
  return `${Math.floor(whole / 3600)}:${minutes}:${String(whole % 60).padStart(2, "0")}`;
}

export function count(number, one, many = `${one}s`) {
  return `${number} ${number === 1 ? one : many}`;
}
