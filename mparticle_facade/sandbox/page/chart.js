// Events per second over the last minute, by the time at which the sandbox received them.

const SECONDS = 60;
const WIDTH = 240;
const HEIGHT = 40;
const LEAST_PEAK = 5; // a single event should not look like a storm

export class Chart {
  #svg;
  #now;
  #peak;
  #counts = new Map(); // second -> accepted events

  constructor(svg, now, peak) {
    this.#svg = svg;
    this.#now = now;
    this.#peak = peak;
    this.#draw();
    setInterval(() => this.#draw(), 1000);
  }

  /** Count the events of batches that arrived. */
  add(batches) {
    const present = this.#present();
    for (const { status, receivedMs, eventCount } of batches) {
      if (status !== "accepted") continue;
      const second = Math.min(present, Math.floor(receivedMs / 1000)); // the sandbox may have a clock of its own
      if (second >= present - SECONDS) this.#counts.set(second, (this.#counts.get(second) ?? 0) + eventCount);
    }
  }

  clear() {
    this.#counts.clear();
    this.#draw();
  }

  #present() {
    return Math.floor(Date.now() / 1000);
  }

  #draw() {
    const first = this.#present() - SECONDS; // the present second is not complete
    for (const second of this.#counts.keys()) if (second < first) this.#counts.delete(second);
    const rates = Array.from({ length: SECONDS }, (_, index) => this.#counts.get(first + index) ?? 0);
    const peak = Math.max(...rates);
    const step = WIDTH / SECONDS;
    const bars = rates.map((rate, index) => {
      if (!rate) return "";
      const height = Math.max(1, (rate / Math.max(peak, LEAST_PEAK)) * HEIGHT);
      return `M${index * step} ${HEIGHT}v${-height.toFixed(1)}h${step - 1}V${HEIGHT}z`;
    });
    this.#svg.firstElementChild.setAttribute("d", bars.join(""));
    const [nowText, peakText] = [rates.at(-1), peak].map((rate) => rate.toLocaleString("en"));
    this.#now.textContent = nowText;
    this.#peak.textContent = `peak ${peakText}`;
    this.#svg.setAttribute("aria-label", `Events per second: now ${nowText}, at most ${peakText} in the last minute`);
  }
}
