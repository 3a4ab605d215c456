/**
 * The two rules that hold the shape of the workspace: who may import whom, and what a file may be called.
 * eslint.config.mjs puts them in force, tools/module-boundaries.spec.ts proves that they bite.
 */
const REFERENCE_DATA = String.raw`^(\.\./)+db/reference/[\w./-]+\.json$`;
const TIERS = [0, 1, 2, 3, 4, 5, 6, 7, 8];

/**
 * A project imports lower tiers only, and stays on its side of the wire (scope).
 * @param forTests for specs and for the programs that test: they may also import libs/server/testing, and read
 * the reference data where it lies
 */
export function moduleBoundaries({ forTests = false } = {}) {
  const testing = forTests ? ['scope:testing'] : [];
  const below = (tier) => TIERS.filter((lower) => lower < tier).map((lower) => `tier:${lower}`);
  return [
    'error',
    {
      allow: forTests ? [REFERENCE_DATA] : [],
      checkDynamicDependenciesExceptions: ['.*'],
      // A lib's specs use the testing lib, which builds what it builds out of that very lib.
      ignoredCircularDependencies: [['server-testing', '*']],
      depConstraints: [
        {
          sourceTag: 'scope:server',
          onlyDependOnLibsWithTags: ['scope:server', 'scope:shared', ...testing],
          bannedExternalImports: ['@angular/*'],
        },
        {
          sourceTag: 'scope:web',
          onlyDependOnLibsWithTags: ['scope:web', 'scope:shared'],
          bannedExternalImports: ['@nestjs/*', 'typeorm', 'pg', 'bullmq', 'ioredis'],
        },
        {
          sourceTag: 'scope:shared',
          onlyDependOnLibsWithTags: ['scope:shared'],
          bannedExternalImports: ['@angular/*', '@nestjs/*', 'typeorm', 'rxjs'],
        },
        { sourceTag: 'scope:testing', onlyDependOnLibsWithTags: ['*'] },
        ...TIERS.map((tier) => ({
          sourceTag: `tier:${tier}`,
          onlyDependOnLibsWithTags: tier === 0 ? [] : [...below(tier), ...testing],
        })),
      ],
    },
  ];
}

const VAGUE = /^(utils?|helpers?|common|misc|types|constants|interfaces)\./;

/** `okno/file-name`: a file is named after what is in it, not after its kind of leftovers. */
export const oknoPlugin = {
  meta: { name: 'okno' },
  rules: {
    'file-name': {
      meta: {
        type: 'problem',
        schema: [],
        messages: {
          vague: 'A file named "{{name}}" collects anything. Name it after what it holds.',
        },
      },
      create(context) {
        const name = context.filename.split(/[\\/]/).at(-1) ?? '';
        return {
          Program(node) {
            if (VAGUE.test(name)) {
              context.report({ node, messageId: 'vague', data: { name } });
            }
          },
        };
      },
    },
  },
};
