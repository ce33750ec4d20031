import { expect } from 'chai';
import type { Frame, Row } from '../../../src/watch/board/frame.ts';
import { RunBoard } from '../../../src/watch/board/run-board.ts';
import { GOOD } from '../../measuring/summary/records.ts';
import { answered, boardedRun, ended, step } from './run-steps.ts';

const PULSE = { waiting: 3, running: 2, busy: 1, workerDeaths: 0 };
const HUNDRED = Array.from({ length: 100 }, (_, i) => i + 1);

describe('the board of a bench', () => {
  let run: RunBoard;

  beforeEach(() => {
    run = new RunBoard(boardedRun('random', 'pull-fifo'));
    run.step(step('random', 0, 'starting'));
  });

  function frame(): Frame {
    run.refresh();
    run.board.nextTick();
    return run.board.frame(0, 0);
  }

  function rowOf(name: string): Row | undefined {
    return frame().rows.find((row) => row.name === name && row.group === 'heavy');
  }

  it('has percentiles of each strategy over all of its requests until now', () => {
    run.load(answered(...HUNDRED.slice(0, 50)), PULSE);
    run.load(answered(...HUNDRED.slice(50)), PULSE);
    expect(rowOf('random')).to.include({ count: 100, bad: 0, place: 0 });
    expect(rowOf('random')?.p50).to.be.closeTo(50, 1);
    expect(frame().setup?.firstGroup).to.equal('short');
  });

  it('counts requests without a good answer, and none of the warm-up', () => {
    const of = (record: object) => ({ ...answered(), fresh: [{ ...GOOD, ...record }] });
    run.load(of({ outcome: 'timedOut' }), PULSE);
    run.load(of({ warmup: true }), PULSE);
    expect(rowOf('random')).to.include({ count: 0, bad: 1, p50: null });
  });

  it('forgets what a trial measured that is done again, and keeps the trials before it', () => {
    run.load(answered(5, 5), PULSE);
    run.settled(ended('random'));
    run.step(step('pull-fifo', 1, 'starting'));
    run.load(answered(1, 2, 3), PULSE);
    run.step(step('pull-fifo', 1, 'starting'));
    run.load(answered(4), PULSE);
    expect(rowOf('pull-fifo')).to.include({ count: 1, place: 1 });
    expect(rowOf('random')).to.include({ count: 2 });
    expect(frame().lines.at(-1)?.text).to.equal('pull-fifo, trial 2 of 2, again because it was disturbed');
  });

  it('shows the queue that the cluster speaks of, and none where jobs pass no queue', () => {
    run.load(answered(), PULSE);
    run.step(step('inline', 1, 'starting'));
    run.load(answered(), PULSE);
    expect(
      frame().points.map(({ waiting, running, busy, inFlight }) => [waiting, running, busy, inFlight]),
    ).to.deep.equal([
      [3, 2, 1, 1],
      [null, null, null, 1],
    ]);
  });

  it('shows how many answers took how long', () => {
    run.load(answered(0.4, 4, 4.5, 70_000), PULSE);
    expect(frame().points[0]?.heat).to.deep.equal([
      [0, 1],
      [3, 2],
      [16, 1],
    ]);
  });

  it('tells where a trial begins, what was wrong with it, and which worker died', () => {
    run.load(answered(), { ...PULSE, workerDeaths: 1 });
    run.load(answered(), { ...PULSE, workerDeaths: 1 });
    run.settled(ended('random', 'the machine was busy'));
    const { marks, lines } = frame();
    expect(marks.map(({ kind, what }) => `${kind} ${what}`)).to.deep.equal([
      'begin random',
      'fault a worker died',
    ]);
    expect(lines.slice(-2).map(({ text }) => text)).to.deep.equal([
      'a worker died',
      'the trial of random in block 1: the machine was busy',
    ]);
  });

  it('says how far the run is', () => {
    run.step(step('random', 0, 'measuring'));
    const { what, share } = frame().progress;
    expect(what).to.equal('random, trial 1 of 2: measuring');
    expect(share).to.be.within(0, 0.5);
  });
});
