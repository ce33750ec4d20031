import { expect } from 'chai';
import fc from 'fast-check';
import { HeavyQueryReader } from '../../../src/cluster/http-worker/heavy-query.ts';
import { decode } from '../../../src/cluster/wire/decode.ts';
import { encode } from '../../../src/cluster/wire/encode.ts';
import type { Message } from '../../../src/cluster/wire/messages.ts';
import type { Outcome } from '../../../src/contract/job.ts';
import type { Work } from '../../../src/jobs/work.ts';

const count = fc.maxSafeNat();
/** JSON has no −0. */
const ms = fc.double({ min: 0, max: 1e12, noNaN: true }).map((value) => value + 0);
/** To the µs, as a worker's times cross. */
const toTheUs = fc.maxSafeNat().map((us) => (us % 1e15) / 1000);
/** Any UTF-16 there is, halves of pairs included, often as long as it may be. */
const text = (maxLength: number) =>
  fc.array(fc.nat({ max: 0xffff }), { maxLength, size: 'max' }).map((units) => String.fromCharCode(...units));
const correlationId = fc.oneof(fc.uuid(), text(64));

const work: fc.Arbitrary<Work> = fc.oneof(
  fc.record({ runs: fc.constantFrom('sleep', 'spin'), sizeMs: ms }),
  fc.record({
    runs: fc.constant('job'),
    job: text(64),
    params: text(1000),
  }),
);

const result: fc.Arbitrary<string | undefined> = fc.option(text(1000), { nil: undefined });

const outcome = fc.constantFrom<Outcome>('ok', 'failed', 'timedOut', 'cancelled', 'rejected');
const timeOrNone = fc.oneof(ms, fc.constant(-1));

/** A well-formed message of each kind. */
const KINDS: Readonly<Record<Message['kind'], fc.Arbitrary<Message>>> = {
  'request to primary': fc.record({
    kind: fc.constant('request to primary'),
    header: fc.record({ correlationId, sender: count }),
    payload: fc.record({ type: text(64), work, key: text(128), timeoutMs: ms }),
  }),
  'request from primary': fc.record({
    kind: fc.constant('request from primary'),
    header: fc.record({ correlationId, receiver: count, attempt: count }),
    payload: fc.record({ work, timeoutMs: count }),
  }),
  'reply to primary': fc.record({
    kind: fc.constant('reply to primary'),
    header: fc.record({ correlationId, sender: count, attempt: count }),
    payload: fc.record({
      ok: fc.boolean(),
      startedMs: toTheUs,
      serviceMs: toTheUs,
      result,
      error: text(1024),
    }),
  }),
  'reply from primary': fc.record({
    kind: fc.constant('reply from primary'),
    header: fc.record({ correlationId, receiver: count }),
    payload: fc.record({
      outcome,
      jobWorker: count,
      startedMs: toTheUs,
      waitMs: timeOrNone,
      serviceMs: timeOrNone,
      result,
      reason: text(1024),
    }),
  }),
  cancellation: fc.record({
    kind: fc.constant('cancellation'),
    header: fc.record({ correlationId, sender: count }),
  }),
  abandonment: fc.record({
    kind: fc.constant('abandonment'),
    header: fc.record({ correlationId, receiver: count }),
  }),
  probe: fc.record({ kind: fc.constant('probe'), header: fc.record({ correlationId, receiver: count }) }),
  'probe reply': fc.record({
    kind: fc.constant('probe reply'),
    header: fc.record({ correlationId, sender: count }),
    payload: fc.record({ unfinished: count, latencyMs: ms }),
  }),
};

/** What clocks and errors may say; what has its limits elsewhere keeps within them. */
const anyTime = fc.oneof(fc.double(), fc.constantFrom(-0, -1e-9, 2 ** 53, Number.MAX_VALUE, Number.NaN));
const anyReason = fc.oneof(
  text(1024),
  text(1024).map((reason) => `${reason}${'😀'.repeat(1024)}`),
);

const UNTIDY: Readonly<Record<string, fc.Arbitrary<Message>>> = {
  'request to primary': untidy('request to primary', { timeoutMs: anyTime }),
  'request from primary': untidy('request from primary', { timeoutMs: anyTime }),
  'reply to primary': untidy('reply to primary', {
    startedMs: anyTime,
    serviceMs: anyTime,
    error: anyReason,
  }),
  'reply from primary': untidy('reply from primary', {
    startedMs: anyTime,
    waitMs: anyTime,
    serviceMs: anyTime,
    reason: anyReason,
  }),
  'probe reply': untidy('probe reply', { latencyMs: anyTime }),
};

function untidy(
  kind: Message['kind'],
  fields: Readonly<Record<string, fc.Arbitrary<unknown>>>,
): fc.Arbitrary<Message> {
  return fc
    .tuple(KINDS[kind], fc.record(fields))
    .map(
      ([tidy, other]) =>
        ({ ...tidy, payload: { ...('payload' in tidy && tidy.payload), ...other } }) as Message,
    );
}

const message: fc.Arbitrary<Message> = fc.oneof(...Object.values(KINDS));

/** Something that a process could find on its channel: JSON, with the names that trip careless code. */
const json = fc.jsonValue({ maxDepth: 3 });
const nasty = fc.oneof(
  json,
  fc.constantFrom(
    '__proto__',
    'constructor',
    'toString',
    Number.MAX_VALUE,
    -1,
    0.5,
    2 ** 53,
    'x'.repeat(2000),
  ),
  fc.constant(JSON.parse('{"__proto__": {"length": 7}, "0": 1}')),
);

