/** Longer than a worker takes to answer a short job. */
const ATTENTIVE_MS = 0.05;

/**
 * Keeps a process awake between messages that follow each other closely. Waking a process that sleeps costs its peer more
 * than the message it sends; so after two messages within `ATTENTIVE_MS` the event loop turns on for that long instead of
 * sleeping: at most that much of a core a message. Messages that come less often find it asleep as ever.
 */
export class Attention {
  readonly #clock: () => number;
  readonly #nextTurn: (turn: () => void) => void;
  #heardMs = Number.NEGATIVE_INFINITY;
  #awake = false;

  constructor(clock: () => number, nextTurn: (turn: () => void) => void) {
    this.#clock = clock;
    this.#nextTurn = nextTurn;
  }

  /** To be called after each message. */
  heard(): void {
    const nowMs = this.#clock();
    const soon = nowMs - this.#heardMs < ATTENTIVE_MS;
    this.#heardMs = nowMs;
    if (this.#awake || !soon) return;
    this.#awake = true;
    this.#nextTurn(this.#turn);
  }

  readonly #turn = (): void => {
    this.#awake = this.#clock() - this.#heardMs < ATTENTIVE_MS;
    if (this.#awake) this.#nextTurn(this.#turn);
  };
}
