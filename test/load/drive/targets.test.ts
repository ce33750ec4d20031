import { expect } from 'chai';
import { pathOf } from '../../../src/load/drive/targets.ts';

describe('the path of a request', () => {
  it('names the type and, for timed jobs, the size in ms', () => {
    expect(pathOf({ class: 'light', type: 'light', sizeMs: undefined, key: '' })).to.equal('/light-request');
    expect(pathOf({ class: 'heavy', type: 'report-a', sizeMs: undefined, key: '' })).to.equal(
      '/heavy-request?type=report-a',
    );
    expect(pathOf({ class: 'heavy', type: 'fast', sizeMs: 12.5, key: '' })).to.equal(
      '/heavy-request?type=fast&size=12.5',
    );
  });

  it('names a size of 0 too, or the server would take the mean of the type', () => {
    expect(pathOf({ class: 'heavy', type: 'fast', sizeMs: 0, key: '' })).to.equal(
      '/heavy-request?type=fast&size=0',
    );
  });

  it('writes sizes as plain digits', () => {
    expect(pathOf({ class: 'heavy', type: 'fast', sizeMs: 0.0000012, key: '' })).to.equal(
      '/heavy-request?type=fast&size=0.000001',
    );
  });
});
