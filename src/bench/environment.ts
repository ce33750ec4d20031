import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { cpus, loadavg, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { PROJECT_ROOT } from '../processes/roots.ts';
import type { Environment } from '../results/schema.ts';

/** The machine and software of a run. */
export async function describeEnvironment(): Promise<Environment> {
  const processors = cpus();
  return {
    cpuModel: processors[0]?.model ?? 'unknown',
    cpuCount: processors.length,
    memoryBytes: totalmem(),
    platform: `${process.platform} ${process.arch}`,
    kernel: release(),
    ...(await cpuLimit()),
    ...(await governor()),
    node: process.version,
    v8: process.versions.v8,
    autocannon: await versionOf('autocannon'),
    fastify: await versionOf('fastify'),
    commit: await commit(),
    loadAverageBefore: loadavg()[0] ?? 0,
  };
}

/** CPU limit of the control group that this process sees as its root, as in containers: version 2, else version 1. */
async function cpuLimit(): Promise<{ cpuLimit?: number }> {
  const read = (file: string) => readFile(`/sys/fs/cgroup/${file}`, 'utf8').catch(() => '');
  const [, quota, period] =
    /^(\d+)\s+(\d+)\s*$/.exec(
      (await read('cpu.max')) ||
        `${await read('cpu/cpu.cfs_quota_us')} ${await read('cpu/cpu.cfs_period_us')}`,
    ) ?? [];
  return quota === undefined ? {} : { cpuLimit: Number(quota) / Number(period) };
}

async function governor(): Promise<{ governor?: string }> {
  const file = '/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor';
  const name = (await readFile(file, 'utf8').catch(() => '')).trim();
  return name === '' ? {} : { governor: name };
}

async function versionOf(name: string): Promise<string> {
  // A project that has installed this package has its packages beside it.
  const places = createRequire(import.meta.url).resolve.paths(name) ?? [];
  const file = places.map((place) => join(place, name, 'package.json')).find((path) => existsSync(path));
  const { version } = JSON.parse(await readFile(String(file), 'utf8'));
  return String(version);
}

/**
 * The commit of the measured project, with + if files differ from it. Null if the project is not a git checkout, or lies
 * inside another one. Without locks: a command that is killed meanwhile would leave one in the checkout.
 */
async function commit(): Promise<string | null> {
  const cwd = fileURLToPath(PROJECT_ROOT);
  const git = async (...words: string[]) =>
    (await promisify(execFile)('git', ['--no-optional-locks', ...words], { cwd })).stdout.trim();
  try {
    const [prefix, head, changes] = await Promise.all([
      git('rev-parse', '--show-prefix'),
      git('rev-parse', '--short', 'HEAD'),
      git('status', '--porcelain'),
    ]);
    if (prefix !== '') return null;
    return changes === '' ? head : `${head}+`;
  } catch {
    return null;
  }
}
