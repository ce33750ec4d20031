import { spawnSync } from 'node:child_process';
import { expect } from 'chai';
import { v8Flags } from '../../src/processes/v8-flags.ts';

const PURPOSES = ['simulation', 'compileSoon', 'smallYoungGeneration', 'collectOnDemand'] as const;
const MODULE = new URL('../../src/processes/v8-flags.js', import.meta.url).href;

/** What a Node says that runs the code, to which `v8Flags` and `setV8Flags` are known. */
function run(code: string, flags: readonly string[] = [], inherited = ''): string {
  const module = `import { v8Flags, setV8Flags } from '${MODULE}'; ${code}`;
  const env = { ...process.env, CLUSTER_BENCH_V8_FLAGS: inherited };
  const args = [...flags, '--input-type=module', '-e', module];
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', env });
  return stdout + stderr;
}

describe('the flags of V8', () => {
  it('are those that this Node knows: it starts with them, and sets them without a word', () => {
    expect(v8Flags('simulation')).to.have.length.above(0);
    const purposes = JSON.stringify(PURPOSES);
    const code = `for (const purpose of ${purposes}) setV8Flags(purpose); console.log(6 * 7)`;
    expect(run(code, PURPOSES.flatMap(v8Flags))).to.equal('42\n');
  });

  it('are asked for once: processes inherit the answer, but not one of another Node', () => {
    const code = `console.log([...v8Flags('simulation'), ...v8Flags('collectOnDemand')].join(' '))`;
    expect(run(code, [], `${process.version} --expose-gc`)).to.equal('--expose-gc\n');
    const own = [...v8Flags('simulation'), ...v8Flags('collectOnDemand')].join(' ');
    expect(run(code, [], 'v0.10.0 --expose-gc')).to.equal(`${own}\n`);
  });
});
