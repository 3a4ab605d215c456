import { documentProblems, MAX_FILE_BYTES, visibleSlots, type SlotDocument } from './documents';
import {
  CONTEXT,
  MARKETING_ANSWERS,
  MEMBERSHIP,
  MEMBERSHIP_ANSWERS,
  SERVICE_MARKETING,
} from './forms.spec-data';
import { sectionStates } from './section-state';

let made = 0;
function file(slot: string, changes: Partial<SlotDocument> = {}): SlotDocument {
  made += 1;
  return {
    slot,
    name: `${slot}.pdf`,
    type: 'pdf',
    bytes: 1000,
    sha256: `hash-${made}`,
    ...changes,
  };
}

const complete = (): SlotDocument[] => [file('D-TOR'), file('D-PRODUCT'), file('D-MED')];

function found(documents: readonly SlotDocument[], answers = MARKETING_ANSWERS): string[] {
  return documentProblems(SERVICE_MARKETING, answers, documents, CONTEXT).map(
    ({ path, code }) => `${path} ${code}`,
  );
}

describe('documents of the marketing service', () => {
  it('are complete with the terms of reference, the product and the certificate of a device', () => {
    expect(found(complete())).toEqual([]);
    expect(found([])).toEqual([
      'doc.D-TOR DOC_MISSING',
      'doc.D-PRODUCT DOC_MISSING',
      'doc.D-MED DOC_MISSING',
    ]);
  });

  it('need three offers once the applicant chooses the contractor, and none before', () => {
    const own = { ...MARKETING_ANSWERS, 'mk.contractorBy': 'APPLICANT' };
    expect(found(complete(), own)).toEqual(['doc.D-OFFERS DOC_MISSING']);
    expect(found([...complete(), file('D-OFFERS')], own)).toEqual(['doc.D-OFFERS DOC_TOO_FEW']);
    expect(found([...complete(), file('D-OFFERS')])).toEqual([]);
  });

  it.each([
    [{ type: 'zip' }, 'DOC_TYPE'],
    [{ bytes: 0 }, 'DOC_EMPTY'],
    [{ bytes: MAX_FILE_BYTES + 1 }, 'DOC_TOO_LARGE'],
    [{ validTo: '2026-11-22' }, 'DOC_EXPIRED'],
  ])('refuse a file with %j', (changes, code) => {
    expect(found([...complete(), file('D-TOR', changes)])).toEqual([`doc.D-TOR ${code}`]);
  });

  it('refuse the same file twice, one too many, an unknown slot and more than 100 MB', () => {
    const twice = file('D-TOR');
    expect(found([...complete(), twice, twice])).toEqual(['doc.D-TOR DOC_REPEATED']);
    expect(found([...complete(), file('D-TOR'), file('D-TOR'), file('D-TOR')])).toEqual([
      'doc.D-TOR DOC_TOO_MANY',
    ]);
    expect(found([...complete(), file('D-NOPE')])).toEqual(['doc.D-NOPE DOC_UNKNOWN_SLOT']);
    const big = Array.from({ length: 5 }, () => file('D-PRODUCT', { bytes: MAX_FILE_BYTES }));
    expect(found([...complete().filter((d) => d.slot !== 'D-PRODUCT'), ...big])).toEqual([
      'doc DOC_TOTAL_TOO_LARGE',
    ]);
  });

  it('refuse an old extract on the filing day', () => {
    const extract = (issuedOn: string): SlotDocument => file('D-EGRUL', { issuedOn });
    expect(found([...complete(), extract('2026-10-24')])).toEqual([]);
    expect(found([...complete(), extract('2026-10-23')])).toEqual(['doc.D-EGRUL DOC_TOO_OLD']);
  });

  it('show a slot only when it is asked for', () => {
    const codes = (facts: Record<string, boolean>): string[] =>
      visibleSlots(SERVICE_MARKETING, MARKETING_ANSWERS, { facts }).map(({ slot }) => slot.code);
    expect(codes({ egrulConnected: true, taxConnected: true })).toEqual([
      'D-TOR',
      'D-PRODUCT',
      'D-MED',
    ]);
    expect(codes({ applicantIsHead: false })).toEqual([
      'D-TOR',
      'D-PRODUCT',
      'D-MED',
      'D-ID',
      'D-EGRUL',
      'D-TAX',
    ]);
  });
});

describe('the task list', () => {
  const states = (answers: Record<string, unknown>, documents?: SlotDocument[]): string[] =>
    sectionStates(MEMBERSHIP, answers, CONTEXT, documents).map(
      ({ code, state, missing, errors }) => `${code} ${state} ${missing} ${errors}`,
    );

  it('says what is done, missing and wrong by section', () => {
    expect(states({})).toContain('PARTICIPATION EMPTY 4 0');
    expect(states(MEMBERSHIP_ANSWERS).every((line) => line.endsWith('COMPLETE 0 0'))).toBe(true);
    const broken = {
      ...MEMBERSHIP_ANSWERS,
      'mem.products': [{ okpd2: 'x' }],
      'decl.rules': false,
      'mem.employees': undefined,
    };
    expect(states(broken)).toEqual(
      expect.arrayContaining([
        'PRODUCTS ERROR 1 1',
        'DECLARATIONS PARTIAL 1 0',
        'FIGURES PARTIAL 1 0',
      ]),
    );
  });

  it('has a line for the documents', () => {
    expect(states(MEMBERSHIP_ANSWERS, []).at(-1)).toBe('DOCUMENTS EMPTY 1 0');
    expect(states(MEMBERSHIP_ANSWERS, [file('D-LICENCE')]).at(-1)).toBe('DOCUMENTS COMPLETE 0 0');
    expect(states(MEMBERSHIP_ANSWERS, [file('D-LICENCE', { type: 'zip' })]).at(-1)).toBe(
      'DOCUMENTS ERROR 0 1',
    );
  });
});
