/** The numbers of RFC 3492, section 5. */
const BASE = 36;
const T_MIN = 1;
const T_MAX = 26;
const SKEW = 38;
const DAMP = 700;
const INITIAL_BIAS = 72;
const INITIAL_CODE_POINT = 128;
const LAST_CODE_POINT = 0x10ffff;

/** Decodes one label (without `xn--`) as in RFC 3492, section 6.2. Nothing when it is malformed. */
export function decodePunycode(label: string): string | undefined {
  const hyphen = label.lastIndexOf('-');
  const output = [...label.slice(0, Math.max(hyphen, 0))].map(codePoint);
  let position = hyphen + 1;
  let codeAt = 0;
  let code = INITIAL_CODE_POINT;
  let bias = INITIAL_BIAS;
  while (position < label.length) {
    const delta = readDelta(label, position, bias);
    if (delta === undefined) {
      return undefined;
    }
    const size = output.length + 1;
    bias = adaptedBias(delta.value, size, codeAt === 0);
    codeAt += delta.value;
    code += Math.floor(codeAt / size);
    codeAt %= size;
    if (code > LAST_CODE_POINT) {
      return undefined;
    }
    output.splice(codeAt, 0, code);
    codeAt += 1;
    position = delta.end;
  }
  return String.fromCodePoint(...output);
}

/** One number of variable length, written in digits whose weights follow the bias. */
function readDelta(
  label: string,
  start: number,
  bias: number,
): { readonly value: number; readonly end: number } | undefined {
  let value = 0;
  let weight = 1;
  for (let index = start; index < label.length; index += 1) {
    const digit = digitOf(label.charAt(index));
    const threshold = Math.min(Math.max(BASE * (index - start + 1) - bias, T_MIN), T_MAX);
    value += digit * weight;
    if (digit < 0 || !Number.isSafeInteger(value)) {
      return undefined;
    }
    if (digit < threshold) {
      return { value, end: index + 1 };
    }
    weight *= BASE - threshold;
  }
  return undefined;
}

function adaptedBias(delta: number, size: number, first: boolean): number {
  let rest = Math.floor(delta / (first ? DAMP : 2));
  rest += Math.floor(rest / size);
  let bias = 0;
  while (rest > ((BASE - T_MIN) * T_MAX) / 2) {
    rest = Math.floor(rest / (BASE - T_MIN));
    bias += BASE;
  }
  return bias + Math.floor(((BASE - T_MIN + 1) * rest) / (rest + SKEW));
}

function digitOf(character: string): number {
  return 'abcdefghijklmnopqrstuvwxyz0123456789'.indexOf(character);
}

function codePoint(character: string): number {
  return character.codePointAt(0) ?? 0;
}
