import promises from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';

const { readFile } = promises;

/**
 * From now on this process cannot tell how busy the machine is, as on systems that do not say. So no run waits for a quiet
 * machine, nor repeats a trial for what other tests compute meanwhile. Returns what ends that.
 */
export function untoldLoad(): () => void {
  promises.readFile = new Proxy(readFile, {
    apply(target, self, given: Parameters<typeof readFile>) {
      if (given[0] === '/proc/stat') return Promise.reject(new Error('nobody tells'));
      return Reflect.apply(target, self, given);
    },
  });
  syncBuiltinESMExports();
  return () => {
    promises.readFile = readFile;
    syncBuiltinESMExports();
  };
}
