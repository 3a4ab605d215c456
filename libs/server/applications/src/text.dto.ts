import { ApiProperty } from '@nestjs/swagger';

/** A text of the reference data in both languages. */
export interface TextPair {
  ru: string;
  en: string;
}

/** Describes a `{ru, en}` property. */
export function ApiText(nullable = false): PropertyDecorator {
  return ApiProperty({
    type: 'object',
    properties: { ru: { type: 'string' }, en: { type: 'string' } },
    selfRequired: true,
    required: ['ru', 'en'],
    additionalProperties: false,
    ...(nullable ? { nullable } : {}),
  });
}
