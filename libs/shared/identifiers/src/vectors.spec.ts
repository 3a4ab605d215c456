import {
  checkAccount,
  checkInn,
  checkKpp,
  checkOgrn,
  checkPhone,
  checkSnils,
  type Checked,
} from '.';
import vectors from './identifiers.spec-data.json';

const checks: Record<string, (input: string) => Checked<string>> = {
  INN: (input) => checkInn(input),
  OGRN: (input) => checkOgrn(input),
  KPP: checkKpp,
  SNILS: checkSnils,
  ACCOUNT: (input) => {
    const { bik = '', acc = '' } = /^bik=(?<bik>\d+) acc=(?<acc>\d+)$/.exec(input)?.groups ?? {};
    return checkAccount(acc, bik);
  },
  PHONE: checkPhone,
};

/** The word the vectors use for an answer; a phone's is its canonical value. */
function inWords(group: string, answer: Checked<string>): string {
  if (!answer.ok) {
    return answer.code;
  }
  if (group === 'PHONE') {
    return answer.value;
  }
  return answer.unchecked ? 'OK_UNCHECKED' : 'OK';
}

describe('vectors of the domain page', () => {
  it.each(vectors)('$id $group $input → $expected ($why)', ({ group, input, expected }) => {
    const check = checks[group];
    expect(check && inWords(group, check(input))).toBe(expected);
  });
});
