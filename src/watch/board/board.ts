import { escaped } from '../../results/escaped.ts';
import type { Frame, Line, Mark, Point, Progress, Row, Setup } from './frame.ts';

/** Two minutes at four a second. */
const MOST_POINTS = 480;
const MOST_MARKS = 100;
const MOST_LINES = 200;
const MOST_ROWS = 1000;
/** Of a text on the board, in characters. */
const LONGEST = 400;

interface Numbered<Item> {
  readonly tick: number;
  readonly item: Item;
}

/**
 * What is to be seen of a run. It is bounded, so a run of any length fits. Whatever is put on it belongs to the next tick; a page
 * that says which tick it saw last gets the rest.
 */
export class Board {
  readonly #setup: Setup;
  #tick = 0;
  #progress: Progress = { what: 'starting', share: null, leftMs: null };
  readonly #rows = new Map<string, Numbered<Row>>();
  readonly #points: Numbered<Point>[] = [];
  readonly #marks: Numbered<Mark>[] = [];
  readonly #lines: Numbered<Line>[] = [];
  #over: string | null = null;

  constructor(setup: Setup) {
    this.#setup = {
      ...setup,
      title: shown(setup.title),
      firstGroup: setup.firstGroup === null ? null : shown(setup.firstGroup),
    };
  }

  progress(progress: Progress): void {
    this.#progress = { ...progress, what: shown(progress.what) };
  }

  /** Replaces the row of this name and group. */
  row(row: Row): void {
    const key = JSON.stringify([row.name, row.group]);
    if (this.#rows.size >= MOST_ROWS && !this.#rows.has(key)) return;
    const item = { ...row, name: shown(row.name), group: row.group === null ? null : shown(row.group) };
    this.#rows.set(key, this.#numbered(item));
  }

  point(point: Point): void {
    this.#add(this.#points, point, MOST_POINTS);
  }

  mark(mark: Mark): void {
    this.#add(this.#marks, { ...mark, what: shown(mark.what) }, MOST_MARKS);
  }

  say(atMs: number, text: string): void {
    this.#add(this.#lines, { atMs, text: shown(text) }, MOST_LINES);
  }

  end(how: string): void {
    this.#over = shown(how);
  }

  /** Begins the next tick. Returns the number of the one that is complete by that. */
  nextTick(): number {
    return ++this.#tick;
  }

  /** Everything after tick `since`, until the last complete one; with 0, or a tick that never was, all there is. */
  frame(since: number, atMs: number): Frame {
    const seen = since > this.#tick ? 0 : since;
    const fresh = <Item>(all: Iterable<Numbered<Item>>): Item[] =>
      [...all].flatMap(({ tick, item }) => (tick > seen && tick <= this.#tick ? [item] : []));
    return {
      ...(seen === 0 && { setup: this.#setup }),
      atMs,
      progress: this.#progress,
      rows: fresh(this.#rows.values()),
      points: fresh(this.#points),
      marks: fresh(this.#marks),
      lines: fresh(this.#lines),
      over: this.#over,
    };
  }

  #add<Item>(items: Numbered<Item>[], item: Item, most: number): void {
    items.push(this.#numbered(item));
    if (items.length > most) items.shift();
  }

  #numbered<Item>(item: Item): Numbered<Item> {
    return { tick: this.#tick + 1, item };
  }
}

function shown(text: string): string {
  const line = escaped(text);
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}
