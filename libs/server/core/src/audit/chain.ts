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
  if (typeof value !== 'object' || value === null) {
    return JSON.stringify(value) ?? 'null';
  }
  let text = '';
  for (const key of Object.keys(value).sort()) {
    const inner: unknown = Reflect.get(value, key);
    if (inner !== undefined) {
      text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(inner)}`;
    }
  }
  return `{${text}}`;
}
