import { emailKeyOf, readNamePart, readPatronymic, readPhone } from './identity.policy';

describe('what a person types about herself', () => {
  it('finds an address however it is cased', () => {
    expect(emailKeyOf(' Anna@Example.ORG ')).toBe('anna@example.org');
    expect(emailKeyOf('инфо@почта.рф')).toBe('инфо@почта.рф');
  });

  it.each(['Иванова', 'Салтыков-Щедрин', "О'Нил", 'Али оглы', 'Anne Marie'])(
    'takes the name %s',
    (name) => {
      expect(readNamePart('lastName', name)).toEqual({ value: name, problems: [] });
    },
  );

  it.each(['', '   ', 'R2D2', '<b>', 'a b c d', 'x'.repeat(101)])(
    'refuses the name «%s»',
    (name) => {
      expect(readNamePart('lastName', name).problems).toHaveLength(1);
    },
  );

  it('lets a patronymic and a phone be absent', () => {
    expect(readPatronymic(null).value).toBeNull();
    expect(readPatronymic('  ').value).toBeNull();
    expect(readPhone('').value).toBeNull();
    expect(readPhone('8 (384) 200-00-00').value).toBe('+73842000000');
    expect(readPhone('12').problems[0]?.path).toBe('phone');
  });
});
