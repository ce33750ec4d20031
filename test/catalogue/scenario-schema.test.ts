import { expect } from 'chai';
import { loadScenario } from '../../src/catalogue/scenarios.ts';
import { asWritten } from '../../src/load/plan/recorded.ts';
import { TINY } from '../cluster/tiny-cluster.ts';
import { faultsOf, type Tree, withValue } from './scenario-values.ts';

const OPEN: Tree = { ...(await loadScenario('mixed')).load, heavy: { perSecond: 100 } };
const BURSTS: Tree = { ...TINY.load };
const CLOSED: Tree = { model: 'closed', connections: [1, 2], lightShare: 0.5, warmupMs: 0, durationMs: 1000 };
const GOOD: Tree = { ...asWritten(TINY), load: OPEN };

describe('a scenario', () => {
  it('may have any of the three loads', () => {
    for (const load of [OPEN, BURSTS, CLOSED]) expect(faultsOf({ ...GOOD, load })).to.deep.equal([]);
  });

  it('may ask for a new connection for each request, in an open load', () => {
    const each = (load: Tree) =>
      faultsOf({ ...GOOD, load: { ...load, connectionUse: 'new for each request' } });
    expect(each(OPEN)).to.deep.equal([]);
    expect(each(BURSTS)).to.have.lengthOf(1);
  });

  it('may ask for a share of capacity, but not say what that is where it is measured', () => {
    const load = withValue(OPEN, 'heavy', { utilisation: 0.7 });
    expect(faultsOf({ ...GOOD, load })).to.deep.equal([]);
    const said = withValue(OPEN, 'heavy', { utilisation: 0.7, capacityPerSecond: 80 });
    expect(faultsOf({ ...GOOD, load: said })).to.have.lengthOf(1);
  });
});

type Fault = readonly [path: string, value: unknown, fault: RegExp];

