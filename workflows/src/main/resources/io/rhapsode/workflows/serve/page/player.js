// Plays sounds one after the other, each with the pause behind it; one player for the whole page.

import { sound } from "/page/api.js";

const MOST_KEPT = 40;

class Player extends EventTarget {
  #audio = new Audio();
  #blobs = new Map();
  #queue = [];
  #at = -1;
  #url;
  #pause;

  constructor() {
    super();
    this.#audio.addEventListener("ended", () => this.#ended());
    for (const name of ["play", "pause", "timeupdate"]) {
      this.#audio.addEventListener(name, () => this.#tell(name));
    }
    this.#audio.id = "player";
    document.body.append(this.#audio);
  }

  /** The sound behind an address, kept for a while: it is drawn and played. */
  load(path) {
    if (!this.#blobs.has(path)) {
      const blob = sound(path);
      blob.catch(() => this.#blobs.delete(path));
      this.#blobs.set(path, blob);
      if (this.#blobs.size > MOST_KEPT) {
        this.#blobs.delete(this.#blobs.keys().next().value);
      }
    }
    return this.#blobs.get(path);
  }

  /** What plays or is about to; undefined when nothing does. */
  get current() {
    return this.#queue[this.#at];
  }

  get playing() {
    return this.current !== undefined && (!this.#audio.paused || this.#pause !== undefined);
  }

  get progress() {
    return this.#audio.duration > 0 ? this.#audio.currentTime / this.#audio.duration : 0;
  }

  /** Plays a list of {key, path or blob, pause in ms}. */
  async play(items) {
    this.stop();
    this.#queue = items;
    await this.#start(0);
  }

  toggle() {
    if (this.#audio.paused && this.#pause === undefined) {
      return this.#audio.play();
    }
    clearTimeout(this.#pause);
    this.#pause = undefined;
    this.#audio.pause();
    return Promise.resolve();
  }

  seek(fraction) {
    if (this.#audio.duration > 0) {
      this.#audio.currentTime = fraction * this.#audio.duration;
    }
  }

  stop() {
    clearTimeout(this.#pause);
    this.#pause = undefined;
    this.#audio.pause();
    this.#queue = [];
    this.#at = -1;
    this.#tell("stop");
  }

  async #start(at) {
    const queue = this.#queue;
    const item = queue[at];
    this.#at = at;
    this.#tell("start");
    const blob = item.blob ?? await this.load(item.path);
    if (queue !== this.#queue) {
      return;
    }
    URL.revokeObjectURL(this.#url);
    this.#url = URL.createObjectURL(blob);
    this.#audio.src = this.#url;
    await this.#audio.play();
    if (queue[at + 1]?.path) {
      this.load(queue[at + 1].path).catch(() => {});
    }
  }

  #ended() {
    const next = this.#at + 1;
    if (next >= this.#queue.length) {
      this.stop();
      return;
    }
    this.#pause = setTimeout(() => {
      this.#pause = undefined;
      this.#start(next).catch((error) => {
        this.stop();
        this.dispatchEvent(new CustomEvent("failed", { detail: error }));
      });
    }, this.current.pause ?? 0);
  }

  #tell(name) {
    this.dispatchEvent(new Event(name));
  }
}

export const player = new Player();
