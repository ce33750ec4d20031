import { expect } from 'chai';
import { NAME_PATTERN, printable, unknownName } from '../../src/catalogue/names.ts';
import { reachesTerminal } from './mistakes.ts';

describe('a name', () => {
  it('is short, in lower case, and no path', () => {
    for (const name of ['a', '0', 'pull-fifo', 'x'.repeat(64)]) expect(name).to.match(NAME_PATTERN);
    for (const name of ['', '-a', 'A', 'a_b', 'a.b', 'a/b', '..', 'a\n', 'é', 'x'.repeat(65)])
      expect(name).to.not.match(NAME_PATTERN);
  });

  it('that is unknown is answered with the nearest, if one is near, and all there are', () => {
    expect(unknownName('colour', 'gren', ['red', 'green'])).to.equal(
      'There is no colour "gren". Did you mean green? Choices: red, green.',
    );
    expect(unknownName('colour', 'purple', ['red', 'green'])).to.equal(
      'There is no colour "purple". Choices: red, green.',
    );
  });
});

describe("a user's text", () => {
  it('is quoted, and cut when it is long', () => {
    expect(printable('a "b"')).to.equal('"a \\"b\\""');
    expect(printable('x'.repeat(1000))).to.equal(`"${'x'.repeat(80)}…"`);
  });

  it('loses whatever a terminal would obey', () => {
    for (let code = 0; code < 0x2100; code++)
      expect(reachesTerminal(printable(String.fromCharCode(code))), code.toString(16)).to.equal(false);
  });
});
