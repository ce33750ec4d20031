import { UsageError } from '../../core/usage-error.ts';

const STATUSES = /^(?:[1-5]xx|[1-5]\d\d)$/i;

/** What `--ok=2xx,404` means: whether an answer with that status is a good one. */
export function okStatuses(text: string): (status: number) => boolean {
  const parts = text.split(',').map((part) => part.trim().toLowerCase());
  const wrong = parts.filter((part) => !STATUSES.test(part));
  if (wrong.length > 0)
    throw new UsageError(
      wrong.map((part) => `--ok takes statuses by comma, such as 2xx,404, but has ${JSON.stringify(part)}`),
    );
  const single = new Set(parts.map(Number));
  const hundreds = new Set(parts.filter((part) => part.endsWith('xx')).map((part) => Number(part[0])));
  return (status) => single.has(status) || hundreds.has(Math.floor(status / 100));
}
