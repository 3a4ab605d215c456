import { safeFileName } from './file-name';

describe('the name of a file', () => {
  it.each([
    ['Техническое задание.pdf', 'Техническое задание.pdf'],
    ['../../etc/passwd.pdf', 'passwd.pdf'],
    ['C:\\Users\\demo\\смета.pdf', 'смета.pdf'],
    ['a\u0000b\r\n\tc.pdf', 'abc.pdf'],
    ['invoice\u202Efdp.exe.pdf', 'invoicefdp.exe.pdf'],
    ['a\u200Bb\uFEFF.PDF', 'ab.pdf'],
    ['report.pdf.exe', 'report.pdf.exe.pdf'],
    ['<script>"x"|?*.pdf', '_script__x____.pdf'],
    ['CON.pdf', '_CON.pdf'],
    ['.htaccess', 'htaccess.pdf'],
    ['name with   many    spaces .pdf', 'name with many spaces.pdf'],
    ['\ud800half.pdf', 'half.pdf'],
    ['no extension', 'no extension.pdf'],
  ])('%j becomes %j', (given, safe) => {
    expect(safeFileName(given, 'pdf')).toBe(safe);
  });

  it.each(['', '   ', '..', '/', 'folder/', '\u202E\u200B', '.pdf', 'pdf'])(
    'is refused when nothing is left: %j',
    (given) => {
      expect(safeFileName(given, 'pdf')).toBeNull();
    },
  );

  it('has at most 200 characters and keeps its extension', () => {
    const name = safeFileName(`${'я'.repeat(500)}.pdf`, 'pdf');
    expect(name).toHaveLength(200);
    expect(name?.endsWith('я.pdf')).toBe(true);
    const surrogates = safeFileName(`${'😀'.repeat(300)}.pdf`, 'pdf');
    expect(surrogates?.length).toBeLessThanOrEqual(200);
    expect(surrogates?.isWellFormed()).toBe(true);
  });

  it('keeps .jpeg as the extension of a jpg', () => {
    expect(safeFileName('photo.jpeg', 'jpg')).toBe('photo.jpg');
  });
});
