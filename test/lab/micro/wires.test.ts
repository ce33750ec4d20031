import { expect } from 'chai';
import { inFreshProcess } from '../../../src/lab/micro/forked.ts';
import { type EchoLine, WIRES, type WireTask } from '../../../src/lab/micro/wires/echo-line.ts';
import { RateMeter } from '../../../src/lab/micro/wires/rate-meter.ts';
import { missingFor } from '../../../src/lab/micro/wires/servers.ts';
import { wiresReport } from '../../../src/report/lab/wires-report.ts';

const ARENA = new URL('../../../src/lab/micro/wires/arena.js', import.meta.url);

/** Every 10 ms it delivers all that was sent. */
function batching(): EchoLine {
  let waiting: string[] = [];
  return {
    send: (text) => void waiting.push(text),
    async hear(heard) {
      setInterval(() => {
        for (const text of waiting.splice(0)) heard(text);
      }, 10).unref();
      waiting = [];
    },
  };
}

describe('a wire', function () {
  this.timeout(60_000);

  it('is measured in whole rounds, so that a batch is not taken for speed', async () => {
    const perSecond = await (await RateMeter.on(batching())).measure({ bytes: 10, inFlight: 50 }, 200);
    expect(perSecond).to.be.within(500, 6000);
  });

  it('brings everything back, whichever is there', async () => {
    const task = { loads: [1, 16].map((inFlight) => ({ bytes: 100_000, inFlight })), loadMs: 20 };
    const wires = WIRES.filter((wire) => missingFor(wire) === undefined);
    const rates = await Promise.all(
      wires.map((wire) => inFreshProcess(ARENA, { wire, ...task } satisfies WireTask) as Promise<number[]>),
    );
    for (const [i, wire] of wires.entries())
      for (const rate of rates[i]!) expect(rate, wire).to.be.within(0.1, 1e6);
  });

  it('is printed beside process.send, and named if it was skipped', () => {
    const row = (wire: 'process.send' | 'TCP', perSecond: number) => {
      return { wire, bytes: 100, inFlight: 1, medianPerSecond: perSecond, perSecond: [perSecond] };
    };
    const report = wiresReport({
      rounds: 3,
      rows: [row('process.send', 20_000), row('TCP', 10_000)],
      skipped: [{ wire: 'NATS', missing: 'nats-server' }],
    });
    const [table] = report.filter((part) => typeof part === 'object');
    expect(table?.rows).to.deep.equal([
      ['process.send', '50.0', '1.00'],
      ['TCP', '100', '0.50'],
    ]);
    expect(report).to.include('NATS was skipped: nats-server is not installed.');
  });
});