const FAULTS: readonly Fault[] = [
  ['about', '', /^about: must not be empty$/],
  ['about', undefined, /^about: must be a sentence in quotes$/],
  ['cluster', undefined, /^cluster: .*object/],
  ['cluster.httpWorkers', 0, /^cluster\.httpWorkers: must be at least 1, but is 0$/],
  ['cluster.httpWorkers', 65, /^cluster\.httpWorkers: must be at most 64, but is 65$/],
  ['cluster.jobWorkers', 1.5, /^cluster\.jobWorkers: must be a whole number, but is 1\.5$/],
  ['cluster.jobWorkers', '4', /^cluster\.jobWorkers: must be a number from 1 to \d+, but is string$/],
  ['cluster.jobWorker', 4, /^cluster: .*jobWorker"/],
  ['lightMs', -1, /^lightMs: must be at least 0, but is -1$/],
  ['lightMs', Number.NaN, /^lightMs: must be a number from 0 to 60000, but is NaN$/],
  ['lightMs', Number.POSITIVE_INFINITY, /^lightMs: must be .*but is Infinity$/],
  ['types', {}, /^types: must name at least one request type$/],
  [
    'types',
    { light: TINY.types.short },
    /^types\.light: has another meaning in tables and limits; choose another name$/,
  ],
  ['types', { 'Report A': TINY.types.short }, /^types\.Report A: .*lower-case letters, digits and hyphens$/],
  ['types.short.runs', 'sleeep', /^types\.short\.runs: must be one of 'sleep', 'spin', 'job'$/],
  ['types.short.share', 0, /^types\.short\.share: must be at least/],
  ['types.short.service', undefined, /^types\.short\.service: /],
  ['types.short.service.law', 'cauchy', /^types\.short\.service(\.law)?: must be .*exponential/],
  [
    'types.short.service.meanMs',
    1e9,
    /^types\.short\.service\.meanMs: must be at most 60000, but is 1000000000$/,
  ],
  ['types.short.parameters', {}, /^types\.short: .*parameters"/],
  [
    'types.report.params.when',
    new Date(0),
    /^types\.report\.params: params\.when is a Date, which JSON cannot/,
  ],
  [
    'types.report.params',
    'x'.repeat(70_000),
    /^types\.report\.params: params is 68 KB as JSON; at most 64 KB/,
  ],
  ['types.report.samples', [1], /^types\.report\.params: only one of params, samples and file may be given$/],
  ['types.report.service', {}, /^types\.report: .*service"/],
  ['load', undefined, /^load: must be an object \{ model: … \}$/],
  ['load.model', 'half-open', /^load(\.model)?: model must be 'open', 'bursts'.* 'closed'$/],
  ['load.arrivals', 'uniform', /^load\.arrivals: must be /],
  ['load.heavy', { perSecond: -1 }, /^load\.heavy\.perSecond: must be at least 0, but is -1$/],
  ['load.heavy', {}, /^load\.heavy: must be \{ perSecond: … \}/],
  [
    'load.heavy',
    { utilisation: 75 },
    /^load\.heavy\.utilisation: must be at most 10, but is 75 \(75 % is 0\.75\)$/,
  ],
  ['load.lightPerSecond', undefined, /^load\.lightPerSecond: must be a number from 0 to 100000/],
  ['load.connectionsPerHttpWorker', 0, /^load\.connectionsPerHttpWorker: must be at least 1/],
  ['load.connectionUse', 'new', /^load\.connectionUse: must be one of 'kept alive', 'new for each request'/],
  ['load.durationMs', 0, /^load\.durationMs: must be at least 1/],
  ['load.everyMs', 10, /^load: .*everyMs"/],
  ['timeoutMs', 0, /^timeoutMs: must be at least 1, but is 0$/],
  ['defaultTimeScale', 0, /^defaultTimeScale: must be at least 0\.001, but is 0$/],
  [
    'objective',
    { of: 'responseMs', quantile: 99, atMost: 10 },
    /^objective\.quantile: must be at most 0\.9999, but is 99 \(99 % is 0\.99\)$/,
  ],
  ['queueLimit', 0, /^queueLimit: must be at least 1, but is 0$/],
  ['queueLimit', undefined, /^queueLimit: must be a number/],
  ['timeOutMs', 1, /^: .*timeOutMs"/],
];

describe('a mistake in a scenario', () => {
  for (const [path, value, fault] of FAULTS) {
    it(`is found at its field: ${path} is ${typeof value === 'object' ? JSON.stringify(value) : value}`, () => {
      const faults = faultsOf(withValue(GOOD, path, value));
      expect(faults).to.have.length(1);
      expect(faults[0]).to.match(fault);
    });
  }

  it('is found in every kind of load', () => {
    const wrong = (load: Tree, path: string, value: unknown) =>
      faultsOf({ ...GOOD, load: withValue(load, path, value) });
    expect(wrong(BURSTS, 'everyMs', 0)).to.deep.equal(['load.everyMs: must be at least 1, but is 0']);
    expect(wrong(BURSTS, 'lightPerBurst', 0.5)).to.deep.equal([
      'load.lightPerBurst: must be a whole number, but is 0.5',
    ]);
    expect(wrong(CLOSED, 'connections', [])).to.deep.equal([
      'load.connections: must name at least one number of connections',
    ]);
    expect(wrong(CLOSED, 'connections', [4096, 4097]), 'more than an HTTP worker takes').to.deep.equal([
      'load.connections.1: must be at most 4096, but is 4097',
    ]);
    expect(wrong(CLOSED, 'connections', [1, 0])).to.deep.equal([
      'load.connections.1: must be at least 1, but is 0',
    ]);
    expect(wrong(CLOSED, 'lightShare', 1.1)).to.deep.equal([
      'load.lightShare: must be at most 1, but is 1.1',
    ]);
  });

  it('is reported together with every other', () => {
    const paths = [
      'timeoutMs',
      'queueLimit',
      'cluster.jobWorkers',
      'types.short.service.meanMs',
      'load.durationMs',
    ];
    const scenario = paths.reduce((tree, path) => withValue(tree, path, -1), GOOD);
    expect(faultsOf(scenario).map((fault) => fault.split(':')[0])).to.have.members(paths);
  });

  it('may be that it is none at all', () => {
    for (const nothing of [null, undefined, 7, 'text', [], () => GOOD])
      expect(faultsOf(nothing)).to.have.length.at.least(1);
  });
});
