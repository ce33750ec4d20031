import { expect } from 'chai';
import { RESERVED_TYPE_NAMES } from '../../src/core/reserved-type-names.ts';
import { METRICS } from '../../src/results/comparison-schema.ts';
import { TWO_TYPES_FILE } from '../bench/simulated-scenarios.ts';
import { faultsOf, withValue } from './scenario-values.ts';

const SCENARIO = { ...TWO_TYPES_FILE };
const { short } = TWO_TYPES_FILE.types;

describe('the name of a request type', () => {
  it('is none that tables and limits use otherwise', () => {
    expect(RESERVED_TYPE_NAMES).to.include.members(['light', 'heavy', ...METRICS]);
    for (const name of RESERVED_TYPE_NAMES)
      expect(faultsOf(withValue(SCENARIO, `types.${name}`, short))).to.deep.equal([
        `types.${name}: has another meaning in tables and limits; choose another name`,
      ]);
  });

  it('may be one that every object has', () => {
    expect(faultsOf(withValue(SCENARIO, 'types.constructor', short))).to.deep.equal([]);
  });
});
