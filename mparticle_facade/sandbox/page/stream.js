// The connection to the sandbox. It comes back by itself, with all that is to be shown loaded anew.

const SILENCE_MS = 10_000; // statistics come every few seconds; this long without any, the connection is dead
const PAUSES_MS = [250, 500, 1000, 2000, 4000];

export class Stream {
  #on;
  #source = null;
  #failures = 0;
  #watchdog;

  /**
   * `on` has load(), which promises the newest {batches, requests} there are; batches(list) and requests(list), oldest
   * first; stats(counters), settings(state), cleared(), and state("connecting" | "live" | "lost").
   */
  constructor(on) {
    this.#on = on;
  }

  /** Connect, and stay connected. */
  async start() {
    let newest;
    try {
      newest = await this.#on.load();
    } catch {
      this.#lost();
      return;
    }
    const source = new EventSource(`/sandbox/stream?after=${newest.batches}&requests=${newest.requests}`);
    this.#source = source;
    source.onopen = () => {
      this.#failures = 0;
      this.#on.state("live");
    };
    source.onerror = () => this.#lost();
    this.#listen("batch", (row) => this.#on.batches([row]));
    this.#listen("batches", (rows) => this.#on.batches(rows));
    this.#listen("request", (row) => this.#on.requests([row]));
    this.#listen("requests", (rows) => this.#on.requests(rows));
    this.#listen("stats", (counters) => this.#on.stats(counters));
    this.#listen("state", (settings) => this.#on.settings(settings));
    this.#listen("cleared", () => this.#on.cleared());
    this.#watch();
  }

  #listen(type, take) {
    this.#source.addEventListener(type, (event) => {
      this.#watch();
      take(event.data && JSON.parse(event.data));
    });
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