describe('the wire', () => {
  for (const [kind, arbitrary] of Object.entries(KINDS)) {
    it(`gives back a ${kind} as it was, through JSON`, () => {
      fc.assert(
        fc.property(arbitrary, (message) => {
          expect(decode(across(encode(message)))).to.deep.equal(message);
        }),
      );
    });
  }

  it('carries numbers, not names: the first says which of the messages it is', () => {
    const numbers = Object.values(KINDS).map((arbitrary) => encode(fc.sample(arbitrary, 1)[0]!)[0]);
    expect(numbers).to.deep.equal([1, 2, 3, 4, 5, 8, 6, 7]);
  });

  for (const [kind, arbitrary] of Object.entries(UNTIDY)) {
    it(`carries a ${kind} whatever its clocks and errors say, rather than lose it`, () => {
      fc.assert(
        fc.property(arbitrary, (message) => {
          const carried = decode(across(encode(message)));
          expect(carried).to.include({ kind: message.kind }).and.deep.include({ header: message.header });
          expect(decode(across(encode(carried!)))).to.deep.equal(carried);
        }),
      );
    });
  }

  it('carries whatever the query of a heavy request lets through', () => {
    const reader = new HeavyQueryReader(
      { types: { short: { runs: 'sleep', sizeMs: 1 } }, timeoutMs: 1, seed: 1 },
      new Map(),
    );
    const size = fc.oneof(fc.constantFrom('0', '60000', '0.000001'), fc.double().map(String));
    const anyKey = fc.oneof(text(130), fc.string({ unit: 'binary', maxLength: 130, size: 'max' }));
    const letThrough = [0, 0];
    fc.assert(
      fc.property(anyKey, size, (key, size) => {
        const query = reader.read({ type: 'short', key, size });
        letThrough['refused' in query ? 0 : 1]!++;
        if ('refused' in query) return;
        const { type, work } = query;
        const request: Message = {
          kind: 'request to primary',
          header: { correlationId: 'a', sender: 1 },
          payload: { type, work, key, timeoutMs: 1 },
        };
        expect(decode(across(encode(request)))).to.deep.equal(request);
      }),
      { numRuns: 300 },
    );
    expect(Math.min(...letThrough), 'of those refused and those let through').to.be.above(10);
  });

  it('takes a key of 64 emoji, and no 65, as the query does', () => {
    const reader = new HeavyQueryReader(
      { types: { short: { runs: 'sleep', sizeMs: 1 } }, timeoutMs: 1, seed: 1 },
      new Map(),
    );
    expect(reader.read({ type: 'short', key: '😀'.repeat(64) })).to.have.property('key');
    expect(reader.read({ type: 'short', key: '😀'.repeat(65) })).to.have.property('refused');
  });

  it('never throws, and takes nothing for a message that would not be sent so', () => {
    fc.assert(fc.property(nasty, expectSound));
    fc.assert(fc.property(fc.array(nasty, { maxLength: 10 }), expectSound));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.array(nasty, { maxLength: 9 }), (number, rest) =>
        expectSound([number, 'id', 1, ...rest]),
      ),
    );
  });

  it('takes no message that was changed in one place for one that would not be sent so', () => {
    fc.assert(
      fc.property(message, fc.nat(), nasty, (message, where, what) => {
        const wire = [...(across(encode(message)) as unknown[])];
        wire[where % (wire.length + 1)] = what;
        expectSound(wire);
      }),
      { numRuns: 500 },
    );
  });

  it('takes no message that was cut short or has a piece too much', () => {
    fc.assert(
      fc.property(message, fc.nat(), nasty, (message, where, what) => {
        const wire = across(encode(message)) as unknown[];
        expect(decode(wire.slice(0, where % wire.length))).to.equal(undefined);
        expect(decode([...wire, what])).to.equal(undefined);
      }),
      { numRuns: 300 },
    );
  });

  it('takes no text for a number, no number for a text, and no text without end', () => {
    const request = ['1', 'id', 1, 'type', 'key', 100, 'sleep', 5];
    expect(decode(request)).to.equal(undefined);
    expect(decode([1, ...request.slice(1)])).to.not.equal(undefined);
    for (const [where, what] of [
      [1, 7],
      [1, 'x'.repeat(65)],
      [2, '1'],
      [3, 7],
      [3, 'x'.repeat(65)],
      [4, null],
      [4, 'x'.repeat(129)],
      [5, '100'],
      [5, -1],
      [6, 'exec'],
      [7, '5'],
      [7, -5],
      [8, 5],
    ] as const) {
      const changed: unknown[] = [1, ...request.slice(1)];
      changed[where] = what;
      expect(decode(changed), JSON.stringify(changed)).to.equal(undefined);
    }
    for (const work of [
      ['job', 'report-a', 5],
      ['job', 'x'.repeat(65), '{}'],
      ['job', 'report-a', 'x'.repeat(65_537)],
    ])
      expect(decode([1, ...request.slice(1, 6), ...work]), JSON.stringify(work)).to.equal(undefined);
  });
});

/** What is taken for a message is exactly what encoding that message gives. */
function expectSound(wire: unknown): void {
  const message = decode(wire);
  if (message !== undefined) expect(across(encode(message))).to.deep.equal(across(wire));
}

function across(wire: unknown): unknown {
  return JSON.parse(JSON.stringify(wire));
}
