import type { TableConstructorOptions } from 'cli-table3';

/** Lines around the table and under its head, none between rows; colours are set by hand where they mean something. */
export const COMPACT: Pick<TableConstructorOptions, 'style' | 'chars'> = {
  style: { head: [], border: [] },
  chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
};
