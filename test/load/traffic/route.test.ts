import { expect } from 'chai';
import { classesOf, underClass } from '../../../src/load/traffic/classes.ts';
import { routeOf } from '../../../src/load/traffic/route.ts';

describe('the class of a request', () => {
  for (const [path, route] of [
    ['/report/17', '/report/:id'],
    ['/report/17?full=1', '/report/:id'],
    ['/a/123e4567-e89b-12d3-a456-426614174000/b', '/a/:id/b'],
    ['/commit/9fceb02d0ae598e9', '/commit/:id'],
    ['/users/jo@example.com', '/users/:id'],
    ['/users/jo%40example.com', '/users/:id'],
    ['/feedface/v2/report-a', '/feedface/v2/report-a'],
    ['/', '/'],
  ] as const)
    it(`of ${path} is ${route}`, () => {
      expect(routeOf('GET', path)).to.equal(`GET ${route}`);
    });

  it('is one of fifty at most: the rarest are counted as other', () => {
    const request = (name: string) => ({
      method: 'GET',
      path: '/',
      headers: {},
      body: undefined,
      class: name,
    });
    const requests = Array.from({ length: 60 }, (_, i) => [request(`c${i}`), request('often')]).flat();
    const names = classesOf(requests);
    expect(names).to.have.lengthOf(50);
    expect([names[0], names.at(-1)]).to.deep.equal(['often', 'other']);
    expect(underClass(request('c59'), new Set(names)).class).to.equal('other');
    expect(underClass(request('c1'), new Set(names)).class).to.equal('c1');
  });
});
