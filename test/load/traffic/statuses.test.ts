import { expect } from 'chai';
import { okStatuses } from '../../../src/load/traffic/statuses.ts';

describe('the statuses of good answers', () => {
  it('are single ones and whole hundreds', () => {
    const isOk = okStatuses('2xx, 404');
    expect([200, 299, 404].map(isOk)).to.deep.equal([true, true, true]);
    expect([199, 300, 403, 500, 0].map(isOk)).to.deep.equal([false, false, false, false, false]);
  });

  it('are refused if they are none', () => {
    expect(() => okStatuses('2xx,ok,20')).to.throw(
      '--ok takes statuses by comma, such as 2xx,404, but has "ok"\n--ok takes statuses by comma, such as 2xx,404, but has "20"',
    );
  });
});
