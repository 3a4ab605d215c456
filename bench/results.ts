/** One line of the table. */
export interface Finding {
  what: string;
  value: string;
  bare: string;
  ratio: number | null;
  /** What must be reached, as PERFORMANCE.md words it. */
  floor: string;
  goal: string;
  /** Null where there is no floor. */
  holds: boolean | null;
}

/** A throughput against the bare one. */
export function rateFinding(
  what: string,
  { ours, bare }: Record<'ours' | 'bare', { rate: number }>,
  floor?: { least: number; goal: number },
): Finding {
  const ratio = ours.rate / bare.rate;
  return {
    what,
    value: `${ours.rate.toFixed(0)}/s`,
    bare: `${bare.rate.toFixed(0)}/s`,
    ratio,
    floor: floor ? `≥ ${floor.least.toFixed(2)}` : '',
    goal: floor ? `≥ ${floor.goal.toFixed(2)}` : '',
    holds: floor ? ratio >= floor.least : null,
  };
}

/** The processor time of one answer against the bare one: a rate on a shared machine says less. */
export function effortFinding({
  ours,
  bare,
}: Record<'ours' | 'bare', { effort: number }>): Finding {
  return figureFinding('… processor time of server and database', {
    value: ours.effort,
    bare: bare.effort,
    unit: 'ms',
    digits: 2,
  });
}

/** A figure that has to stay below, or above, something. */
export function figureFinding(
  what: string,
  figure: { value: number; unit: string; bare?: number; digits?: number },
  limit?: { floor: number; goal: number; least?: boolean },
): Finding {
  const show = (value: number): string =>
    `${value.toFixed(figure.digits ?? 0)}${figure.unit === '' ? '' : ` ${figure.unit}`}`;
  const sign = limit?.least ? '≥' : '≤';
  return {
    what,
    value: show(figure.value),
    bare: figure.bare === undefined ? '' : show(figure.bare),
    ratio: figure.bare === undefined ? null : figure.value / figure.bare,
    floor: limit ? `${sign} ${show(limit.floor)}` : '',
    goal: limit ? `${sign} ${show(limit.goal)}` : '',
    holds: limit ? (limit.least ? figure.value >= limit.floor : figure.value <= limit.floor) : null,
  };
}

const HEAD = ['', 'value', 'bare', 'ratio', 'floor', 'goal', ''];

/** The table as Markdown. */
export function tableOf(findings: readonly Finding[]): string {
  const rows = findings.map((one) => [
    one.what,
    one.value,
    one.bare,
    one.ratio === null ? '' : one.ratio.toFixed(2),
    one.floor,
    one.goal,
    one.holds === null ? '' : one.holds ? 'holds' : 'BELOW',
  ]);
  const widths = HEAD.map((head, at) =>
    Math.max(head.length, ...rows.map((row) => row[at]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  return [line(HEAD), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
