import { newId } from './ids';

describe('a new id', () => {
  const ids = Array.from({ length: 20_000 }, () => newId());

  it('is a UUIDv7', () => {
    const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
    expect(ids.filter((id) => !shape.test(id))).toEqual([]);
  });

  it('comes once and after those before it', () => {
    expect(new Set(ids).size).toBe(ids.length);
    expect([...ids].sort()).toEqual(ids);
  });

  it('tells nothing of the one before it', () => {
    const tails = ids.map((id) => id.slice(-11));
    expect(new Set(tails).size).toBe(ids.length);
  });
});
