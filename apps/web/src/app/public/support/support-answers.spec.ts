import { isAnswered, rankingRequest, readAnswers, TASKS } from './support-answers';

describe('answers to the three questions', () => {
  it('come out of an address that anybody may have written', () => {
    expect(readAnswers({ who: 'SMALL', member: 'kuzbass-biomed', task: 'people' })).toEqual({
      who: 'SMALL',
      member: 'kuzbass-biomed',
      task: 'people',
    });
    const none = readAnswers({ who: 'HUGE', member: '<script>', task: 'constructor' });
    expect(none).toEqual({ who: null, member: null, task: null });
    expect(isAnswered(none)).toBe(false);
  });

  it('leave out what was not answered, and tell "in no cluster" from silence', () => {
    expect(rankingRequest({ who: null, member: null, task: null }, '')).toEqual({});
    expect(rankingRequest({ who: null, member: 'none', task: 'people' }, '4200000012')).toEqual({
      memberOf: null,
      needs: [...TASKS.people],
      inn: '4200000012',
    });
  });
});
