import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { HttpParams } from '@angular/common/http';

import {
  isNarrowed,
  listParams,
  OPEN_STATES,
  PAGE_SIZE,
  readInboxQuery,
  writeInboxQuery,
} from './inbox-query';

describe('the address of the inbox', () => {
  it('shows what is open, the nearest term first, when it says nothing', () => {
    const query = readInboxQuery({});

    expect(listParams(query)).toEqual({ sort: 'due', state: OPEN_STATES.join(',') });
    expect(isNarrowed(query)).toBe(false);
  });

  it('asks for what comes with the document', () => {
    const entrances: { path: string; own?: unknown[] }[] = JSON.parse(
      readFileSync(join(__dirname, '../../../../entrances.json'), 'utf8'),
    );
    const params = { ...listParams(readInboxQuery({})), limit: PAGE_SIZE, count: true };

    expect(entrances.find(({ path }) => path === '/office/inbox')?.own).toContain(
      `applications?${new HttpParams({ fromObject: params }).toString()}`,
    );
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
