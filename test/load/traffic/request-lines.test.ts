import { expect } from 'chai';
import { requestsInLines } from '../../../src/load/traffic/request-lines.ts';

function read(...lines: readonly string[]) {
  return requestsInLines(lines.join('\n'), 'requests.jsonl');
}

describe('a file of requests, one a line', () => {
  it('has request lines and JSON lines; empty lines and comments say nothing', () => {
    const { requests, mistakes } = read(
      '# what people ask for',
      'GET /report/17?full=1',
      '',
      'delete /report/17',
      '{"method":"POST","path":"/orders","headers":{"accept":"text/html"},"body":{"id":5},"class":"order"}',
      '{"path":"/raw","method":"PUT","body":"as it is"}',
    );
    expect(mistakes).to.deep.equal([]);
    expect(requests).to.deep.equal([
      { method: 'GET', path: '/report/17?full=1', headers: {}, body: undefined, class: 'GET /report/:id' },
      { method: 'DELETE', path: '/report/17', headers: {}, body: undefined, class: 'DELETE /report/:id' },
      {
        method: 'POST',
        path: '/orders',
        headers: { 'content-type': 'application/json', accept: 'text/html' },
        body: '{"id":5}',
        class: 'order',
      },
      { method: 'PUT', path: '/raw', headers: {}, body: 'as it is', class: 'PUT /raw' },
    ]);
  });

  it('keeps the type of a body that says it', () => {
    const [request] = read(
      '{"path":"/","method":"POST","headers":{"Content-Type":"x/y"},"body":[1]}',
    ).requests;
    expect(request?.headers).to.deep.equal({ 'Content-Type': 'x/y' });
  });

  it('is refused with all its mistakes at once, each with its line', () => {
    const { mistakes } = read(
      'GET /fine',
      'GET',
      'GET http://example.com/x',
      'FETCH /x',
      '{"path":"/x"',
      '{"url":"/x","path":"x","class":"p95"}',
      '{"path":"/a b","headers":{"host":"other"}}',
      '{"path":"/a","headers":{"x":"1\\r\\ny: 2"}}',
      '{"path":"/a","headers":{"x y":"1"}}',
    );
    expect(mistakes).to.deep.equal([
      'requests.jsonl:2: must be a request such as GET /report/17, or JSON such as {"path":"/report/17"}',
      'requests.jsonl:3: path must begin with /: the server is that of --app or --url, not "http://example.com/x"',
      'requests.jsonl:4: method must be one of GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS, but is "FETCH"',
      mistakes[3],
      'requests.jsonl:6: "url" is no field of a request; fields are method, path, headers, body, class',
      'requests.jsonl:6: path must begin with /, but is "x"',
      'requests.jsonl:6: class must be another name: p95 already means something else',
      'requests.jsonl:7: path must be written as it is sent, without spaces, # or letters beyond ASCII (%20 for a space), but is "/a b"',
      'requests.jsonl:7: headers has host, which the driver sets: leave it out',
      'requests.jsonl:8: headers has x, whose value must be a text of one line, but is "1\\r\\ny: 2"',
      'requests.jsonl:9: headers has "x y", which is no name of a header',
    ]);
    expect(mistakes[3]).to.match(/^requests\.jsonl:5: is no JSON: /);
  });

  it('cannot reach a prototype by a name', () => {
    const { requests, mistakes } = read(
      '{"path":"/x","__proto__":{"body":"no"},"headers":{"__proto__":"1"}}',
    );
    expect(requests).to.deep.equal([]);
    expect(mistakes[0]).to.include('"__proto__" is no field of a request');
  });
});
