// Draws sounds.

import { element } from "/page/dom.js";

const HEIGHT = 48;
const decoder = new OfflineAudioContext(1, 1, 24000);

async function peaks(blob, columns) {
  const decoded = await decoder.decodeAudioData(await blob.arrayBuffer());
  const samples = decoded.getChannelData(0);
  const found = new Float32Array(columns);
  const width = samples.length / columns;
  for (let column = 0; column < columns; column++) {
    const end = Math.min(samples.length, Math.ceil((column + 1) * width));
    for (let i = Math.floor(column * width); i < end; i++) {
      found[column] = Math.max(found[column], Math.abs(samples[i]));
    }
  }
  return found;
}

/** A picture of a sound; it says nothing that the text beside it does not say, so it is hidden from screen readers. */
export class Waveform {
  #peaks = new Float32Array(0);
  #progress = 0;
  #latest;

  constructor() {
    this.canvas = element("canvas", { class: "waveform", height: HEIGHT, "aria-hidden": "true" });
    new ResizeObserver(() => this.#draw()).observe(this.canvas);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.#draw());
  }

  /** Shows a sound; a later one overtakes an earlier one. */
  async show(blob) {
    this.#latest = blob;
    const sound = await blob;
    const found = sound ? await peaks(sound, 600) : new Float32Array(0);
    if (this.#latest === blob) {
      this.#peaks = found;
      this.progress = 0;
    }
  }

  set progress(fraction) {
    this.#progress = fraction;
    this.#draw();
  }

  #draw() {
    const width = this.canvas.clientWidth;
    if (width === 0) {
      return;
    }
    const scale = window.devicePixelRatio || 1;
    this.canvas.width = width * scale;
    this.canvas.height = HEIGHT * scale;
    const style = getComputedStyle(this.canvas);
    const context = this.canvas.getContext("2d");
    context.scale(scale, scale);
    const loudest = Math.max(0.05, ...this.#peaks);
    const bars = Math.floor(width / 3);
    for (let bar = 0; bar < bars && this.#peaks.length > 0; bar++) {
      const from = Math.floor((bar * this.#peaks.length) / bars);
      const to = Math.max(from + 1, Math.floor(((bar + 1) * this.#peaks.length) / bars));
      const peak = Math.max(...this.#peaks.subarray(from, to));
      const height = Math.max(1, (peak / loudest) * (HEIGHT - 4));
      context.fillStyle = bar / bars < this.#progress ? style.accentColor : style.color;
      context.fillRect(bar * 3, (HEIGHT - height) / 2, 2, height);
    }
  }
}
