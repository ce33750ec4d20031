import { expect } from 'chai';
import { requestsInHar } from '../../../src/load/traffic/har.ts';

function har(...requests: readonly object[]): string {
  return JSON.stringify({ log: { entries: requests.map((request) => ({ request })) } });
}

const PAGE = {
  method: 'GET',
  url: 'https://shop.example/orders/17?all=1',
  headers: [
    { name: ':authority', value: 'shop.example' },
    { name: 'Host', value: 'shop.example' },
    { name: 'Cookie', value: 'session=1' },
    { name: 'Authorization', value: 'Bearer 1' },
    { name: 'If-None-Match', value: '"1"' },
    { name: 'Referer', value: 'https://shop.example/' },
    { name: 'Accept', value: 'text/html' },
  ],
};
const ELSEWHERE = { method: 'GET', url: 'https://cdn.example/font.woff', headers: [] };

describe('a HAR', () => {
  it('gives the requests of its first origin, without host, cookies and authorisation', () => {
    const { requests, mistakes, notes } = requestsInHar(har(PAGE, ELSEWHERE), 'page.har', false);
    expect(mistakes).to.deep.equal([]);
    expect(requests).to.deep.equal([
      {
        method: 'GET',
        path: '/orders/17?all=1',
        headers: { accept: 'text/html' },
        body: undefined,
        class: 'GET /orders/:id',
      },
    ]);
    expect(notes).to.deep.equal([
      'page.har: 1 requests to other servers than https://shop.example are left out',
      'page.har: 2 cookies and authorizations are left out (--keep-credentials keeps them)',
    ]);
  });

  it('keeps credentials if told so', () => {
    const { requests, notes } = requestsInHar(har(PAGE), 'page.har', true);
    expect(requests[0]?.headers).to.deep.equal({
      cookie: 'session=1',
      authorization: 'Bearer 1',
      accept: 'text/html',
    });
    expect(notes).to.deep.equal([]);
  });

  it('gives bodies as text or as the fields of a form, and refuses those that it does not hold', () => {
    const post = { method: 'POST', url: 'http://a.test/x', headers: [] };
    const form = {
      mimeType: 'application/x-www-form-urlencoded',
      params: [
        { name: 'a b', value: '1&2' },
        { name: 'c', value: '3' },
      ],
    };
    const { requests, mistakes } = requestsInHar(
      har(
        { ...post, postData: { mimeType: 'application/json', text: '{"a":1}' } },
        { ...post, postData: form },
        { ...post, postData: { mimeType: 'multipart/form-data', params: [{ name: 'file' }] } },
        { method: 'GET' },
      ),
      'page.har',
      false,
    );
    expect(requests.map(({ body }) => body)).to.deep.equal(['{"a":1}', 'a+b=1%262&c=3']);
    expect(mistakes).to.deep.equal([
      'page.har: entry 3: has a body that the HAR does not hold: leave the entry out',
      'page.har: entry 4: has no request.url',
    ]);
  });

  it('that is none is told in a sentence', () => {
    expect(requestsInHar('{}', 'page.har', false).mistakes).to.deep.equal([
      'page.har: is no HAR: it has no log.entries',
    ]);
  });
});
