import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect } from 'chai';
import { answer, TestServer } from './test-server.ts';

const PROGRAM = `
const { runPlan } = await import(process.argv[1]);
const plan = [{ seq: 0, atMs: 0, class: 'light', type: 'light', sizeMs: 0, warmup: false }];
const run = runPlan({ url: process.argv[2], connections: 2, plan, drainMs: 60_000 });
console.log(await run.then(({ records }) => records[0].outcome, () => 'refused'));
`;

async function outputOf(url: string): Promise<string> {
  const module = new URL('../../../src/load/drive/planned.js', import.meta.url).href;
  const child = spawn(process.execPath, ['--input-type=module', '-e', PROGRAM, module, url], {
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: 8000,
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk;
  });
  const [code, signal] = await once(child, 'close');
  expect([code, signal], 'exit code and signal').to.deep.equal([0, null]);
  return output.trim();
}

describe('a load that is over', () => {
  const server = new TestServer(answer);
  after(() => server.stop());

  it('lets its process end', async () => {
    const url = await server.listen();
    expect(await outputOf(url)).to.equal('ok');
    await server.stop();
    expect(await outputOf(url)).to.equal('refused');
  });
});
