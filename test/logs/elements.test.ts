import { expect } from 'chai';
import { ElementCutter } from '../../src/logs/elements.ts';

const ELEMENTS = ['{"a":1}', String.raw`{"b":"}]\"{","c":[{},[]]}`, '{}'];
const DOCUMENT = `{"log":{"pages":[{"entries":1}],"entries" : [\n${ELEMENTS.join(' ,\n')}\n], "x":[{"y":2}]}}`;

describe('the objects of a list in a document', () => {
  it('are the same in whatever pieces the document comes', () => {
    for (let size = 1; size <= DOCUMENT.length; size++) {
      const found: (string | undefined)[] = [];
      const cutter = new ElementCutter('entries', (element) => found.push(element));
      for (let at = 0; at < DOCUMENT.length; at += size)
        cutter.push(Buffer.from(DOCUMENT.slice(at, at + size)));
      expect(found, `pieces of ${size}`).to.deep.equal(ELEMENTS);
      expect(cutter.isWhole).to.equal(true);
    }
  });

  it('are those that are whole, where the document ends early', () => {
    const found: (string | undefined)[] = [];
    const cutter = new ElementCutter('entries', (element) => found.push(element));
    cutter.push(Buffer.from(DOCUMENT.slice(0, DOCUMENT.indexOf('"c"'))));
    expect(found).to.deep.equal(ELEMENTS.slice(0, 1));
    expect(cutter.isWhole).to.equal(false);
  });
});
