// The connection to the sandbox. It comes back by itself, and notices when the sandbox it finds is another one.

const SILENCE_MS = 10_000; // statistics come every second; this long without any, the connection is dead
const PAUSES_MS = [250, 500, 1000, 2000, 4000];

export class Stream {
  #on;
  #last = null; // {id, received_ms} of the newest batch seen
  #source = null;
  #failures = 0;
  #watchdog;

  /** `on` has batches(list), stats(counters), cleared(), replaced() and state("connecting" | "live" | "lost"). */
  constructor(on) {
    this.#on = on;
  }

  /** Connect, and stay connected. */
  async start() {
    try {
      if (this.#last && !(await this.#stillThere())) {
        this.#last = null;
        this.#on.replaced();
      }
    } catch {
      this.#lost();
      return;
    }
    const source = new EventSource(`/sandbox/stream?after=${this.#last?.id ?? 0}`);
    this.#source = source;
    source.onopen = () => {
      this.#failures = 0;
      this.#on.state("live");
    };
    source.onerror = () => this.#lost();
    this.#listen("batch", (summary) => this.#take([summary]));
    this.#listen("batches", (summaries) => this.#take(summaries));
    this.#listen("stats", (counters) => this.#on.stats(counters));
    this.#listen("cleared", () => this.#on.cleared());
    this.#watch();
  }

  #listen(type, take) {
    this.#source.addEventListener(type, (event) => {
      this.#watch();
      take(event.data && JSON.parse(event.data));
    });
  }

  #take(summaries) {
    const fresh = summaries.filter((summary) => !this.#last || summary.id > this.#last.id);
    if (!fresh.length) return;
    const { id, received_ms } = fresh.at(-1);
    this.#last = { id, received_ms };
    this.#on.batches(fresh);
  }

  /** Is the newest batch that we know still the one with that id? Not after a restart, nor after a clear. */
  async #stillThere() {
    const answer = await fetch(`/sandbox/batches/${this.#last.id}`);
    if (answer.status === 404) return false;
    if (!answer.ok) throw new Error(answer.statusText);
    return (await answer.json()).received_ms === this.#last.received_ms;
  }

  #watch() {
    clearTimeout(this.#watchdog);
    this.#watchdog = setTimeout(() => this.#lost(), SILENCE_MS);
  }

  #lost() {
    // EventSource would try again too, but not after every kind of failure.
    this.#source?.close();
    clearTimeout(this.#watchdog);
    this.#on.state("lost");
    setTimeout(() => this.start(), PAUSES_MS[Math.min(this.#failures, PAUSES_MS.length - 1)]);
    this.#failures += 1;
  }
}
