import { expect } from 'chai';
import { conclusion } from '../../../src/report/run/conclusion.ts';
import { blocksOf, judgedRun } from '../../comparison/trials.ts';
import { runOf, strategy, summary } from '../../results/tiny-run.ts';

const SLOW = strategy('random', [summary('heavy', 50), summary('long', 90), summary('short', 40)]);
const FAST = strategy('pull-fifo', [summary('heavy', 60), summary('long', 90), summary('short', 10)]);
const MIDDLE = strategy('pull-stack', [summary('heavy', 60), summary('long', 90), summary('short', 20)]);
const INLINE = strategy('inline', [summary('heavy', 1), summary('long', 1), summary('short', 1)]);

/** `short` is what is asked for most. */
function mostlyShort<T extends typeof SLOW>(row: T): T {
  const classes = row.classes.map((one) =>
    one.name === 'short' ? { ...one, counts: { ...one.counts, offered: 2000, ok: 2000 } } : one,
  );
  return { ...row, classes };
}

describe('the conclusion of a run', () => {
  it('names the best and the worst by p95 of the most frequent type, and how far apart they are', () => {
    const said = conclusion(runOf(...[INLINE, SLOW, MIDDLE, FAST].map(mostlyShort)));
    expect(said).to.match(
      /^pull-fifo answered 95 % of short within 10\.0 ms, random within 40\.0 ms \(4\.00 times as long\)\. /,
    );
    expect(said, 'and that it may be chance').to.match(/may be chance; --blocks=8 tells\.$/);
  });

  it('names nobody where all are within a fifth of each other', () => {
    const close = strategy('least-active', [summary('heavy', 60), summary('short', 11)]);
    expect(conclusion(runOf(...[INLINE, FAST, close].map(mostlyShort)))).to.match(
      /^All answered 95 % of short within 10\.0 to 11\.0 ms, which tells none from another\. /,
    );
  });

  it('does not rank what was fast by failing more than one request in a hundred', () => {
    const shedding = strategy('random', [summary('heavy', 50), summary('short', 1, { rejected: 30 })]);
    expect(conclusion(runOf(mostlyShort(FAST), shedding))).to.match(/^pull-fifo: 95 % of short were/);
  });

  it('is about one where there is one', () => {
    expect(conclusion(runOf(mostlyShort(FAST)))).to.match(
      /^pull-fifo: 95 % of short were answered within 10\.0 ms\. /,
    );
  });

  it('claims nothing without enough requests', () => {
    const few = strategy('random', [summary('heavy', null), summary('short', null)]);
    expect(conclusion(runOf(few))).to.match(/^No strategy has enough heavy requests for a p95\./);
    expect(conclusion(runOf())).to.match(/^No strategy has enough/);
  });

  it('claims nothing of a run that was broken off', () => {
    const said = conclusion({ ...runOf(SLOW, FAST), complete: false });
    expect(said).to.equal('The run was broken off: the tables hold what was measured until then.');
  });

  it('of a closed loop is the most that each carried, and with how many connections', () => {
    const at = (name: string, connections: number, throughputPerSecond: number) => ({
      ...strategy(name, [{ ...summary('heavy', 5), throughputPerSecond }]),
      connections,
    });
    const run = runOf(
      at('random', 1, 100),
      at('random', 8, 700),
      at('random', 16, 650),
      at('pull-fifo', 8, 800),
    );
    const said = conclusion({ ...run, scenario: { ...run.scenario, loadModel: 'closed' } });
    expect(said).to.include(': pull-fifo 800/s (at 8), random 700/s (at 8). Closed loop: ');
  });
  describe('with blocks', () => {
    const said = (factors: Readonly<Record<string, number>>, blocks = 12) => {
      return conclusion(judgedRun(blocksOf(factors, blocks, 0.05, 1)));
    };

    it('names all that may be the best, and for how many pairs p holds', () => {
      expect(said({ base: 2, a: 1, b: 1 })).to.match(
        /^In p95 of short, the best is a or b \(not distinguishable\)\. .* p holds for all pairs of its 3 strategies together\./,
      );
    });

    it('says of a p below a thousandth that it is below, and never that it equals that', () => {
      expect(said({ base: 2, a: 1 })).to.match(/ That all are alike: p <0\.001\.$/);
      expect(said({ base: 2, a: 1 }, 8)).to.match(/ That all are alike: p = 0\.008\.$/);
    });
  });
});
