import { link, mkdir, mkdtemp, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { PlannedRun } from '../../src/bench/live/new-run.ts';
import { storedTrials } from '../../src/bench/live/stored-trials.ts';
import { RandomStream } from '../../src/core/random-stream.ts';
import { keptRuns } from '../../src/results/kept-runs.ts';
import {
  appendTrial,
  cutUnfinishedTrial,
  readManifest,
  readRun,
  readTrials,
  saveRun,
} from '../../src/results/store.ts';
import { StoreFailure } from '../../src/results/store-failure.ts';
import { makePipe } from '../results/make-pipe.ts';
import { filesIn, storeRun } from './stored-run.ts';

const SEEDS = 100;

type Files = Map<string, Buffer>;
type Damage = (files: Files, stream: RandomStream) => void;

const below = (stream: RandomStream, end: number) => Math.floor(stream.next() * end);

function pick<Item>(items: Iterable<Item>, stream: RandomStream): Item {
  const all = [...items];
  return all[below(stream, all.length)]!;
}

function linesOf(content: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  for (let from = 0; from < content.length; from += lines.at(-1)!.length) {
    const end = content.indexOf(10, from);
    lines.push(content.subarray(from, end < 0 ? content.length : end + 1));
  }
  return lines;
}

function changeLines(files: Files, stream: RandomStream, change: (lines: Buffer[]) => Buffer[]): void {
  const name = pick(['trials.jsonl', 'trials.jsonl', ...files.keys()], stream);
  files.set(name, Buffer.concat(change(linesOf(files.get(name)!))));
}

/** What befalls files: of a failing disk, a careless editor, a wrong copy. */
const DAMAGES: Readonly<Record<string, Damage>> = {
  'a byte is another': (files, stream) => {
    const content = files.get(pick(files.keys(), stream))!;
    content[below(stream, content.length)] = below(stream, 256);
  },
  'a bit is flipped': (files, stream) => {
    const content = files.get(pick(files.keys(), stream))!;
    const at = below(stream, content.length);
    content[at] = content[at]! ^ (1 << below(stream, 8));
  },
  'bytes are put in': (files, stream) => {
    const name = pick(files.keys(), stream);
    const content = files.get(name)!;
    const at = below(stream, content.length);
    const inserted = Buffer.from(Array.from({ length: 1 + below(stream, 20) }, () => below(stream, 256)));
    files.set(name, Buffer.concat([content.subarray(0, at), inserted, content.subarray(at)]));
  },
  'it is cut off': (files, stream) => {
    const name = pick(files.keys(), stream);
    const content = files.get(name)!;
    files.set(name, content.subarray(0, below(stream, content.length)));
  },
  'a line is missing': (files, stream) =>
    changeLines(files, stream, (lines) => lines.toSpliced(below(stream, lines.length), 1)),
  'a line is there twice': (files, stream) =>
    changeLines(files, stream, (lines) => lines.toSpliced(0, 0, pick(lines, stream))),
  'lines have changed places': (files, stream) =>
    changeLines(files, stream, (lines) => [...lines.slice(1), ...lines.slice(0, 1)]),
  'two files have changed places': (files, stream) => {
    const [one, other] = [pick(files.keys(), stream), pick(files.keys(), stream)];
    const content = files.get(one)!;
    files.set(one, files.get(other)!).set(other, content);
  },
  'a file is missing': (files, stream) => files.delete(pick(files.keys(), stream)),
};

describe('the folder of a run', function () {
  this.timeout(60_000);
  let results: string;
  let folder: string;
  let planned: PlannedRun;
  let whole: Files;

  before(async () => {
    results = await mkdtemp(join(tmpdir(), 'damaged-'));
    ({ planned, folder } = await storeRun(results));
    whole = await filesIn(folder);
  });
  after(() => rm(results, { recursive: true }));

  /** Writes these files and no others. */
  async function place(files: Files): Promise<void> {
    await rm(folder, { recursive: true, force: true });
    await mkdir(join(folder, 'samples'), { recursive: true });
    for (const [name, content] of files) await writeFile(join(folder, name), content);
  }

  const readers: Readonly<Record<string, () => Promise<unknown>>> = {
    resume: async () => {
      const manifest = await readManifest(folder);
      return [manifest, await storedTrials({ ...planned, manifest }, folder)];
    },
    compare: () => readRun(folder),
    list: async () => {
      const [run] = await keptRuns(results);
      if (run?.kind !== 'run') throw new StoreFailure(run?.reason ?? 'none');
      // Without its analysis a run reads as broken off.
      return [run.scenario, run.strategies, run.blocks];
    },
  };

  /** What each reader says of the folder: what it read, or why not. Anything but a refusal in one line is thrown on. */
  async function told(): Promise<Map<string, unknown>> {
    const answers = new Map<string, unknown>();
    for (const [reader, read] of Object.entries(readers)) {
      const answer = await read().catch((error: unknown) => error);
      if (answer instanceof Error && !(answer instanceof StoreFailure)) throw answer;
      if (answer instanceof StoreFailure) expect(answer.message).to.match(/^[^\p{Cc}\p{Zl}\p{Zp}]+$/u);
      answers.set(reader, answer);
    }
    return answers;
  }

  it('that is damaged in any way reads as it was, or is refused in one line', async () => {
    await place(whole);
    const sound = await told();
    for (const answer of sound.values()) expect(answer).to.not.be.instanceOf(Error);
    for (let seed = 0; seed < SEEDS; seed++) {
      const stream = new RandomStream(seed, 'damage');
      const [name, damage] = pick(Object.entries(DAMAGES), stream);
      const files: Files = new Map([...whole].map(([file, content]) => [file, Buffer.from(content)]));
      damage(files, stream);
      await place(files);
      for (const [reader, answer] of await told()) {
        if (answer instanceof Error) continue;
        expect(answer, `${reader}, seed ${seed}: ${name}`).to.deep.equal(sound.get(reader));
      }
    }
  });

  it('in which something else stands in the place of a file is refused', async () => {
    for (const name of whole.keys()) {
      for (const kind of ['symbolic link', 'pipe', 'folder']) {
        await place(whole);
        const file = join(folder, name);
        await rm(file);
        if (kind === 'symbolic link') await symlink(join(results, 'elsewhere'), file);
        else if (kind === 'pipe') makePipe(file);
        else await mkdir(file);
        const answer = (await told()).get('resume');
        expect(answer).to.be.instanceOf(StoreFailure);
        expect(answer).to.have.property('message').that.includes(`is a ${kind}, not a plain file`);
      }
    }
  });

  it('in which something else stands in the place of a file writes nothing through it', async () => {
    await place(whole);
    const elsewhere = join(results, 'elsewhere');
    const trials = join(folder, 'trials.jsonl');
    const [trial] = await readTrials(folder);
    const writes: Readonly<Record<string, () => Promise<void>>> = {
      'trials.jsonl': () => appendTrial(folder, trial!),
      'analysis.json.partial': async () => saveRun(folder, await readRun(folder)),
    };
    for (const [name, write] of Object.entries(writes)) {
      for (const make of [symlink, link]) {
        await writeFile(elsewhere, 'whole\nhalf');
        await rm(join(folder, name), { force: true });
        await make(elsewhere, join(folder, name));
        const refused: unknown = await write().catch((error: unknown) => error);
        expect(refused, name).to.be.instanceOf(StoreFailure);
        expect(await readFile(elsewhere, 'utf8')).to.equal('whole\nhalf');
      }
    }
    const cut: unknown = await cutUnfinishedTrial(folder).catch((error: unknown) => error);
    expect(cut, 'nor does it cut').to.be.instanceOf(StoreFailure);
    expect(await readFile(trials, 'utf8')).to.equal('whole\nhalf');
  });

  it('whose samples/ leads elsewhere is refused', async () => {
    await place(whole);
    await rename(join(folder, 'samples'), join(results, 'published'));
    await symlink(join(results, 'published'), join(folder, 'samples'));
    const answer = (await told()).get('resume');
    await rm(join(results, 'published'), { recursive: true });
    expect(answer)
      .to.have.property('message')
      .that.matches(/samples is a symbolic link, not a folder$/);
  });
});
