import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { cpus, loadavg, totalmem } from 'node:os';
import { promisify } from 'node:util';
import type { Environment } from './schema.ts';

/** Where and with what a run is measured. */
export async function describeEnvironment(): Promise<Environment> {
  const processors = cpus();
  return {
    cpuModel: processors[0]?.model ?? 'unknown',
    cpuCount: processors.length,
    memoryBytes: totalmem(),
    platform: `${process.platform} ${process.arch}`,
    node: process.version,
    v8: process.versions.v8,
    autocannon: await versionOf('autocannon'),
    fastify: await versionOf('fastify'),
    commit: await commit(),
    loadAverageBefore: loadavg()[0] ?? 0,
  };
}

/** Of what must be the same for times to be: machine, system and Node. */
export function fingerprint({ cpuModel, cpuCount, memoryBytes, platform, node }: Environment): string {
  const parts = [cpuModel, cpuCount, memoryBytes, platform, node];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 12);
}

async function versionOf(name: string): Promise<string> {
  const file = new URL(`../../../node_modules/${name}/package.json`, import.meta.url);
  const { version } = JSON.parse(await readFile(file, 'utf8'));
  return String(version);
}

/** The commit that is measured, with + if files differ from it; null outside a checkout. */
async function commit(): Promise<string | null> {
  const git = async (...words: string[]) => (await promisify(execFile)('git', words)).stdout.trim();
  try {
    const [head, changes] = await Promise.all([
      git('rev-parse', '--short', 'HEAD'),
      git('status', '--porcelain'),
    ]);
    return changes === '' ? head : `${head}+`;
  } catch {
    return null;
  }
}
