import { expect } from 'chai';
import { Board } from '../../../src/watch/board/board.ts';
import type { Point, Row } from '../../../src/watch/board/frame.ts';

const HOSTILE = '</script>\u202e\u001b[31m';
const SHOWN = '</script>\\u202e\\u001b[31m';

function row(name: string, count: number): Row {
  return { name, group: 'light', place: 0, count, bad: 0, p50: 1, p95: null, p99: null };
}

function point(atMs: number): Point {
  return { atMs, place: 0, heat: [[3, 1]], waiting: 0, running: 1, busy: 1, inFlight: 1 };
}

function boardOf(title: string): Board {
  return new Board({ title, boundsMs: [1, 10], rowsAre: 'strategy', firstGroup: 'light', jobWorkers: 2 });
}

describe('the board of a run', () => {
  let board: Board;

  beforeEach(() => {
    board = boardOf('a run');
  });

  it('gives a new reader all there is', () => {
    board.row(row('random', 1));
    board.point(point(1));
    board.say(2, 'a warning');
    board.nextTick();
    const frame = board.frame(0, 5);
    expect(frame.setup).to.include({ title: 'a run', firstGroup: 'light' });
    expect(frame.rows).to.deep.equal([row('random', 1)]);
    expect(frame.points).to.have.length(1);
    expect(frame.lines).to.deep.equal([{ atMs: 2, text: 'a warning' }]);
  });

  it('gives a reader what it has not seen, and a row that changed once', () => {
    board.row(row('random', 1));
    board.row(row('pull-fifo', 1));
    board.point(point(1));
    const seen = board.nextTick();
    board.row(row('random', 2));
    board.row(row('random', 3));
    board.point(point(2));
    board.nextTick();
    const frame = board.frame(seen, 5);
    expect(frame.setup).to.equal(undefined);
    expect(frame.rows).to.deep.equal([row('random', 3)]);
    expect(frame.points.map(({ atMs }) => atMs)).to.deep.equal([2]);
  });

  it('gives all to a reader that names a tick that never was', () => {
    board.point(point(1));
    board.nextTick();
    expect(board.frame(99, 5)).to.have.property('setup');
  });

  it('loses nothing between two ticks', () => {
    let [complete, seen] = [0, 0];
    const got: number[] = [];
    for (let i = 0; i < 50; i++) {
      board.point(point(i));
      if (i % 3 === 0) complete = board.nextTick();
      if (i % 7 !== 0) continue;
      got.push(...board.frame(seen, 0).points.map(({ atMs }) => atMs));
      seen = complete;
    }
    expect(got).to.deep.equal(Array.from({ length: 49 }, (_, i) => i));
  });

  it('has a size that no run exceeds', () => {
    for (let i = 0; i < 10_000; i++) {
      board.row(row(`strategy ${i}`, 1));
      board.point(point(i));
      board.mark({ atMs: i, kind: 'fault', what: 'kill' });
      board.say(i, 'x'.repeat(10_000));
    }
    board.nextTick();
    expect(JSON.stringify(board.frame(0, 0)).length).to.be.below(400_000);
  });

  it('shows invisible characters of names and messages by their codes', () => {
    board = boardOf(HOSTILE);
    board.row(row(HOSTILE, 1));
    board.progress({ what: HOSTILE, share: 0, leftMs: 0 });
    board.mark({ atMs: 0, kind: 'fault', what: HOSTILE });
    board.say(0, HOSTILE);
    board.end(HOSTILE);
    board.nextTick();
    const { setup, rows, progress, marks, lines, over } = board.frame(0, 0);
    const texts = [setup?.title, rows[0]?.name, progress.what, marks[0]?.what, lines[0]?.text, over];
    expect(new Set(texts)).to.deep.equal(new Set([SHOWN]));
  });
});
