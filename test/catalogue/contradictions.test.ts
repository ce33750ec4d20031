import { expect } from 'chai';
import { TWO_TYPES_FILE } from '../bench/simulated-scenarios.ts';
import { TINY } from '../cluster/tiny-cluster.ts';
import { faultsOf, type Tree, withValue } from './scenario-values.ts';

const OPEN: Tree = { ...TWO_TYPES_FILE };
const CLOSED: Tree = {
  ...TWO_TYPES_FILE,
  load: { model: 'closed', connections: [1, 2], lightShare: 0.5, warmupMs: 0, durationMs: 1000 },
};
const BURSTS: Tree = {
  ...TWO_TYPES_FILE,
  load: {
    model: 'bursts',
    everyMs: 10,
    lightPerBurst: 1,
    heavyPerBurst: 1,
    connectionsPerHttpWorker: 1,
    warmupMs: 0,
    durationMs: 1000,
  },
};
const TRACE: Tree = {
  ...TWO_TYPES_FILE,
  load: { model: 'trace', file: 'a.csv', connectionsPerHttpWorker: 1, warmupMs: 0, durationMs: 1000 },
};
const REPORTS: Tree = { ...TWO_TYPES_FILE, types: { ...TWO_TYPES_FILE.types, report: TINY.types.report } };

const { short, long } = TWO_TYPES_FILE.types;
const nothing = (law: object) => ({ runs: 'sleep', service: law, share: 1 });
const ZERO = { short: nothing({ law: 'constant', meanMs: 0 }) };
const SLOWDOWN = { of: 'slowdown', quantile: 0.99, atMost: 10 };
const SLOW = { hits: 'job worker', does: 'slow', everyMs: 100, speed: 0.1, forMs: 50 };
const KILL = { hits: 'job worker', does: 'kill', everyMs: 100 };

/** What is changed of a good scenario, and all that is then wrong with it. */
type Case = readonly [scenario: Tree, path: string, value: unknown, ...faults: string[]];

