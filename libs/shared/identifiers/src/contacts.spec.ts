import {
  checkEmail,
  checkPersonName,
  checkPhone,
  checkUrl,
  displayDomain,
  formatEmail,
  formatPhone,
  IDENTIFIER_CODES,
} from '.';

const ok = (value: string) => ({ ok: true, value });
const refused = (code: string) => ({ ok: false, code });

describe('phone', () => {
  it.each([
    ['+7 (3842) 00-00-01', '+73842000001'],
    ['7 3842 000001', '+73842000001'],
    ['8.800.000.00.01', '+78000000001'],
    ['+7\u00a0903 000–00–01', '+79030000001'],
    ['8 (3842) 00-00-01 доб. 12', '+73842000001 ext 12'],
    ['8 (3842) 00-00-01, доб 12', '+73842000001 ext 12'],
    ['8 (3842) 00-00-01 (вн. 12)', '+73842000001 ext 12'],
    ['+73842000001 ext 12', '+73842000001 ext 12'],
    ['+73842000001x007', '+73842000001 ext 007'],
    ['+73842000001#1', '+73842000001 ext 1'],
  ])('%j is %j', (input, value) => {
    expect(checkPhone(input)).toEqual(ok(value));
  });

  it.each([
    ['', 'PHONE_FORMAT'],
    ['приёмная', 'PHONE_FORMAT'],
    ['+7 3842 00-00-01 доб', 'PHONE_FORMAT'],
    ['7+3842000001', 'PHONE_FORMAT'],
    ['+8 3842 00-00-01', 'PHONE_COUNTRY'],
    ['+1 202 000 0001', 'PHONE_COUNTRY'],
    ['384200000', 'PHONE_LENGTH'],
    ['+7 3842 00-00-011', 'PHONE_LENGTH'],
    ['8 10 375 29 000 00 05', 'PHONE_LENGTH'],
    ['+7 3842 00-00-01 доб. 1234567', 'PHONE_FORMAT'],
    ['8 200 000-00-01', 'PHONE_CODE'],
    ['('.repeat(100_000), 'PHONE_LENGTH'],
  ])('%.30j is refused with %s', (input, code) => {
    expect(checkPhone(input)).toEqual(refused(code));
  });

  it('is shown in groups, the extension apart', () => {
    expect(formatPhone('+73842000001')).toBe('+7 384 200-00-01');
    expect(formatPhone('+73842000001 ext 12')).toBe('+7 384 200-00-01, доб. 12');
    expect(formatPhone('+73842000001 ext 12', 'en')).toBe('+7 384 200-00-01, ext. 12');
  });
});

describe('e-mail', () => {
  it.each([
    [' Ivanova.A+1@Example.RU ', 'Ivanova.A+1@example.ru'],
    ['info@Почта.РФ', 'info@xn--80a1acny.xn--p1ai'],
    ['info@мой-бизнес.рф', 'info@xn----btbmhedund1b.xn--p1ai'],
    ["o'neil_1@a-b.co", "o'neil_1@a-b.co"],
    [`${'a'.repeat(64)}@example.ru`, `${'a'.repeat(64)}@example.ru`],
  ])('%j is %j', (input, value) => {
    expect(checkEmail(input)).toEqual(ok(value));
  });

  it.each([
    ['', 'EMAIL_FORMAT'],
    ['example.ru', 'EMAIL_FORMAT'],
    ['@example.ru', 'EMAIL_FORMAT'],
    ['a@', 'EMAIL_FORMAT'],
    ['a@b@example.ru', 'EMAIL_FORMAT'],
    ['a@example', 'EMAIL_FORMAT'],
    ['a@example.', 'EMAIL_FORMAT'],
    ['a@.example.ru', 'EMAIL_FORMAT'],
    ['a@exa_mple.ru', 'EMAIL_FORMAT'],
    ['a@-example.ru', 'EMAIL_FORMAT'],
    ['a@example..ru', 'EMAIL_FORMAT'],
    ['a@127.0.0.1', 'EMAIL_FORMAT'],
    ['a@127.1', 'EMAIL_FORMAT'],
    ['a@[::1]', 'EMAIL_FORMAT'],
    ['a@example.ru/path', 'EMAIL_FORMAT'],
    ['a@example.ru:25', 'EMAIL_FORMAT'],
    ['a b@example.ru', 'EMAIL_FORMAT'],
    ['a\u0000@example.ru', 'EMAIL_FORMAT'],
    ['a\r\nBcc: x@example.ru', 'EMAIL_FORMAT'],
    ['.a@example.ru', 'EMAIL_FORMAT'],
    ['a..b@example.ru', 'EMAIL_FORMAT'],
    ['"a"@example.ru', 'EMAIL_FORMAT'],
    ['иван@example.ru', 'EMAIL_FORMAT'],
    [`a@${'b'.repeat(64)}.ru`, 'EMAIL_FORMAT'],
    [`${'a'.repeat(65)}@example.ru`, 'EMAIL_LENGTH'],
    [`a@${'b.'.repeat(126)}ru`, 'EMAIL_LENGTH'],
    [`${'a'.repeat(60)}@${'д.'.repeat(25)}рф`, 'EMAIL_LENGTH'],
  ])('%.30j is refused with %s', (input, code) => {
    expect(checkEmail(input)).toEqual(refused(code));
  });

  it('is shown with its domain as the owner writes it', () => {
    expect(formatEmail('info@xn--80a1acny.xn--p1ai')).toBe('info@почта.рф');
    expect(formatEmail('info@example.ru')).toBe('info@example.ru');
    expect(displayDomain('xn--.ru')).toBe('.ru');
    expect(displayDomain('xn--99999999.ru')).toBe('xn--99999999.ru');
  });
});

