import {
  isNarrowed,
  listParams,
  OPEN_STATES,
  readInboxQuery,
  writeInboxQuery,
} from './inbox-query';

describe('the address of the inbox', () => {
  it('shows what is open, the nearest term first, when it says nothing', () => {
    const query = readInboxQuery({});

    expect(listParams(query)).toEqual({ sort: 'due', state: OPEN_STATES.join(',') });
    expect(isNarrowed(query)).toBe(false);
  });

  it('comes back as it was written', () => {
    const params = {
      q: 'проба',
      state: 'RETURNED,REVIEW',
      kind: 'SERVICE',
      measure: 'KZ-06',
      due: 'overdue',
      assignee: '@me',
      sort: 'created',
    };

    expect(writeInboxQuery(readInboxQuery(params))).toEqual(params);
  });

  it('leaves out what it does not understand', () => {
    const query = readInboxQuery({
      state: 'DRAFT,НЕТ',
      kind: 'X',
      measure: '../me',
      due: 'ever',
      assignee: 'Иванов',
    });

    expect(isNarrowed(query)).toBe(false);
  });

  it('searches among what is over too', () => {
    expect(listParams(readInboxQuery({ q: 'KZB' }))['state']).toContain('REJECTED');
  });
});
