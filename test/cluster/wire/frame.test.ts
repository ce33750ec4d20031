import { expect } from 'chai';
import fc from 'fast-check';
import { FrameReader, frameOf } from '../../../src/cluster/wire/frame.ts';

/** JSON text of any value, as parameters and results are. */
const text = fc.json();
const batch = fc.array(
  fc.oneof(
    fc.tuple(fc.constant(2), fc.string(), text),
    fc.tuple(fc.constant(3), fc.string(), fc.constant(0)),
    fc.tuple(fc.constant(6), fc.constant('')),
    fc.constantFrom(null, [], 'x'),
  ),
);

function piecesOf(whole: string, ends: readonly number[]): string[] {
  const places = [0, ...ends.map((end) => end % (whole.length + 1)).sort((a, b) => a - b), whole.length];
  return places.slice(1).map((end, i) => whole.slice(places[i], end));
}

function readIn(pieces: readonly string[]): unknown[] {
  const reader = new FrameReader();
  return pieces.flatMap((piece) => reader.read(piece));
}

describe('a frame', () => {
  it('gives back a batch as it was, in whatever pieces it comes', () => {
    fc.assert(
      fc.property(batch, fc.array(fc.nat()), (messages, ends) => {
        expect(readIn(piecesOf(frameOf(['mark', ...messages]), ends))).to.deep.equal([['mark', ...messages]]);
      }),
    );
  });

  it('carries any other message, in order with batches', () => {
    const sent = [{ control: 'ready' }, ['mark', [3, 'a', '{"line":"\\n"}']], { control: 'retire' }];
    const whole = sent.map(frameOf).join('');
    for (const size of [1, 7, whole.length])
      expect(readIn(whole.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [])).to.deep.equal(sent);
  });

  it('makes one of batches that come together, and of no others', () => {
    const frames = [['mark', [1]], ['mark', [2, '{}']], { control: 'end' }, ['mark', [3]], ['other', [4]]];
    expect(readIn([frames.map(frameOf).join('')])).to.deep.equal([
      ['mark', [1], [2, '{}']],
      { control: 'end' },
      ['mark', [3]],
      ['other', [4]],
    ]);
  });

  it('has the texts as they are, in no JSON of its own', () => {
    expect(frameOf(['mark', [3, 'id', '{"a":"é"}'], [3, 'id', 0]])).to.equal(
      '[[1,9],["mark",[3,"id"],[3,"id",0]]]\n{"a":"é"}',
    );
  });

  for (const line of ['out of my mind', '7', '[]', '[[-1],[]]', '[["1"],["mark"]]', '{"a":1}'])
    it(`is not taken for one if it is ${line}`, () => {
      expect(() => readIn([`${line}\n`])).to.throw(SyntaxError);
    });
});