describe('name of a person', () => {
  it.each([
    ['Иванова  Анна\u00a0Петровна', 'Иванова Анна Петровна'],
    ['Ли Вэй', 'Ли Вэй'],
    ['Салтыков-Щедрин Михаил', 'Салтыков-Щедрин Михаил'],
    ['O’Neil Seán', "O'Neil Seán"],
    ['Мамедов Али Гасан оглы', 'Мамедов Али Гасан оглы'],
    ['Краи\u0306нева Анна', 'Крайнева Анна'],
  ])('%j is %j', (input, value) => {
    expect(checkPersonName(input)).toEqual(ok(value));
  });

  it.each([
    ['', 'NAME_FORMAT'],
    ['Иванов И. И.', 'NAME_FORMAT'],
    ['Иванов 2', 'NAME_FORMAT'],
    ['Иванов -Иван', 'NAME_FORMAT'],
    ["Иванов Иван'", 'NAME_FORMAT'],
    ['Иванов <b>', 'NAME_FORMAT'],
    ['Иванов', 'NAME_LENGTH'],
    ['Иванов оглы', 'NAME_LENGTH'],
    ['Иванов Иван Иванович Младший', 'NAME_LENGTH'],
    [`Иванов ${'и'.repeat(255)}`, 'NAME_LENGTH'],
  ])('%.40j is refused with %s', (input, code) => {
    expect(checkPersonName(input)).toEqual(refused(code));
  });
});

describe('web address', () => {
  it.each([
    ['https://example.ru', 'https://example.ru/'],
    [' HTTP://Example.ru:8080/a?b=c#d ', 'http://example.ru:8080/a?b=c#d'],
    [
      'https://почта.рф/о нас'.replace(' ', '%20'),
      'https://xn--80a1acny.xn--p1ai/%D0%BE%20%D0%BD%D0%B0%D1%81',
    ],
  ])('%j is %j', (input, value) => {
    expect(checkUrl(input)).toEqual(ok(value));
  });

  it.each([
    ['', 'URL_FORMAT'],
    ['example.ru', 'URL_FORMAT'],
    ['//example.ru', 'URL_FORMAT'],
    ['https:example.ru', 'URL_FORMAT'],
    ['https:\\\\example.ru', 'URL_FORMAT'],
    ['https://exam ple.ru', 'URL_FORMAT'],
    ['https://exa\nmple.ru', 'URL_FORMAT'],
    ['https://user:word@example.ru', 'URL_FORMAT'],
    ['https://localhost/', 'URL_FORMAT'],
    ['https://127.0.0.1/', 'URL_FORMAT'],
    ['https://[::1]/', 'URL_FORMAT'],
    ['javascript:alert(1)', 'URL_KIND'],
    ['data:text/html,hello', 'URL_KIND'],
    ['ftp://example.ru', 'URL_KIND'],
    [`https://example.ru/${'a'.repeat(2048)}`, 'URL_LENGTH'],
  ])('%.40j is refused with %s', (input, code) => {
    expect(checkUrl(input)).toEqual(refused(code));
  });
});

it('names every code once', () => {
  expect(new Set(IDENTIFIER_CODES).size).toBe(IDENTIFIER_CODES.length);
});
