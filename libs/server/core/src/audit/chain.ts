import { createHash } from 'node:crypto';

/** An audit entry as it enters the hash: every field but the hash itself. */
export interface ChainedEntry {
  subjectType: string;
  subjectId: string;
  seq: number;
  at: Date;
  actorId: string;
  actorName: string;
  role: string;
  action: string;
  fromState: string | null;
  toState: string | null;
  reasonCode: string | null;
  publicComment: string | null;
  innerComment: string | null;
  ip: string | null;
  data: unknown;
  prevHash: string | null;
}

/** SHA-256, hex, of the entry's canonical JSON; `prevHash` inside it makes the chain. */
export function chainHash(entry: ChainedEntry): string {
  return createHash('sha256')
    .update(canonicalJson({ ...fieldsOf(entry), at: entry.at.toISOString() }))
    .digest('hex');
}

function fieldsOf(entry: ChainedEntry): Omit<ChainedEntry, 'at'> {
  const { subjectType, subjectId, seq, actorId, actorName, role, action, fromState, toState } =
    entry;
  const { reasonCode, publicComment, innerComment, ip, data, prevHash } = entry;
  return {
    subjectType,
    subjectId,
    seq,
    actorId,
    actorName,
    role,
    action,
    fromState,
    toState,
    reasonCode,
    publicComment,
    innerComment,
    ip,
    data,
    prevHash,
  };
}

/** JSON with sorted keys and without blanks: the same value always gives the same text. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map((one) => canonicalJson(one === undefined ? null : one)).join(',')}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`).join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}
