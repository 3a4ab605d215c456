import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Ticks of a processor in a second: what Linux counts in. */
const TICKS = 100;
const [PARENT, USER, SYSTEM, CHILDREN_USER, CHILDREN_SYSTEM] = [1, 11, 12, 13, 14];

/**
 * Processor time in milliseconds that a process and its living children have used, and those that have
 * ended; null where the system does not tell. Unlike a rate it hardly depends on what else runs.
 */
export function processorTime(pid: number): number | null {
  if (!existsSync('/proc/self/stat')) {
    return null;
  }
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const fields = fieldsOf(name);
      return fields ? [{ pid: Number(name), fields }] : [];
    });
  const own = all.filter((one) => one.pid === pid || one.fields[PARENT] === pid);
  const ticks = own.reduce(
    (sum, { fields }) =>
      sum +
      [USER, SYSTEM, CHILDREN_USER, CHILDREN_SYSTEM].reduce(
        (all, at) => all + (fields[at] ?? 0),
        0,
      ),
    0,
  );
  return (ticks * 1000) / TICKS;
}

/** The numbers after the name in `/proc/<pid>/stat`; undefined when the process has ended meanwhile. */
function fieldsOf(pid: string): number[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
  } catch {
    return undefined;
  }
}