const CASES: readonly Case[] = [
  [OPEN, 'cluster.speeds', [1, 1, 0.5, 1]],
  [OPEN, 'cluster.speeds', [0.5, 1, 1, 1, 2], 'cluster.speeds: has 5 speeds, but there are 4 job workers'],
  [REPORTS, 'cluster.speeds', [1, 1]],
  [REPORTS, 'cluster.speeds', [0.5], 'cluster.speeds: change only timed jobs, but report is a job of a file'],
  [
    { ...REPORTS, load: TRACE.load },
    'about',
    'A trace.',
    "types.report.runs: must be 'sleep' or 'spin': a trace sets the length of each request, and a job of a file has no set length",
  ],
  [BURSTS, 'keys', { count: 5, zipfExponent: 1 }],
  [TRACE, 'keys', { count: 5, zipfExponent: 1 }, 'keys: must be left out: requests of a trace have no keys'],

  [
    OPEN,
    'shifts',
    [
      { atMs: 1, types: { short } },
      { atMs: 999, types: { long } },
    ],
  ],
  [
    OPEN,
    'shifts',
    [{ atMs: 1000, types: { short } }],
    'shifts.0.atMs: must be below 1000, where the load ends',
  ],
  [
    OPEN,
    'shifts',
    [
      { atMs: 0, types: { short } },
      { atMs: 20, types: { short } },
      { atMs: 10, types: { short } },
    ],
    'shifts.0.atMs: must be above 0: each shift must be later than the one before',
    'shifts.2.atMs: must be above 20: each shift must be later than the one before',
  ],
  [
    OPEN,
    'shifts',
    [{ atMs: 1, types: { shrot: short, constructor: short } }],
    'shifts.0.types.shrot: There is no type at the start called "shrot". Did you mean short? Choices: short, long.',
    'shifts.0.types.constructor: There is no type at the start called "constructor". Choices: short, long.',
  ],
  [
    OPEN,
    'shifts',
    [{ atMs: 1, types: { short: { ...short, runs: 'spin' } } }],
    "shifts.0.types.short.runs: must stay 'sleep', as at the start",
  ],
  [
    REPORTS,
    'shifts',
    [
      {
        atMs: 1,
        types: { report: { ...TINY.types.report, params: { header: 1, datasize: 1, pageCount: 1 } } },
      },
    ],
    'shifts.0.types.report.params: must stay as at the start',
  ],
  ...[CLOSED, TRACE].map(
    (scenario): Case => [
      scenario,
      'shifts',
      [{ atMs: 1, types: { short } }],
      "shifts: must be left out: only the loads 'open' and 'bursts' can change their types",
    ],
  ),

  ...[
    nothing({ law: 'exponential', meanMs: 0 }),
    nothing({ law: 'bimodal', shortMs: 0, longMs: 9, longShare: 0 }),
    nothing({ law: 'bimodal', shortMs: 9, longMs: 0, longShare: 1 }),
  ].map(
    (type): Case => [
      OPEN,
      'types',
      { type },
      'load.heavy: must be { perSecond: … }: jobs of length 0 cause no utilisation',
    ],
  ),
  [{ ...OPEN, types: ZERO }, 'load.heavy', { perSecond: 5 }],
  [OPEN, 'load.heavy', { perSecond: 0 }, 'load: has no requests at all'],
  [OPEN, 'load.heavy', { utilisation: 0 }, 'load: has no requests at all'],
  [OPEN, 'load.arrivals', { process: 'ramp', fromFactor: 0, toFactor: 0 }, 'load: has no requests at all'],
  [
    BURSTS,
    'load',
    { ...(BURSTS.load as Tree), lightPerBurst: 0, heavyPerBurst: 0 },
    'load: has no requests at all',
  ],
  [BURSTS, 'load.everyMs', 999],
  [
    BURSTS,
    'load',
    { ...(BURSTS.load as Tree), warmupMs: 1, everyMs: 2000 },
    'load.everyMs: no burst is in the measured time, 1 to 1001 ms',
  ],
  [CLOSED, 'load.connections', [1, 2, 1], 'load.connections: must name each number of connections once'],

  [OPEN, 'objective', SLOWDOWN],
  [
    { ...OPEN, types: { ...TWO_TYPES_FILE.types, ...ZERO } },
    'objective',
    SLOWDOWN,
    "objective.of: must be 'responseMs': jobs of short have length 0, and so no slowdown",
  ],

  [OPEN, 'faults', [KILL, SLOW]],
  [
    OPEN,
    'faults',
    [{ ...KILL, everyMs: 1000 }],
    'faults.0.everyMs: must be below durationMs, 1000, or it never happens',
  ],
  [
    { ...OPEN, load: { ...(OPEN.load as Tree), durationMs: 3_600_000 } },
    'faults',
    [{ ...KILL, everyMs: 1 }],
    'faults.0.everyMs: must be at least 360: a load has 10000 faults at most',
  ],
  [
    OPEN,
    'faults',
    [KILL, { ...SLOW, forMs: 101 }],
    'faults.1.forMs: must be at most everyMs, 100, or the next one cuts it short',
  ],
  [OPEN, 'faults', [{ ...SLOW, speed: 1 }], 'faults.0.speed: must be at most 0.999, but is 1'],
  [
    REPORTS,
    'faults',
    [KILL, SLOW],
    "faults.1.does: must not be 'slow': that slows only timed jobs, and report is a job of a file",
  ],

  [OPEN, 'simulation', { disturbances: [{ atMs: 999, worker: 3, speed: 0 }] }],
  [
    OPEN,
    'simulation',
    {
      disturbances: [
        { atMs: 1, worker: 4, speed: 0 },
        { atMs: 1000, worker: 0, speed: 0 },
      ],
    },
    'simulation.disturbances.0.worker: must be at most 3: job workers are counted from 0, and there are 4',
    'simulation.disturbances.1.atMs: must be below 1000, where the load ends',
  ],
  [OPEN, 'simulation', { primaries: 2, readCountsEveryMs: 10 }],
  [
    OPEN,
    'simulation',
    { readCountsEveryMs: 10 },
    'simulation.readCountsEveryMs: needs several primaries: a single one has no others to read',
  ],
  [CLOSED, 'simulation', { messageMs: 1 }, 'simulation: must be left out: a closed loop is never simulated'],
];

describe('a scenario that contradicts itself', () => {
  for (const scenario of [OPEN, CLOSED, BURSTS, TRACE, REPORTS])
    it(`is none of the good ones (${(scenario.load as Tree).model})`, () => {
      expect(faultsOf(scenario)).to.deep.equal([]);
    });

  for (const [scenario, path, value, ...faults] of CASES)
    it(`is told ${faults.length === 0 ? 'nothing where all is well' : 'so'}: ${path} is ${JSON.stringify(value)}`, () => {
      expect(faultsOf(withValue(scenario, path, value))).to.deep.equal(faults);
    });

  it('is told all at once', () => {
    const worse = withValue(withValue(OPEN, 'cluster.speeds', [1, 1, 1, 1, 1]), 'faults', [
      { ...KILL, everyMs: 5000 },
    ]);
    expect(faultsOf(worse)).to.have.lengthOf(2);
  });
});
