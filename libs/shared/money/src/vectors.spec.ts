import { split } from '.';
import vectors from './money.spec-data.json';

/** The vectors are written by hand in one line: `cost=1 shareBp=5000 limit=None remaining=None`. */
function field(input: string, name: string): number | undefined {
  const text = new RegExp(`${name}=(\\S+)`).exec(input)?.[1];
  return text === undefined || text === 'None' ? undefined : Number(text);
}

describe('vectors of the domain page', () => {
  it.each(vectors)('$id $input → $expected ($why)', ({ input, expected }) => {
    const answer = split({
      costKopecks: field(input, 'cost') ?? NaN,
      stateShareBp: field(input, 'shareBp') ?? NaN,
      limitKopecks: field(input, 'limit'),
      yearRestKopecks: field(input, 'remaining'),
    });
    const words = answer.ok
      ? `state=${answer.value.stateKopecks} own=${answer.value.ownKopecks} ` +
        `cap=${answer.value.capReason} ownShareBp=${answer.value.ownShareBp}`
      : answer.code;
    expect(words).toBe(expected);
  });
});
