const MAX_LENGTH = 200;
const MAX_EXTENSION = 10;
/** Controls, zero-width signs and the marks that turn the direction of writing (`cod.exe` shown as `exe.doc`). */
const INVISIBLE =
  /[\p{Cc}\p{Zl}\p{Zp}\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF\uFFF0-\uFFFF]/gu;
/** What no file system of an applicant or a reviewer takes in a name. */
const FORBIDDEN = /[<>:"|?*]/g;
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/**
 * The name a person gave a file, made safe to show and to save: no folders, nothing invisible, at most
 * 200 characters. The extension is that of the content: `report.pdf.exe` that holds a PDF becomes
 * `report.pdf.exe.pdf`. Null when nothing of the name is left.
 */
export function safeFileName(given: string, extension: string): string | null {
  const own = given.toWellFormed().normalize('NFC').split(/[\\/]/).at(-1) ?? '';
  const clean = own
    .replace(INVISIBLE, '')
    .replace(FORBIDDEN, '_')
    .replace(/\s+/gu, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  if (clean === '' || clean.toLowerCase() === extension) {
    return null;
  }
  const stem = stemOf(clean, extension);
  const name = `${start(stem, MAX_LENGTH - extension.length - 1)}.${extension}`;
  return RESERVED.test(name) ? `_${name}` : name;
}

/** At most `length` characters; a pair of surrogates is not cut in half. */
function start(text: string, length: number): string {
  const cut = text.slice(0, length);
  const whole = cut.isWellFormed() ? cut : cut.slice(0, -1);
  return whole.replace(/[. ]+$/, '');
}

/** Without its extension, where that is what the content says. `.jpeg` is as good as `.jpg`. */
function stemOf(name: string, extension: string): string {
  const dot = name.lastIndexOf('.');
  const given = dot > 0 ? name.slice(dot + 1).toLowerCase() : '';
  const same = given === extension || (extension === 'jpg' && given === 'jpeg');
  return same && given.length <= MAX_EXTENSION ? name.slice(0, dot) : name;
}

/** Folders, controls and marks that turn the direction of writing: nobody's own file is called so. */
const DECEPTIVE = /[\\/\p{Cc}\u202A-\u202E\u2066-\u2069]/u;

/** Whether a name tries to be another than it looks, or to lead to another place. */
export function isDeceptive(given: string): boolean {
  return DECEPTIVE.test(given);
}

/** Extensions that say what is in a file; any other may as well be a part of its name (`Договор 1.2`). */
const TELLING =
  /^(pdf|jpe?g|png|docx?|docm|xlsx?|xlsm|odt|ods|rtf|txt|csv|gif|bmp|tiff?|webp|heic|svg|html?|zip|rar|7z|exe|com|bat|cmd|scr|msi|js|vbs|ps1|jar|lnk)$/;

/** The extension of a name, where it says another kind than the content is of; else null. */
export function falseExtension(given: string, kind: string): string | null {
  const extension = /\.([A-Za-z0-9]{2,5})[. ]*$/.exec(given)?.[1]?.toLowerCase() ?? '';
  const honest = extension === kind || (extension === 'jpeg' && kind === 'jpg');
  return !honest && TELLING.test(extension) ? extension : null;
}
