// The schema as @graphql-eslint reads it: all that it recommends, and Relay's rules as far as Relay itself asks. It asks for pages forward
// or backward, for no Node in an edge, and for no edges in a plain list; and an id is not asked of a type that is no Node.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import plugin from '@graphql-eslint/eslint-plugin';

const file = fileURLToPath(new URL('../../api/schema.graphql', import.meta.url));
const schema = readFileSync(file, 'utf8');
const rules = {
  ...plugin.configs['flat/schema-recommended'].rules,
  ...plugin.configs['flat/schema-relay'].rules,
  '@graphql-eslint/relay-arguments': ['error', { includeBoth: false }],
  '@graphql-eslint/relay-edge-types': [
    'error',
    { withEdgeSuffix: true, shouldImplementNode: false, listTypeCanWrapOnlyEdgeType: false },
  ],
  '@graphql-eslint/strict-id-in-types': 'off',
};

// `Threat.threat` is what the contract calls it: how far this threat is one, beside how far it opposes and its leverage.
const ACCEPTED = ['@graphql-eslint/no-typename-prefix: Field "threat" starts with the name of the parent type "Threat"'];

async function problems(sdl) {
  const config = {
    files: ['**/*.graphql'],
    languageOptions: { parser: plugin.parser, parserOptions: { graphQLConfig: { schema: sdl } } },
    plugins: { '@graphql-eslint': plugin },
    rules,
  };
  const eslint = new ESLint({ overrideConfigFile: true, overrideConfig: [config] });
  const [result] = await eslint.lintText(sdl, { filePath: 'schema.graphql' });
  return result.messages.map(({ ruleId, message }) => `${ruleId}: ${message}`);
}

test('nothing else is found in the schema', async () => assert.deepEqual(await problems(schema), ACCEPTED));

test('something is found where something is wrong', async () => {
  const spoiled = `${schema}\n"Pages of wishes."\ntype WishConnection { wishes: [String] }\n`;
  const found = await problems(spoiled);
  assert.ok(found.some((problem) => problem.startsWith('@graphql-eslint/relay-connection-types')), found.join('\n'));
  assert.ok(found.some((problem) => problem.startsWith('@graphql-eslint/no-unreachable-types')), found.join('\n'));
});
