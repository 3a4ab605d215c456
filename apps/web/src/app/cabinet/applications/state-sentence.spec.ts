import { nextAction, sentenceKey, type Standing } from './state-sentence';

const standing = (change: Partial<Standing>): Standing => ({
  kind: 'SERVICE',
  state: 'FORMAL_CHECK',
  turn: 'CENTRE',
  dated: true,
  overdue: false,
  ...change,
});

describe('the sentence of a state', () => {
  it.each<[Partial<Standing>, string]>([
    [{}, 'FORMAL_CHECK.due'],
    [{ dated: false }, 'FORMAL_CHECK.plain'],
    [{ turn: 'OUTSIDE', overdue: true }, 'PAUSED.plain'],
    [{ state: 'WAITLISTED', turn: 'OUTSIDE' }, 'WAITLISTED.due'],
    [{ overdue: true }, 'LATE.due'],
    [{ state: 'RETURNED', turn: 'APPLICANT', overdue: true }, 'RETURNED.due'],
    [{ state: 'AGREEMENT', turn: 'APPLICANT' }, 'AGREEMENT.due'],
    [{ state: 'AGREEMENT', turn: 'CENTRE' }, 'AGREEMENT_CENTRE.due'],
    [{ state: 'APPROVED', kind: 'MEMBERSHIP' }, 'APPROVED_MEMBERSHIP.due'],
    [{ state: 'REJECTED', turn: 'NONE' }, 'REJECTED.plain'],
    [{ state: 'SOMETHING_NEW', dated: false }, 'OTHER.plain'],
    [{ state: 'DRAFT', signature: 'MINE' }, 'SIGN_MINE.plain'],
    [{ state: 'DRAFT', signature: 'OTHERS' }, 'SIGN_OTHERS.plain'],
    [{ state: 'DRAFT', signature: 'MINE', deleting: true }, 'DELETING.plain'],
    [{ state: 'REGISTERED', signature: 'MINE' }, 'REGISTERED.due'],
  ])('%o says %s', (change, tail) => {
    expect(sentenceKey(standing(change))).toBe(`applications.sentence.${tail}`);
  });
});

describe('the next action', () => {
  it('leads a draft to its form and waits for nobody else', () => {
    const next = nextAction({ id: '1', ...standing({ state: 'DRAFT', turn: 'APPLICANT' }) });
    expect(next.path).toEqual(['/cabinet/applications', '1', 'edit']);
    expect(next.mine).toBe(true);
  });

  it('leads who is asked to sign to the page for it, and who wants it gone to the draft', () => {
    const of = (change: Partial<Standing>) =>
      nextAction({ id: '1', ...standing({ state: 'DRAFT', turn: 'APPLICANT', ...change }) });
    expect(of({ signature: 'MINE' }).path).toEqual(['/cabinet/applications', '1', 'sign']);
    expect(of({ signature: 'OTHERS' }).mine).toBe(false);
    expect(of({ signature: 'MINE', deleting: true }).text).toBe('applications.next.restore');
  });

  it('offers only to look where the move is the centre’s', () => {
    expect(nextAction({ id: '1', ...standing({}) }).mine).toBe(false);
    expect(nextAction({ id: '1', ...standing({ state: 'AGREEMENT' }) }).mine).toBe(false);
  });
});
