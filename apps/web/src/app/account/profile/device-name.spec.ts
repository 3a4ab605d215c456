import { deviceName } from './device-name';

const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36';

describe('the name of a signed-in device', () => {
  it.each([
    [CHROME, 'Chrome, Windows'],
    [`${CHROME} YaBrowser/26.1`, 'Яндекс Браузер, Windows'],
    [`${CHROME} Edg/140.0`, 'Edge, Windows'],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox, Linux'],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1 Version/19.0 Safari/604.1',
      'Safari, iOS',
    ],
    ['curl/8.0', null],
    [null, null],
  ])('of %s', (agent, name) => {
    expect(deviceName(agent)).toBe(name);
  });
});
