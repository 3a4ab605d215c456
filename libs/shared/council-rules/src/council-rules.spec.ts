import {
  DEFAULT_RULES,
  quorumOf,
  rulesProblems,
  tally,
  tallySecret,
  voteRefusal,
  type Choice,
  type CouncilRules,
  type Seat,
} from './index';

const seats = (present: number, absent = 0, recused = 0): Seat[] =>
  Array.from({ length: present + absent + recused }, (_, at) => ({
    id: `m${at}`,
    present: at < present || at >= present + absent,
    recused: at >= present + absent,
    chair: at === 0,
  }));
const votes = (...choices: Choice[]): Map<string, Choice> =>
  new Map(choices.map((choice, at) => [`m${at}`, choice]));
const many = (choice: Choice, times: number): Choice[] =>
  Array.from({ length: times }, () => choice);
const rules = (over: Partial<CouncilRules>): CouncilRules => ({ ...DEFAULT_RULES, ...over });

describe('the quorum', () => {
  it('is two thirds of the members in office, as the design shows: 8 of 11, 9 here', () => {
    expect(quorumOf(DEFAULT_RULES, seats(8, 2, 1))).toEqual({
      members: 11,
      counted: 9,
      needed: 8,
      met: true,
    });
    expect(quorumOf(DEFAULT_RULES, seats(7, 4)).met).toBe(false);
    expect(quorumOf(DEFAULT_RULES, seats(2, 1)).met).toBe(true);
  });

  it('counts who is recused only where the rule says so', () => {
    const strict = rules({ quorum: { ...DEFAULT_RULES.quorum, recusedCount: false } });
    expect(quorumOf(strict, seats(7, 3, 1))).toMatchObject({ counted: 7, met: false });
    expect(quorumOf(DEFAULT_RULES, seats(7, 3, 1)).met).toBe(true);
  });

  it('counts an absent vote only where the rule says so', () => {
    const roll = seats(7, 4);
    const voted = new Set(['m8']);
    expect(quorumOf(rules({ absent: 'VOTES' }), roll, voted).met).toBe(false);
    expect(quorumOf(rules({ absent: 'VOTES_AND_COUNTS' }), roll, voted).met).toBe(true);
  });

  it('is never met by a Council without members', () => {
    expect(quorumOf(DEFAULT_RULES, []).met).toBe(false);
  });
});

describe('the count', () => {
  it('is the one of the design: 5 of 8, six for and one against settle it', () => {
    const found = tally(DEFAULT_RULES, seats(8, 2, 1), votes(...many('FOR', 6), 'AGAINST'));
    expect(found).toMatchObject({
      for: 6,
      against: 1,
      voters: 8,
      waiting: 1,
      base: 8,
      needed: 5,
      outcome: 'CARRIED',
      settled: true,
    });
  });

  it('is open while a vote that is awaited may change it', () => {
    expect(tally(DEFAULT_RULES, seats(8), votes(...many('FOR', 4))).settled).toBe(false);
    expect(tally(DEFAULT_RULES, seats(8), votes(...many('AGAINST', 4))).settled).toBe(true);
  });

  it('falls on a tie, unless the chair’s own vote decides', () => {
    const even = votes('FOR', 'AGAINST');
    expect(tally(DEFAULT_RULES, seats(2), even)).toMatchObject({
      tied: true,
      outcome: 'NOT_CARRIED',
    });
    const chair = rules({ tie: 'CHAIR_DECIDES' });
    expect(tally(chair, seats(2), even).outcome).toBe('CARRIED');
    expect(tally(chair, seats(2), votes('AGAINST', 'FOR')).outcome).toBe('NOT_CARRIED');
    const secret = { for: 1, against: 1, abstain: 0 };
    expect(tallySecret(chair, seats(2), secret, new Set(['m0', 'm1'])).outcome).toBe('NOT_CARRIED');
  });

  it('leaves out who abstains where the majority is of the votes cast', () => {
    const cast = rules({ majority: { ...DEFAULT_RULES.majority, of: 'CAST' } });
    const some = votes('FOR', 'FOR', 'AGAINST', ...many('ABSTAIN', 5));
    expect(tally(cast, seats(8), some)).toMatchObject({ base: 3, needed: 2, outcome: 'CARRIED' });
    expect(tally(DEFAULT_RULES, seats(8), some).outcome).toBe('NOT_CARRIED');
  });

  it('comes to nothing without a quorum, and without votes', () => {
    expect(tally(DEFAULT_RULES, seats(1, 2), votes('FOR')).outcome).toBe('NO_QUORUM');
    expect(tally(DEFAULT_RULES, seats(3), votes()).outcome).toBe('NOT_CARRIED');
  });
});

describe('a vote', () => {
  const [seat] = seats(1);
  const asked = { ballot: 'VOTING', seat, changes: false } as const;

  it('is refused with the reason', () => {
    const refusal = (over: object): string | null =>
      voteRefusal(DEFAULT_RULES, { ...asked, ...over });
    expect(refusal({})).toBeNull();
    expect(refusal({ seat: undefined })).toBe('NOT_A_MEMBER');
    expect(refusal({ ballot: 'PENDING' })).toBe('NOT_OPEN');
    expect(refusal({ ballot: 'CLOSED' })).toBe('CLOSED');
    expect(refusal({ seat: seats(0, 0, 1)[0] })).toBe('RECUSED');
    expect(refusal({ seat: seats(0, 1)[0] })).toBe('ABSENT');
  });

  it('is final, or may be changed, and may come from afar, as the rule says', () => {
    expect(voteRefusal(DEFAULT_RULES, { ...asked, changes: true })).toBeNull();
    expect(voteRefusal(rules({ revote: false }), { ...asked, changes: true })).toBe('FINAL');
    expect(voteRefusal(rules({ absent: 'VOTES' }), { ...asked, seat: seats(0, 1)[0] })).toBeNull();
  });
});

it('finds rules that cannot be meant', () => {
  expect(rulesProblems(DEFAULT_RULES)).toEqual([]);
  const broken = rules({
    quorum: { share: { numerator: 3, denominator: 2 }, recusedCount: true },
    majority: { of: 'CAST', share: { numerator: 1, denominator: 2 }, strict: false },
  });
  expect(rulesProblems(broken)).toEqual(['quorum.share', 'majority.strict']);
});
