import { TestBed } from '@angular/core/testing';

import { LoadedTexts } from './texts';

describe('LoadedTexts', () => {
  it('finds a text by its key, whose tail may be a code with dots of its own', () => {
    const texts = TestBed.inject(LoadedTexts);
    texts.add('ru', 'errors', { 'client.offline': 'Нет связи', page: { title: 'Ошибка' } });
    expect(texts.find('errors.client.offline')).toBe('Нет связи');
    expect(texts.find('errors.page.title')).toBe('Ошибка');
    expect(texts.find('errors.page')).toBeUndefined();
    expect(texts.find('errors.client')).toBeUndefined();
    expect(texts.find('errors.page.title.more')).toBeUndefined();
  });
});
